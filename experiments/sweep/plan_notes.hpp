// What a user should know of a sweep before it runs: how the rows of a table were taken, which
// values no point has, and what its analysis will not be able to say.
#pragma once

#include <string>
#include <vector>

#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// Sentences without a full stop, in the order of importance; none if there is nothing to say.
std::vector<std::string> notes_on(const SweepPlan& plan);

}  // namespace armistice
