// The program: reads the command line, has the command done, and is the only place that prints
// errors and exits.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "experiments/campaign/ranks.hpp"
#include "experiments/commands/command_line.hpp"
#include "experiments/commands/commands.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

void print_result(std::string_view text) {
  if (!is_first_rank()) return;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw Error(Fault::kOutput, "armistice: standard output can't be written");
  }
}

void print_note(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string catalogue(const CatalogueCommand& command) {
  switch (command.what) {
    case Catalogue::kParameterTable:
      return command_parameters(command);
    case Catalogue::kLeverTable:
      return command_levers(command);
    case Catalogue::kActorTable:
      return command_actors(command);
    case Catalogue::kScenarioTable:
      return command_scenarios(command);
  }
  return "";
}

/// For a command that takes long, and that Ctrl-C may stop.
RunOutput output_of(bool quiet) {
  catch_stop_signals();
  RunOutput output{print_result, print_note, nullptr};
  if (!quiet && is_first_rank() && ::isatty(STDERR_FILENO) != 0) output.progress = print_note;
  return output;
}

/// Has each kind of command done; returns the exit status.
struct Do {
  const std::vector<std::string>& words;

  int operator()(const RunCommand& command) const {
    return command_run(command, words, output_of(command.quiet));
  }
  int operator()(const CompareCommand& command) const {
    return command_compare(command, words, output_of(command.quiet));
  }
  int operator()(const SweepCommand& command) const {
    return command_sweep(command, words, output_of(command.quiet));
  }
  int operator()(const AnalyseCommand& command) const {
    return command_analyse(command, words, output_of(true));
  }
  int operator()(const MergeCommand& command) const {
    return command_merge(command, words, output_of(true));
  }
  int operator()(const ValidateCommand& command) const {
    return command_validate(command, words, output_of(command.quiet));
  }
  int operator()(const AttributeCommand& command) const {
    return command_attribute(command, words, output_of(command.quiet));
  }
  int operator()(const SearchCommand& command) const {
    return command_search(command, words, output_of(command.quiet));
  }
  int operator()(const InformationCommand& command) const {
    return command_information(command, words, output_of(command.quiet));
  }
  int operator()(const PivotalCommand& command) const {
    return command_pivotal(command, words, output_of(command.quiet));
  }
  int operator()(const CheckCommand& command) const {
    print_result(command_check(command));
    return 0;
  }
  int operator()(const TraceCommand& command) const {
    print_result(command_trace(command));
    return 0;
  }
  int operator()(const CatalogueCommand& command) const {
    print_result(catalogue(command));
    return 0;
  }
  int operator()(const ShowCommand& command) const {
    print_result(command.text);
    return 0;
  }
};

/// What is wrong with the input is so for all ranks, and the first one is to say it; but another
/// may be alone in not finding a file, and the first then waits for it in vain.
int failed(const std::string& message, int status) {
  if (ranks() == 1) {
    print_note(message);
    return status;
  }
  if (!is_first_rank()) std::this_thread::sleep_for(std::chrono::seconds(2));
  print_note(is_first_rank() ? message : fmt::format("rank {}: {}", rank(), message));
  abort_ranks(status);
}

int run(int argc, char** argv) {
  const Ranks all_ranks(&argc, &argv);
  try {
    const std::vector<std::string> words(argv, argv + argc);
    const Command command = parse_command_line(argc, argv);
    if (ranks() > 1 && !std::holds_alternative<SweepCommand>(command)) {
      throw Error(Fault::kInput, "armistice: only a sweep runs on several ranks");
    }
    return std::visit(Do{words}, command);
  } catch (const Error& error) {
    return failed(fmt::format("{}\n", error.what()), static_cast<int>(error.fault()));
  } catch (const std::exception& error) {
    return failed(fmt::format("armistice: a fault of ours: {}\n", error.what()),
                  static_cast<int>(Fault::kOurs));
  }
}

}  // namespace
}  // namespace armistice

int main(int argc, char** argv) { return armistice::run(argc, argv); }
