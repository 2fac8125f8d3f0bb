// What a person typed: which command, with which options.
#pragma once

#include "experiments/commands/command.hpp"

namespace armistice {

struct CommandLine {
  Action action;
  bool on_ranks = true;  // may run on several ranks of MPI; so may what only prints
};

/// Throws Error(kInput) that names the option, what was expected and the nearest valid choice.
CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace armistice
