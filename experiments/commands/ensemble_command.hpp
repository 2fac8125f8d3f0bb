// What all commands that run ensembles do in one way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/campaign/part_folder.hpp"
#include "experiments/commands/command_line.hpp"
#include "experiments/ensemble/ensemble.hpp"

namespace armistice {

/// Each with the settings of the command line on top.
std::vector<Scenario> read_scenarios(const EnsembleCommand& command);

RunSettings settings_of(const EnsembleCommand& command);

/// What --force and --resume ask for.
Existing existing_of(const RunCommand& command);
Existing existing_of(const SweepCommand& command);

/// Whether the folder holds a finished result of this identity. Throws Error(kInput) if it is of
/// another.
bool is_done_already(const std::filesystem::path& folder, const Identity& identity);

/// "status_quo: shard 2 of 4, 5,000 trials, is in DIR; ..."
std::string shard_note(std::string_view what, const Shard& shard, const std::string& folder,
                       const std::string& done);

/// What to say when a signal ended it after `done` trials.
std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleCommand& command);
/// Likewise of a run, whose work is kept.
std::string stopped_note(std::string_view what, std::int64_t done, const RunCommand& command);

}  // namespace armistice
