// armistice run: ensembles of one scenario or of several on the same chance, their summaries, and
// with --out their files, which are kept from the first block on.
#include <fmt/format.h>

#include <list>
#include <optional>
#include <set>
#include <utility>

#include "experiments/campaign/run_part.hpp"
#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/summary.hpp"
#include "experiments/output/trial_file.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

// Several scenarios have a folder each, by name.
std::vector<std::filesystem::path> folders_of(const RunCommand& command,
                                              const std::vector<Scenario>& scenarios) {
  std::vector<std::filesystem::path> folders;
  std::set<std::string> names;
  for (const Scenario& scenario : scenarios) {
    if (!names.insert(scenario.name).second) {
      throw Error(Fault::kInput,
                  fmt::format("armistice run: --out: two scenarios are called {}, and each needs a "
                              "folder of its name",
                              scenario.name));
    }
    folders.push_back(scenarios.size() == 1 ? *command.out : *command.out / scenario.name);
  }
  return folders;
}

/// What a merge reads the scenario again from.
Identity typed_for(const Scenario& scenario, const RunCommand& command, std::size_t i) {
  std::error_code error;
  Identity settings = Identity::array();
  for (const Setting& s : command.settings) settings.push_back({s.name, s.value});
  return {{"scenario", command.scenarios[i]},
          {"file", std::filesystem::absolute(scenario.file, error).string()},
          {"set", settings}};
}

RunHooks hooks_for(Progress& progress) {
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  return hooks;
}

RunSettings without_files(RunSettings settings) {
  settings.timeline = settings.donors = false;
  return settings;
}

/// A scenario, the place of its result, and the part of it that is under way there. Made before
/// any is run, so that nothing is run for a result that has no place.
struct FiledRun {
  FiledRun(const RunCommand& command, const Scenario& s, std::size_t i, std::filesystem::path f)
      : request{s, checked_settings(settings_of(command)), command.record, command.campaign.shard,
                typed_for(s, command, i)},
        folder(std::move(f)) {
    settings_of_shard(request.settings, request.shard);
    const Identity identity = run_identity(request);
    if (command.campaign.resume && is_done_already(folder, identity)) return;
    part.emplace(folder, identity, run_part_files(request), existing_of(command));
  }
  bool done_before() const { return !part || part->progress().complete; }

  RunRequest request;
  std::filesystem::path folder;
  std::optional<PartFolder> part;
};

void finish(FiledRun& filed, const Ensemble& ensemble, const Environment& environment) {
  OutputFolder folder(filed.folder, true);
  for (const std::string& name : trial_file_names(filed.request.record)) {
    folder.adopt(name, filed.part->file(name));
  }
  finish_run(folder, filed.request.scenario, ensemble, filed.request.record, environment);
  filed.part->remove();
}

std::string next_step(const RunCommand& command) {
  const std::string& scenario = command.scenarios.front();
  if (command.scenarios.size() > 1) {
    return fmt::format("Next: armistice compare {} {}   (what changes)\n", scenario,
                       command.scenarios.back());
  }
  if (!command.out) {
    return fmt::format(
        "Next: armistice run {} --out DIR   (every trial, the months, the actors, as tables)\n",
        scenario);
  }
  return fmt::format("Next: armistice run {} peace_through_strength   (side by side)\n", scenario);
}

std::string as_data(const std::vector<ScenarioRun>& runs, Record record) {
  nlohmann::ordered_json data;
  if (runs.size() == 1) {
    data = summary_data(runs.front().scenario, runs.front().ensemble, record);
  } else {
    for (const ScenarioRun& run : runs) {
      data["scenarios"].push_back(summary_data(run.scenario, run.ensemble, record));
    }
  }
  return json_text(data);
}

/// Runs it and writes what there is to write; says so if it was stopped.
std::optional<Ensemble> run_filed(FiledRun& filed, const RunCommand& command,
                                  const std::vector<std::string>& words, const RunOutput& output) {
  Environment environment{words, utc_now(), ""};
  std::optional<Progress> progress(std::in_place, output.progress);
  Ensemble ensemble = run_part(filed.request, *filed.part, hooks_for(*progress));
  progress.reset();
  environment.finished = utc_now();
  if (!ensemble.complete) {
    output.note(stopped_note(filed.request.scenario.name, ensemble.tally.trials, command));
    return std::nullopt;
  }
  if (filed.request.shard.whole()) finish(filed, ensemble, environment);
  return ensemble;
}

int run_with_files(const RunCommand& command, const std::vector<Scenario>& scenarios,
                   const std::vector<std::string>& words, const RunOutput& output,
                   std::vector<ScenarioRun>& runs) {
  const auto folders = folders_of(command, scenarios);
  std::list<FiledRun> filed;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    filed.emplace_back(command, scenarios[i], i, folders[i]);
  }
  const Shard& shard = command.campaign.shard;
  for (FiledRun& run : filed) {
    const std::string folder = run.folder.string();
    if (run.done_before()) {
      output.result(fmt::format("{}: done already; its files are in {}\n",
                                run.request.scenario.name, folder));
      continue;
    }
    std::optional<Ensemble> ensemble = run_filed(run, command, words, output);
    if (!ensemble) return stop_status();
    if (!shard.whole()) {
      output.result(shard_note(run.request.scenario.name, shard, folder,
                               fmt::format("{} trials", with_thousands(ensemble->tally.trials))));
      continue;
    }
    if (!command.json) {
      output.result(summary_text(run.request.scenario, *ensemble));
      output.result(fmt::format("Files: {}\n{}", folder, scenarios.size() > 1 ? "\n" : ""));
    }
    runs.push_back({run.request.scenario, std::move(*ensemble)});
  }
  return kDone;
}

int run_without_files(const RunCommand& command, const std::vector<Scenario>& scenarios,
                      const RunOutput& output, std::vector<ScenarioRun>& runs) {
  if (command.campaign.resume || !command.campaign.shard.whole()) {
    refuse("run: --resume and --shard need --out DIR, where the work is kept");
  }
  for (const Scenario& scenario : scenarios) {
    std::optional<Progress> progress(std::in_place, output.progress);
    Ensemble ensemble =
        run_ensemble(scenario, without_files(settings_of(command)), hooks_for(*progress));
    progress.reset();
    if (!ensemble.complete) {
      output.note(stopped_note(scenario.name, ensemble.tally.trials, command));
      return stop_status();
    }
    if (!command.json) {
      output.result(summary_text(scenario, ensemble) + (scenarios.size() > 1 ? "\n" : ""));
    }
    runs.push_back({scenario, std::move(ensemble)});
  }
  return kDone;
}

}  // namespace

int command_run(const RunCommand& command, const std::vector<std::string>& words,
                const RunOutput& output) {
  const std::vector<Scenario> scenarios = read_scenarios(command);
  const TimeLimit limit(command.campaign.time_limit_seconds);
  std::vector<ScenarioRun> runs;
  const int status = command.out ? run_with_files(command, scenarios, words, output, runs)
                                 : run_without_files(command, scenarios, output, runs);
  if (status != kDone || runs.size() < scenarios.size()) return status;
  if (command.json) {
    output.result(as_data(runs, command.record));
    return kDone;
  }
  if (runs.size() > 1) {
    output.result(side_by_side_text(runs));
    output.result("\nThese are shares of trials under stated assumptions, not a forecast.\n");
  }
  output.result(next_step(command));
  return kDone;
}

}  // namespace armistice
