// costs.csv: who pays what, by year and in total, by the one definition of agents/record/costs.hpp.
#pragma once

#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

/// The ensemble must have recorded its donors.
std::string costs_csv(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
