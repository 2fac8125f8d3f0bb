// The page that holds the model: every lever, scenario and parameter to move, and what comes out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/exhibits/web_model.hpp"
#include "experiments/input/typed_scenario.hpp"

namespace armistice {

/// The settings that a page opens with.
struct ExploreStart {
  TypedScenario scenario, reference;
  std::uint64_t seed = 1;
  int horizon_months = 120;
};

/// The whole page: one file, which takes nothing from anywhere. What there is to set is made from
/// the declarations; the scenarios are those that the program finds. Throws Error(kInput) if
/// `model` is empty, and says how to get a program that has one.
std::string explore_page(const ExploreStart& start, const WebModel& model);

}  // namespace armistice
