// Commands that a report says to type next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/engine/run_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// What was said of a scenario with --with and --set, as it is typed again: " --with X --set a=1".
/// None if what is laid over it has no name by which it is found.
std::optional<std::string> typed_settings(const Scenario& scenario);

/// Likewise of a run, without what is so by default: " --seed 7 --horizon 24".
std::string typed_run(const RunSettings& settings);

/// A command that says more, and of what.
struct Hint {
  std::string command, what;
};
/// Adds "why: COMMAND (what), COMMAND", or a line for each if they do not fit into one. What does
/// not fit into a line is left out: whatever is printed can be typed.
void add_commands(Report& report, std::string_view label, const std::vector<Hint>& hints);

}  // namespace armistice
