// A command of the program: its name, its help, its options, and its action. Each has one file.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/report/report.hpp"

namespace armistice {

/// The command line of the user, and the streams that a command writes to.
struct Session {
  std::vector<std::string> words;                  // the command line, for manifests
  std::function<void(std::string_view)> result;    // standard output
  std::function<void(std::string_view)> note;      // standard error
  std::function<void(std::string_view)> progress;  // the terminal; empty: nobody is looking
  // A program that embeds the commands gets the report before it is written; else empty.
  std::function<void(const Report&)> report{};
};

/// The action that remains after the command line has been read. Returns the exit status.
using Action = std::function<int(const Session&)>;

/// A line of the table of commands.
struct CommandEntry {
  std::string_view name;
  std::string_view group;  // the heading in `armistice --help` under which it stands
  std::string_view summary;
  std::string_view examples;  // and whatever else stands at the end of its help
  bool on_ranks = false;      // runs on several ranks of MPI too
  /// Adds the options to the parser. They live as long as the action that is returned.
  Action (*offer)(CLI::App& command);
};

#define COMMAND(name) extern const CommandEntry k##name##Command;
#include "experiments/commands/commands.def"
#undef COMMAND

/// In the order of commands.def.
std::span<const CommandEntry* const> command_entries();

/// The action of a command with options of its own type: `offer` declares them, `run` checks them
/// and does what they ask for.
template <class Options>
Action action_of(CLI::App& command, void (*offer)(CLI::App&, Options&),
                 int (*run)(const Options&, const Session&)) {
  const auto options = std::make_shared<Options>();
  offer(command, *options);
  return [options, run](const Session& session) {
    Session heard = session;
    if constexpr (requires { options->quiet; }) {
      if (options->quiet) heard.progress = nullptr;
    }
    return run(*options, heard);
  };
}

}  // namespace armistice
