// What must hold between the parameters of a scenario, whatever is drawn
// (agents/parameters/relations.def).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "experiments/input/distribution.hpp"

namespace armistice {

struct BrokenRelation {
  int first, second;    // rows of parameter_declarations()
  std::string message;  // what is wrong, what was expected, the nearest valid choice of either
};

/// The first that does not hold for all values that can be drawn. `parameters` are in the order of
/// parameter_declarations().
std::optional<BrokenRelation> broken_relation(std::span<const Distribution> parameters);

}  // namespace armistice
