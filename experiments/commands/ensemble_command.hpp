// What all commands that run ensembles do in one way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/commands/command_line.hpp"
#include "experiments/ensemble/ensemble.hpp"

namespace armistice {

/// Each with the settings of the command line on top.
std::vector<Scenario> read_scenarios(const EnsembleCommand& command);

RunSettings settings_of(const EnsembleCommand& command);

/// What to say when a signal ended it after `done` trials.
std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleCommand& command);

}  // namespace armistice
