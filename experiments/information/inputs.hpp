// What could be known of a trial before choosing: its drawn parameters.
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

/// Parameters that are drawn alike in all scenarios, in the order of their declarations; then the
/// levers whose target is drawn (or how much of it is carried out), each as it comes out in the
/// first scenario where it is. Those have the same draw in all.
Inputs drawn_inputs(std::span<const Scenario> scenarios, std::uint64_t seed, std::int64_t trials);

}  // namespace armistice
