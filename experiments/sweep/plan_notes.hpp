// Notes on a sweep before it runs: the recognised layout of a table, values that no point has, and
// the limits of its analysis.
#pragma once

#include <string>
#include <vector>

#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// Sentences without a full stop, in the order of importance; none if there is nothing to say.
std::vector<std::string> notes_on(const SweepPlan& plan);

}  // namespace armistice
