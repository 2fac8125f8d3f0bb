// Ballots that need everybody: the EU's on membership and on its sanctions, NATO's on membership in
// wartime and as terms promised it. A refusal is put down to the most reluctant state.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// The table vetoes: for each ballot a row of all states, then one for each that has a vote. The
/// ensemble must have recorded its donors.
Table vetoes_table(const Scenario& scenario, const Ensemble& ensemble);

/// Says how often each was refused, and who was the most reluctant at the first refusal; nothing of
/// ballots that no trial held.
void add_vetoes(Report& report, const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
