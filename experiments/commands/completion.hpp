// What a shell completes after "armistice": commands, their options, and names of scenarios.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>

namespace armistice {

enum class Shell { kBash, kZsh };
inline constexpr std::pair<const char*, Shell> kShells[] = {{"bash", Shell::kBash},
                                                            {"zsh", Shell::kZsh}};

/// The script that a user's shell reads at its start. It is made from the table of commands, and
/// asks the program itself for the names of scenarios, so that a user's own are among them.
std::string completion_script(const CLI::App& app, Shell shell);

}  // namespace armistice
