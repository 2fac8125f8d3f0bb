// armistice merge: shards, in any order, into the bytes of one run or sweep.
#include <fmt/format.h>

#include <optional>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/findings/sweep.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/file_pieces.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/resumable_run.hpp"
#include "experiments/resumable/resumable_sweep.hpp"
#include "experiments/resumable/shards_together.hpp"

namespace armistice {
namespace {

struct MergeOptions {
  std::vector<std::filesystem::path> folders;
  std::filesystem::path out;
  bool force = false, json = false, quiet = false;
};

void offer(CLI::App& command, MergeOptions& merge) {
  offer_folders(command, merge.folders, "the folders of all shards, in any order");
  offer_text(command, "--out", "DIR", "write the whole result here",
             [&merge](const std::string& typed) { merge.out = typed; });
  command.add_flag("--force", merge.force, "replace a result of the same scenario in --out");
  command.add_flag("--json", merge.json, "print the summary as JSON");
  refuse_tables(command, "a merge takes the rows of single trials as the shards wrote them");
  command.add_flag("--quiet", merge.quiet, "accepted without effect: a merge shows no progress");
}

struct MergeStopped {};

void heed() {
  if (stop_requested()) throw MergeStopped();
}

void write_all_of(OutputFile& out, const std::filesystem::path& file) {
  read_in_pieces(file, [&out](std::string_view piece) {
    heed();
    out.write(piece);
    return true;
  });
}

void put_together(OutputFolder& folder, const ShardsTogether& shards,
                  const std::vector<std::string>& files) {
  for (const std::string& name : files) {
    OutputFile out(folder.staged(name));
    for (const auto& work : shards.folders) write_all_of(out, work_path(work) / name);
    out.close();
  }
}

/// As it was read for the shards; elsewhere a file may have gone, but a shipped scenario has not.
Scenario scenario_of(const Identity& identity) {
  const Identity& typed = identity.at("typed");
  std::vector<Setting> settings;
  for (const Identity& s : typed.at("set")) settings.push_back({s.at(0), s.at(1)});
  const std::string file = typed.at("file"), name = typed.at("scenario");
  std::error_code error;
  Scenario scenario = read_scenario(std::filesystem::exists(file, error)
                                        ? std::filesystem::path(file)
                                        : find_scenario(name.substr(0, name.find('+'))),
                                    settings);
  const std::string wanted = identity.at("scenario").at("digest");
  if (scenario.digest != wanted) {
    throw Error(Fault::kInput,
                fmt::format("armistice merge: {} has changed since its shards were run",
                            scenario.file.string()));
  }
  return scenario;
}

Record record_of(const std::string& word) {
  Record record = Record::kTrials;
  for (const Record r : {Record::kSummary, Record::kTrials, Record::kAll}) {
    if (word == name_of(r)) record = r;
  }
  return record;
}

std::string merge_run(const ShardsTogether& shards, OutputFolder& folder,
                      const MergeOptions& options, Environment environment) {
  const Identity& identity = shards.identity;
  const Scenario scenario = scenario_of(identity);
  const Record record = record_of(identity.at("record"));
  Ensemble ensemble;
  ensemble.settings.trials = identity.at("trials");
  ensemble.settings.seed = identity.at("seed");
  ensemble.settings.horizon_months = identity.at("horizon_months");
  for (const Identity& date : identity.at("by")) {
    ensemble.settings.by.push_back(calendar_month(date.get<std::string>()).value());
  }
  ArchivedSums sums = merged_shards(shards.folders, heed);
  check_shape(sums.tally, scenario, ensemble.settings, shards.folders.front());
  ensemble.tally = std::move(sums.tally);
  ensemble.nested = sums.nested;
  put_together(folder, shards, trial_file_names(record));
  environment.finished = utc_now();
  const Report report = report_of(scenario, ensemble, record);
  finish_run(folder, report, scenario, ensemble, environment);
  return options.json ? json_text(data_of(report)) : printed(report);
}

std::string merge_sweep(const ShardsTogether& shards, OutputFolder& folder,
                        const MergeOptions& options, Environment environment) {
  put_together(folder, shards, sweep_work_files());
  const std::int64_t failed = rows_of(folder.file("failures.csv"));
  environment.finished = utc_now();
  finish_sweep(folder, shards.identity, failed,
               {{"command_line", environment.command_line},
                {"started", environment.started},
                {"finished", environment.finished}});
  const std::int64_t points = shards.identity.at("design").at("points");
  const Report report =
      sweep_report(sweep_data(shards.identity, failed),
                   merged_title(points, std::ssize(shards.folders)), {points, failed});
  return options.json ? json_text(data_of(report)) : printed(report);
}

/// The only shard of 1/1 is a whole result already: it is copied. A script that cuts by a
/// number that may be 1 needs no case of its own.
std::string copy_whole(const MergeOptions& options, const Environment& environment) {
  const std::filesystem::path& from = options.folders.front();
  nlohmann::ordered_json manifest = whole_manifest_in(from);
  refuse_to_write_over({from}, options.out);
  const std::optional<ResultOf> result = result_of(manifest);
  if (result->command != "run" && result->command != "sweep") {
    refuse(fmt::format("merge: {}: holds no shard, and {} is never cut into any", from.string(),
                       to_string(*result)));
  }
  OutputFolder folder(options.out, *result, options.force);
  folder.heed(heed);
  folder.use(csv_format_of(manifest));
  for (const auto& [name, mark] : listed_marks(manifest)) {
    const std::string change = change_of(mark, mark_of(from / name, heed));
    if (!change.empty()) refuse(fmt::format("merge: {}: {}", (from / name).string(), change));
    if (name == kColumnsName) continue;  // the folder writes it anew
    OutputFile out(folder.staged(name));
    write_all_of(out, from / name);
    out.close();
  }
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"started", environment.started},
                             {"finished", utc_now()}};
  folder.write(kManifestName, json_text(manifest));
  folder.commit();
  if (options.json) return json_text(manifest);
  return fmt::format("{}: the only shard is whole already, and was copied\n", to_string(*result));
}

std::string merged(const MergeOptions& options, const Environment& environment) {
  const ShardsTogether shards = shards_together(options.folders, heed);
  std::vector<std::filesystem::path> read = options.folders;
  for (const auto& work : options.folders) read.push_back(work_path(work));
  refuse_to_write_over(read, options.out);
  const bool sweep = shards.identity.value("command", "") == "sweep";
  OutputFolder folder(options.out,
                      {sweep ? "sweep" : "run", {shards.identity.at("scenario").at("name")}},
                      options.force);
  folder.heed(heed);
  return sweep ? merge_sweep(shards, folder, options, environment)
               : merge_run(shards, folder, options, environment);
}

/// Whether no point of the sweep could be run.
bool none_ran(const std::filesystem::path& out) {
  const nlohmann::ordered_json manifest = manifest_in(out / kManifestName);
  return manifest.value("command", "") == "sweep" &&
         manifest.at("failed_points") == manifest.at("design").at("points");
}

int run_command(const MergeOptions& options, const Session& session) {
  if (options.folders.empty()) refuse("merge: expected the folders of all shards");
  if (options.out.empty()) refuse("merge: expected --out DIR, for the whole result");
  const Environment environment{session.words, utc_now(), ""};
  const bool whole = options.folders.size() == 1 && holds_a_result(options.folders.front());
  try {
    session.result(from_json_of(options.folders.front(), [&] {
      return whole ? copy_whole(options, environment) : merged(options, environment);
    }));
  } catch (const MergeStopped&) {
    session.note(
        fmt::format("armistice: merge: stopped by {}; no file of it was written\n", stop_reason()));
    return stop_status();
  }
  if (!options.json) session.result(fmt::format("Files: {}\n", options.out.string()));
  const bool none =
      from_json_of(options.out / kManifestName, [&] { return none_ran(options.out); });
  return none ? static_cast<int>(Fault::kInput) : 0;
}

}  // namespace

const CommandEntry kMergeCommand{
    .name = "merge",
    .group = "Sweep",
    .summary = "join the shards of a run or a sweep",
    .examples = R"(  armistice merge results/shard_1 results/shard_2 --out results/whole

run and sweep write shards with --shard I/N. The joined files are those of one run, byte for byte.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
