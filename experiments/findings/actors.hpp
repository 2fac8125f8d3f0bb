// The table actors: what each actor gave, paid, lost and voted for, as means over the trials.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// The ensemble must have recorded its donors.
Table actors_table(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
