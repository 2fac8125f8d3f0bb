// armistice run: ensembles of one scenario or of several on the same chance, their summaries, and
// with --out their files, which are kept from the first block on.
#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <optional>
#include <set>
#include <utility>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/stream_input.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/findings/side_by_side.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/input/typed_settings.hpp"
#include "experiments/output/joint_tables.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/finished_result.hpp"
#include "experiments/resumable/resumable_run.hpp"

namespace armistice {
namespace {

struct RunOptions : EnsembleOptions {
  Record record = Record::kTrials;
  ResumeOptions resuming;
};

constexpr std::pair<const char*, Record> kRecords[] = {
    {"summary", Record::kSummary}, {"trials", Record::kTrials}, {"all", Record::kAll}};

void offer(CLI::App& command, RunOptions& run) {
  command.add_option("SCENARIO", run.scenarios, "one or more; several are shown side by side")
      ->type_name("");
  offer_ensemble(command, run);
  offer_precision(command, run, "of the headline shares");
  offer_dates(command, run);
  offer_text(command, "--record", "WHAT",
             "tables of single trials in --out: summary (none), trials or all [trials]",
             [&run](const std::string& typed) {
               run.record = parse_word<Record>("--record", typed, kRecords);
             });
  command.add_flag("--structures", run.structures,
                   "also draw the forms of the model: rule, war, attrition, commitment, relapse");
  offer_device(command, run);
  offer_resuming(command, run.resuming);
}

constexpr int kDone = 0;

/// Several scenarios have a folder each, by name, beside the files of all.
void check_folder_name(const std::string& name) {
  const bool hidden = name.empty() || name.front() == '.';
  if (!hidden && !is_name_of_result(name)) return;
  throw Error(
      Fault::kInput,
      fmt::format("armistice run: --out: a scenario is called \"{}\", and of several each has "
                  "a folder of its name; {}; expected its file under another name",
                  name,
                  hidden ? "a name that begins with a dot would hide it or lead elsewhere"
                         : "a file of the result has that name already"));
}

std::vector<std::filesystem::path> folders_of(const RunOptions& options,
                                              const std::vector<Scenario>& scenarios) {
  std::vector<std::filesystem::path> folders;
  std::set<std::string> names;
  for (const Scenario& scenario : scenarios) {
    if (scenarios.size() > 1) check_folder_name(scenario.name);
    if (!names.insert(scenario.name).second) {
      throw Error(Fault::kInput,
                  fmt::format("armistice run: --out: two scenarios are called {}, and each needs a "
                              "folder of its name",
                              scenario.name));
    }
    folders.push_back(scenarios.size() == 1 ? *options.out : *options.out / scenario.name);
  }
  return folders;
}

/// What a merge reads the scenario again from.
Identity typed_for(const Scenario& scenario, const RunOptions& options, std::size_t i) {
  std::error_code error;
  Identity settings = Identity::array();
  for (const Setting& s : options.settings) settings.push_back({s.name, s.value});
  return {{"scenario", options.scenarios[i]},
          {"file", std::filesystem::absolute(scenario.file, error).string()},
          {"set", settings}};
}

RunSettings without_files(RunSettings settings) {
  settings.timeline = settings.donors = false;
  return settings;
}

/// A scenario, the place of its result, and the work on it that is under way there. Made before
/// any is run, so that nothing is run for a result that has no place.
struct FiledRun {
  FiledRun(const RunOptions& options, const Scenario& s, std::size_t i, std::filesystem::path f)
      : request{s,
                checked_settings(settings_of(options)),
                options.record,
                options.resuming.shard,
                typed_for(s, options, i),
                options.csv},
        folder(std::move(f)) {
    settings_of_shard(request.settings, request.shard);
    const Identity identity = run_identity(request);
    if (options.resuming.resume && is_done_already(folder, identity)) return;
    work.emplace(folder, identity, run_work_files(request),
                 existing_of(options.resuming, options.force));
  }
  /// A shard that is complete waits for the merge; the work of a whole run is finished first.
  bool done_before() const {
    return !work || (work->progress().complete && !request.shard.whole());
  }

  RunRequest request;
  std::filesystem::path folder;
  std::optional<WorkFolder> work;
};

void finish(FiledRun& filed, const Report& report, const CourseRecord& course,
            const Environment& environment) {
  OutputFolder folder(filed.folder, result_for("run", {filed.request.scenario}), true,
                      Holder::kOwner);
  for (const std::string& name : trial_file_names(filed.request.record)) {
    folder.adopt(name, filed.work->file(name), filed.work->progress().files.at(name));
  }
  finish_run(folder, report, filed.request.scenario, course, environment);
  filed.work->remove();
}

std::string kept_note(std::string_view what, std::int64_t done, const RunOptions& options) {
  return printed(say("armistice: {}: stopped by {} after {} of {}{}\n", what, stop_reason(), done,
                     Counted{settings_of(options).trials, "trial"},
                     options.out ? "; the same command with --resume continues" : ""));
}

/// The options that make a result what it is, as they would be typed again.
std::string typed_again(const RunOptions& options) {
  std::string text = typed_again(options.settings);
  const RunOptions usual;
  if (options.seed != usual.seed) text += fmt::format(" --seed {}", options.seed);
  if (options.horizon_months != usual.horizon_months) {
    text += fmt::format(" --horizon {}", options.horizon_months);
  }
  return text;
}

/// Nothing for a pipe of the shell, which is gone by then.
std::string next_step(const RunOptions& options) {
  const auto gone = [](const std::string& typed) { return typed != "-" && is_stream(typed); };
  if (std::any_of(options.scenarios.begin(), options.scenarios.end(), gone)) return "";
  const std::string scenario = shell_path(options.scenarios.front());
  const std::string typed = typed_again(options);
  if (options.scenarios.size() > 1) {
    return fmt::format("Next: armistice compare {} {}{}   (what changes)\n", scenario,
                       shell_path(options.scenarios.back()), typed);
  }
  if (!options.out) {
    return fmt::format(
        "Next: armistice run {}{} --out DIR   (every trial, the months, the actors, as tables)\n",
        scenario, typed);
  }
  const std::string other =
      scenario == "peace_through_strength" ? "status_quo" : "peace_through_strength";
  return fmt::format("Next: armistice run {} {}{}   (side by side)\n", scenario, other, typed);
}

/// What came out so far, in the order of the scenarios.
struct Finished {
  std::vector<ScenarioRun> runs;
  std::vector<nlohmann::ordered_json> data;  // with --json
};

/// Says it now, in words, or keeps it as data until all are finished.
void give(Finished& finished, ScenarioRun run, const Report& report, const RunOptions& options,
          const Session& session) {
  if (options.json) {
    finished.data.push_back(data_of(report));
  } else {
    session.result(printed(report));
  }
  finished.runs.push_back(std::move(run));
}

std::string as_text(std::vector<nlohmann::ordered_json> data) {
  if (data.size() == 1) return json_text(data.front());
  return json_text({{"scenarios", std::move(data)}});
}

/// Runs it, whole or as a shard; says so if it was stopped.
std::optional<Ensemble> run_filed(FiledRun& filed, const RunOptions& options,
                                  const Session& session) {
  std::optional<Progress> progress(std::in_place, session.progress);
  Ensemble ensemble = resume(filed.request, *filed.work, hooks_for(*progress));
  progress.reset();
  if (ensemble.complete) return ensemble;
  session.note(kept_note(filed.request.scenario.name, ensemble.tally.trials, options));
  return std::nullopt;
}

/// What the tables of several scenarios are of.
Identity joint_identity(const RunOptions& options, const std::vector<Scenario>& scenarios) {
  Identity identity = identity_of("run");
  identity["scenario"] = nullptr;  // as the result of one says
  const RunSettings settings = settings_of(options);
  for (const Scenario& scenario : scenarios) {
    identity["scenarios"].push_back(scenario_identity(scenario));
  }
  add_settings(identity, scenarios.front());  // the same on top of each
  identity["seed"] = settings.seed;
  identity["trials_asked"] = settings.trials;
  identity["precision_asked"] = settings.precision;
  identity["horizon_months"] = settings.horizon_months;
  identity["by"] = dates_facts(settings);
  if (settings.structures) identity["structures"] = structures();
  identity["record"] = name_of(options.record);
  identity["csv"] = csv_data(options.csv);
  return identity;
}

/// Where they have one folder each, and so a place for tables of all beside them.
bool has_joint_tables(const RunOptions& options, const std::vector<Scenario>& scenarios) {
  return scenarios.size() > 1 && options.resuming.shard.whole();
}

/// Refuses what the joint tables can't be put in place of, before anything is run. False if they
/// are there already.
bool joint_tables_to_write(const RunOptions& options, const std::vector<Scenario>& scenarios) {
  const bool resume = options.resuming.resume;
  if (resume && is_done_already(*options.out, joint_identity(options, scenarios))) return false;
  replaced_files(*options.out, result_for("run", scenarios),
                 resume || options.force ? Replaces::kResult : Replaces::kNothing);
  return true;
}

void write_joint(const RunOptions& options, const std::vector<Scenario>& scenarios,
                 const std::list<FiledRun>& filed, const Session& session,
                 const std::string& started) {
  std::vector<ScenarioFolder> folders;
  for (const FiledRun& run : filed) folders.push_back({run.request.scenario, run.folder});
  OutputFolder into(*options.out, result_for("run", scenarios), true);
  // The tables that are read are in the format already.
  write_joint_tables(into, folders, joint_identity(options, scenarios),
                     {session.words, started, utc_now(), options.csv});
  if (options.json) return;
  session.result(fmt::format("Tables of all scenarios: {}\n\n", options.out->string()));
}

int run_with_files(const RunOptions& options, const std::vector<Scenario>& scenarios,
                   const Session& session, Finished& finished) {
  if (!options.resuming.shard.whole()) {
    require_plain(options.csv,
                  "a merge reads the rows of shards back, as they are: leave them out here");
  }
  const auto folders = folders_of(options, scenarios);
  const bool joint =
      has_joint_tables(options, scenarios) && joint_tables_to_write(options, scenarios);
  const std::string started = utc_now();
  std::list<FiledRun> filed;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    filed.emplace_back(options, scenarios[i], i, folders[i]);
  }
  const Shard& shard = options.resuming.shard;
  for (FiledRun& run : filed) {
    const std::string folder = run.folder.string();
    if (run.done_before()) {
      session.result(fmt::format("{}: done already; its files are in {}\n",
                                 run.request.scenario.name, folder));
      continue;
    }
    Environment environment{session.words, utc_now(), "", options.csv};
    std::optional<Ensemble> ensemble = run_filed(run, options, session);
    environment.finished = utc_now();
    if (!ensemble) return stop_status();
    if (!shard.whole()) {
      session.result(
          shard_note(run.request.scenario.name, shard, folder, {ensemble->tally.trials, "trial"}));
      continue;
    }
    const Report report = report_of(run.request.scenario, *ensemble, options.record);
    finish(run, report, *ensemble, environment);
    give(finished, {run.request.scenario, std::move(*ensemble)}, report, options, session);
    if (options.json) continue;
    session.result(fmt::format("Files: {}\n{}", folder, scenarios.size() > 1 ? "\n" : ""));
  }
  if (joint) write_joint(options, scenarios, filed, session, started);
  return kDone;
}

int run_without_files(const RunOptions& options, const std::vector<Scenario>& scenarios,
                      const Session& session, Finished& finished) {
  if (options.resuming.resume || !options.resuming.shard.whole()) {
    refuse("run: --resume and --shard need --out DIR, where the work is kept");
  }
  for (const Scenario& scenario : scenarios) {
    std::optional<Progress> progress(std::in_place, session.progress);
    Ensemble ensemble =
        run_ensemble(scenario, without_files(settings_of(options)), hooks_for(*progress));
    progress.reset();
    if (!ensemble.complete) {
      session.note(kept_note(scenario.name, ensemble.tally.trials, options));
      return stop_status();
    }
    const Report report = report_of(scenario, ensemble, options.record);
    give(finished, {scenario, std::move(ensemble)}, report, options, session);
    if (!options.json && scenarios.size() > 1) session.result("\n");
  }
  return kDone;
}

int run_command(const RunOptions& typed, const Session& session) {
  RunOptions options = typed;
  if (options.scenarios.empty()) refuse("run: expected a SCENARIO, such as status_quo");
  check_precision(options.precision, true);
  if (options.structures && !options.resuming.shard.whole()) {
    refuse(
        "run: --structures draws the forms of the model for whole runs; expected it without "
        "--shard");
  }
  const std::vector<Scenario> scenarios = read_scenarios(options);
  for (const Scenario& scenario : scenarios) check_dates(scenario, settings_of(options));
  choose_device(options, scenarios, session);
  const TimeLimit limit(options.resuming.time_limit_seconds);
  Finished finished;
  const int status = options.out ? run_with_files(options, scenarios, session, finished)
                                 : run_without_files(options, scenarios, session, finished);
  if (status != kDone || finished.runs.size() < scenarios.size()) return status;
  if (options.json) {
    session.result(as_text(std::move(finished.data)));
    return kDone;
  }
  if (finished.runs.size() > 1) session.result(printed(report_of(finished.runs)));
  session.result(next_step(options));
  return kDone;
}

}  // namespace

const CommandEntry kRunCommand{
    .name = "run",
    .group = "Run",
    .summary = "run scenarios and print how their trials end",
    .examples = R"(  armistice run status_quo
  armistice run status_quo peace_through_strength --trials 20000
  armistice run status_quo --by 2026-12 --by 2027-12
  armistice run scenarios/mine.toml --seed 7 --set switches.talks=false --out results/mine

The same seed gives the same files, byte for byte, whatever the machine or --threads.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
