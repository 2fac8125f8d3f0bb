// From a name to a file: one look-up for the command line, `extends`, `with`, `actors` and claims.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace armistice {

/// The folders that are looked in, first one first: ./scenarios; ../share/armistice/scenarios
/// beside the program; scenarios beside the shared library that holds the model, if one does; and
/// the source tree that it was built from.
std::vector<std::filesystem::path> scenario_folders();

/// Tables of actors are named apart from scenarios.
enum class NamedFile { kScenario, kActors };

/// A file, or else why there is none.
struct FoundFile {
  std::filesystem::path file;
  std::string why;
};

/// The file that `typed` names: a path relative to `folder`, with or without ".toml", or the name
/// of one that comes with the program, in a scenario folder or in a folder of it ("nato_provokes"
/// or "critics/nato_provokes"). Two files of one name are refused with both places. `asking`, the
/// file that names another, is not what it means by a bare name. "-" is standard input.
FoundFile look_up(NamedFile kind, const std::string& typed, const std::filesystem::path& folder,
                  const std::filesystem::path& asking = {});

/// What another scenario is measured against unless told.
inline constexpr const char* kDefaultReference = "status_quo";

/// A scenario that the command line names. Throws Error(kInput) with the nearest name.
std::filesystem::path find_scenario(const std::string& typed);

/// The name of a scenario's file: its stem; "stdin" of standard input, "pipe" of a pipe of the
/// shell.
std::string scenario_name(const std::filesystem::path& file);

/// The folder that a file's names are relative to; of standard input and pipes the working folder.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// All scenario files that can be named bare, by name; the first folder wins.
std::vector<std::filesystem::path> shipped_scenarios();

/// The actors' table that shipped scenarios use.
std::filesystem::path find_cast();

/// The states at the start of earlier months.
std::filesystem::path find_starts();

/// The table of what was observed, month by month.
std::filesystem::path find_observations();

/// The table of the Plan's claims.
std::filesystem::path find_claims();

}  // namespace armistice
