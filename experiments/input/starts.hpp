// The state of the war at the start of an earlier month: what scenarios/starts.toml says of it, as
// a layer of a scenario.
#pragma once

#include <vector>

#include "experiments/input/calendar.hpp"
#include "experiments/input/scenario_layers.hpp"

namespace armistice {

/// The months with a state, in their order, and the start of the defaults.
std::vector<CalendarMonth> starts_with_a_state();

/// Lays the state of the month in which the scenario starts over the file whose start it replaces,
/// and beneath all that says more. Does nothing for the start of the defaults, and for a month
/// without a state. Throws Error(kInput) if the table of states cannot be read.
void lay_state_of_start(std::vector<Layer>& layers);

}  // namespace armistice
