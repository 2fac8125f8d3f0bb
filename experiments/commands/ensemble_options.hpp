// The options and the steps that all commands that run ensembles share.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/device/device_choice.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/report/report.hpp"
#include "experiments/resumable/shard.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {

struct EnsembleOptions {
  std::vector<std::string> scenarios;  // as typed: paths, or names of shipped scenarios
  std::vector<Setting> settings;
  std::uint32_t trials = 10'000;
  bool trials_typed = false;
  double precision = 0;                   // half-width to stop at; 0: all trials are run
  std::vector<CalendarMonth> dates;       // dates that are asked about
  std::uint32_t most_trials = 1'000'000;  // with a precision, if no trials were typed
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  int horizon_months = 120;
  std::optional<std::filesystem::path> out;
  CsvFormat csv;  // of the tables there
  DeviceChoice device = DeviceChoice::kCpu;
  std::shared_ptr<Processor> processor{};  // once it has been chosen; null: the CPU's lanes
  bool structures = false;
  bool force = false;
  bool quiet = false;
  bool json = false;
};

/// Every command that can be interrupted, and done in shards, has these.
struct ResumeOptions {
  bool resume = false;
  Shard shard;
  double time_limit_seconds = 0;  // 0: none
};

/// What every command that runs ensembles has; the number of their trials, and how tables are
/// written.
void offer_common(CLI::App& command, EnsembleOptions& o);
void offer_ensemble(CLI::App& command, EnsembleOptions& o);

/// Seconds in "90s", "55m" or "2h".
double parse_time(const std::string& typed);

/// --resume, --shard and --time-limit, and each alone.
void offer_resuming(CLI::App& command, ResumeOptions& resuming);
void offer_resume(CLI::App& command, ResumeOptions& resuming, const std::string& help);
void offer_time_limit(CLI::App& command, ResumeOptions& resuming);

/// Whose intervals it is about is for the help: "of the headline shares".
void offer_precision(CLI::App& command, EnsembleOptions& o, std::string_view whose);

/// Refuses a half-width that no interval of a share has, if the precision is about shares.
void check_precision(double half_width, bool share);

/// --device.
void offer_device(CLI::App& command, EnsembleOptions& o);

/// Finds the device that --device asks for, before anything is run, and looks whether it gives the
/// scenarios' first trials as this processor does.
void choose_device(EnsembleOptions& o, std::span<const Scenario> scenarios, const Session& session);

/// --by, repeatable.
void offer_dates(CLI::App& command, EnsembleOptions& o);

/// The default objective.
inline constexpr const char* kDefaultObjective = "durable_acceptable_peace";
/// `what` it is, for the help: "what the answer is about".
void offer_objective(CLI::App& command, std::string& objective, std::string_view what);

/// Each with the settings of the command line on top.
std::vector<Scenario> read_scenarios(const EnsembleOptions& options);

RunSettings settings_of(const EnsembleOptions& options);  // as run_ensemble() takes them

/// Hooks that show the progress and heed Ctrl-C, SIGTERM and time limits.
RunHooks hooks_for(Progress& progress);

/// Says a result, as data with --json, else in words and where its files are. Returns 0. `Options`
/// has `json`.
template <class Options, class Data, class Text>
int say_result(const Session& session, const Options& options,
               const std::optional<std::filesystem::path>& folder, const Data& data,
               const Text& text) {
  if (options.json) {
    session.result(json_text(data()));
  } else {
    session.result(text());
    if (folder) session.result(fmt::format("Files: {}\n", folder->string()));
  }
  return 0;
}

/// The file of a scenario and those of several, for a manifest.
nlohmann::ordered_json file_of(const Scenario& scenario);
nlohmann::ordered_json files_of(std::span<const Scenario> scenarios);

/// What --force and --resume ask for.
Existing existing_of(const ResumeOptions& resuming, bool force);

/// What is written for these scenarios by the command.
ResultOf result_for(std::string_view command, const std::vector<Scenario>& scenarios);

/// "status_quo: shard 2 of 4, 5,000 trials, is in DIR", and what to type once all are there.
std::string shard_note(std::string_view what, const Shard& shard, const std::string& folder,
                       const Counted& done);

}  // namespace armistice
