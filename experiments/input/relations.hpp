// What must hold between the parameters of a scenario, whatever is drawn
// (agents/parameters/relations.def).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/input/distribution.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

struct BrokenRelation {
  int first, second;    // rows of parameter_declarations()
  std::string message;  // what is wrong, what was expected, the nearest valid choice of either
};

/// The first that does not hold for all values that can be drawn. `parameters` are in the order of
/// parameter_declarations().
std::optional<BrokenRelation> broken_relation(std::span<const Distribution> parameters);

/// read_scenario of a scenario whose parameters may break a relation. It is for one value of a
/// design, which is checked with the other values of its point.
Scenario read_unrelated(const std::filesystem::path& file, const std::vector<Setting>& settings);

}  // namespace armistice
