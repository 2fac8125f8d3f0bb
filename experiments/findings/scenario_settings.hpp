// The settings of a scenario that it does not leave to the defaults, each with who sets it.
#pragma once

#include "experiments/input/scenario.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// What the layers of a scenario set: name, value, unit, and the last layer that sets it.
Table scenario_settings(const Scenario& scenario, const Provenance& provenance);

}  // namespace armistice
