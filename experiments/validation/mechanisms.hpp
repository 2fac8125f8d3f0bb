// What each of the full mechanisms contributes: switched off alone, on the same trials.
#pragma once

#include <string>
#include <vector>

#include "experiments/validation/laboratory.hpp"
#include "experiments/validation/pattern.hpp"

namespace armistice {

struct MechanismRow {
  std::string scenario;
  std::string change;  // "without violations", "with nuclear_tail", "core"
  // Changes of shares against all of the full mechanisms; the first row of a scenario holds the
  // shares themselves.
  Figure negotiated, ceasefire, defeat, war, durable, relapsed;
};

/// For the status quo and the Plan: the full mechanisms, each of them off alone, each option on,
/// and the core.
std::vector<MechanismRow> single_mechanisms(Laboratory& laboratory);

}  // namespace armistice
