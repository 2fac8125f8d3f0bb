// A scenario file as somebody would type it: a scenario that comes with the program, and settings
// on top of it. The reverse of what `--set` does.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice {

struct TypedScenario {
  std::string name;               // of one that comes with the program
  std::vector<Setting> settings;  // as --set and --with take them, in their order; values in TOML
};

/// Throws Error(kInput), with line and column, for what read_scenario() refuses too, and for a file
/// that extends nothing, or whose settings can't be said so.
TypedScenario typed_scenario(const std::filesystem::path& file);

}  // namespace armistice
