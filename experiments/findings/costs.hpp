// The table costs: who pays what, by year and in total, by the one definition of
// agents/record/costs.hpp.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// The ensemble must have recorded its donors.
Table costs_table(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
