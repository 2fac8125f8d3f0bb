// What the program can be asked to do. A command returns what it has to say; main prints it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/commands/command_line.hpp"

namespace armistice {

/// Where a run, which takes long, says things while it goes on.
struct RunOutput {
  std::function<void(std::string_view)> result;    // standard output
  std::function<void(std::string_view)> note;      // standard error
  std::function<void(std::string_view)> progress;  // the terminal; empty: nobody is looking
};

/// Runs, writes and prints. Returns the exit status: 0, or that of the signal which stopped it.
/// `words` is the command line as it was typed, for the manifest.
int command_run(const RunCommand& command, const std::vector<std::string>& words,
                const RunOutput& output);

/// Runs scenarios on the same trials and says what each changes against the first. Returns as
/// command_run does.
int command_compare(const CompareCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output);

/// Runs a design of points, on all ranks. Returns as command_run does.
int command_sweep(const SweepCommand& command, const std::vector<std::string>& words,
                  const RunOutput& output);

/// Sensitivity measures and scenario discovery of a finished sweep. Returns 0.
int command_analyse(const AnalyseCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output);

/// Puts the shards of a run or a sweep together. Returns 0.
int command_merge(const MergeCommand& command, const std::vector<std::string>& words,
                  const RunOutput& output);

/// Patterns and claims; returns as command_run does.
int command_validate(const ValidateCommand& command, const std::vector<std::string>& words,
                     const RunOutput& output);

/// Divides the effect of a scenario between groups of levers or levers. Returns as command_run
/// does.
int command_attribute(const AttributeCommand& command, const std::vector<std::string>& words,
                      const RunOutput& output);

/// Looks for packages of levers. Returns as command_run does.
int command_search(const SearchCommand& command, const std::vector<std::string>& words,
                   const RunOutput& output);

/// Says what it would be worth to know before choosing. Returns as command_run does.
int command_information(const InformationCommand& command, const std::vector<std::string>& words,
                        const RunOutput& output);

/// How often another choice of one actor changes how trials end. Returns as command_run does.
int command_pivotal(const PivotalCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output);

/// What the scenario resolves to. Throws what is wrong with it.
std::string command_check(const CheckCommand& command);

/// The story of one trial.
std::string command_trace(const TraceCommand& command);

/// What there is, for people, as data or as a page of the docs.
std::string command_parameters(const CatalogueCommand& command);
std::string command_levers(const CatalogueCommand& command);
std::string command_actors(const CatalogueCommand& command);
std::string command_scenarios(const CatalogueCommand& command);

}  // namespace armistice
