// Where the scenarios are that come with the program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace armistice {

/// The folders that are looked in, first one first: ./scenarios, ../share/armistice/scenarios
/// beside the program, and the source tree that it was built from.
std::vector<std::filesystem::path> scenario_folders();

/// The file that `typed` names: a path, or the bare name of a shipped scenario ("status_quo").
/// Throws Error(kInput) with the nearest name.
std::filesystem::path find_scenario(const std::string& typed);

/// All scenario files that can be named bare, by name; the first folder wins.
std::vector<std::filesystem::path> shipped_scenarios();

/// The actors' table that shipped scenarios use.
std::filesystem::path find_cast();

/// The table of the Plan's claims.
std::filesystem::path find_claims();

}  // namespace armistice
