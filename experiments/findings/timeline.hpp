// The table timeline: the quantities of the model at the end of each month.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// The ensemble must have recorded its timeline.
Table timeline_table(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
