// armistice run: ensembles of one scenario or of several on the same chance, their summaries, and
// with --out their files.
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/result_files.hpp"
#include "experiments/output/summary.hpp"
#include "experiments/output/survival_files.hpp"
#include "experiments/output/trial_file.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

// Before the run, so that nothing is run for a result that has no place. Several scenarios have a
// folder each, by name. Freed last to first, so that an outer folder is empty when its turn comes.
class Folders {
 public:
  Folders(const RunCommand& command, const std::vector<Scenario>& scenarios) {
    if (!command.out) return;
    std::set<std::string> names;
    for (const Scenario& scenario : scenarios) {
      if (!names.insert(scenario.name).second) {
        throw Error(
            Fault::kInput,
            fmt::format("armistice run: --out: two scenarios are called {}, and each needs a "
                        "folder of its name",
                        scenario.name));
      }
      const auto path = scenarios.size() == 1 ? *command.out : *command.out / scenario.name;
      folders_.push_back(std::make_unique<OutputFolder>(path, command.force));
    }
  }
  ~Folders() {
    while (!folders_.empty()) folders_.pop_back();
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;

  OutputFolder* of(std::size_t scenario) const {
    return folders_.empty() ? nullptr : folders_[scenario].get();
  }

 private:
  std::vector<std::unique_ptr<OutputFolder>> folders_;
};

void write_result(OutputFolder& folder, const Scenario& scenario, const Ensemble& ensemble,
                  Record record, const Environment& environment) {
  folder.write("outcomes.csv", outcomes_csv(ensemble));
  folder.write("timeline.csv", timeline_csv(scenario, ensemble));
  folder.write("actors.csv", actors_csv(scenario, ensemble));
  folder.write("incidence.csv", incidence_csv(scenario, ensemble));
  folder.write("relapse.csv", relapse_csv(ensemble));
  folder.write("leaders.csv", leaders_csv(ensemble));
  folder.write("parameters.csv", parameters_csv(scenario));
  folder.write("manifest.json", manifest_json(scenario, ensemble, record, environment));
  folder.commit();
}

Ensemble run_one(const Scenario& scenario, const RunCommand& command, OutputFolder* folder,
                 Environment environment, const RunOutput& output) {
  RunSettings settings = settings_of(command);
  settings.timeline = settings.donors = folder != nullptr;

  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  std::optional<TrialFiles> trial_files;
  if (folder != nullptr) {
    trial_files.emplace(*folder, command.record, scenario.cast);
    trial_files->listen(hooks);
  }

  environment.started = utc_now();
  Ensemble ensemble = run_ensemble(scenario, settings, hooks);
  environment.finished = utc_now();
  if (folder != nullptr && ensemble.complete) {
    trial_files->close();
    write_result(*folder, scenario, ensemble, command.record, environment);
  }
  return ensemble;
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

}  // namespace

int command_run(const RunCommand& command, const std::vector<std::string>& words,
                const RunOutput& output) {
  std::vector<Scenario> scenarios = read_scenarios(command);
  const Folders folders(command, scenarios);
  std::vector<ScenarioRun> runs;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    OutputFolder* const folder = folders.of(i);
    Ensemble ensemble = run_one(scenarios[i], command, folder, {words, "", ""}, output);
    if (!ensemble.complete) {
      output.note(stopped_note(scenarios[i].name, ensemble.tally.trials, command));
      return stop_status();
    }
    if (!command.json) {
      output.result(summary_text(scenarios[i], ensemble));
      if (folder != nullptr) {
        output.result(fmt::format("Files: {}\n", folder->path().string()));
      }
      if (scenarios.size() > 1) output.result("\n");
    }
    runs.push_back({std::move(scenarios[i]), std::move(ensemble)});
  }
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
