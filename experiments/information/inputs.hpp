// The inputs of a trial that could be known before choosing: its drawn parameters.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "experiments/information/information.hpp"

namespace armistice {

struct Inputs {
  std::vector<InformationInput> drawn;
  std::vector<std::string> differing;  // drawn otherwise in different scenarios
};

/// Parameters that all scenarios draw from the same distribution, in the order of their
/// declarations. Then the levers whose target, or its implementation, is drawn, each with its value
/// in the first scenario that draws it. These levers have the same draw in all scenarios.
Inputs drawn_inputs(std::span<const Scenario> scenarios, std::uint64_t seed, std::int64_t trials);

}  // namespace armistice
