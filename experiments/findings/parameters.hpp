// The table parameters: each thing that could have been set in a scenario, and what it is.
#pragma once

#include "experiments/input/scenario.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

Table parameters_table(const Scenario& scenario);

}  // namespace armistice
