// vetoes.csv and the lines of the summary about ballots that need everybody: the EU's on membership
// and on its sanctions, NATO's on membership in wartime and as terms promised it. A refusal is put
// down to the most reluctant state.
#pragma once

#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

/// For each ballot a row of all states, then one for each that has a vote. The ensemble must have
/// recorded its donors.
std::string vetoes_csv(const Scenario& scenario, const Ensemble& ensemble);

/// How often each was refused, and who was the most reluctant at the first refusal; nothing of
/// ballots that no trial held. Lines with their ends.
std::string vetoes_text(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
