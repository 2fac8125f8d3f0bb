// armistice compare: what scenarios change against the first, on the same trials.
#include <fmt/format.h>

#include <optional>
#include <set>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/comparison_files.hpp"
#include "experiments/output/comparison_text.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

// Rows of the files are told apart by name. A scenario may be compared with itself, to see nothing.
void refuse_one_name_for_two(const std::vector<Scenario>& scenarios) {
  std::set<std::string> names;
  for (std::size_t i = 1; i < scenarios.size(); ++i) {
    const Scenario& s = scenarios[i];
    const bool another_reference = s.name == scenarios[0].name && s.digest != scenarios[0].digest;
    if (names.insert(s.name).second && !another_reference) continue;
    throw Error(Fault::kInput, fmt::format("armistice compare: --out: two scenarios are called {}, "
                                           "and each needs rows of its name",
                                           s.name));
  }
}

PairedEnsemble run(const CompareCommand& command, const std::vector<Scenario>& scenarios,
                   const Compared& objective, const RunOutput& output) {
  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  const auto widest = [&objective](const PairedEnsemble& ensemble) {
    return widest_interval(ensemble, objective);
  };
  return run_paired(scenarios, settings_of(command), hooks, widest);
}

void write_files(OutputFolder& folder, const Comparison& comparison,
                 const Environment& environment) {
  folder.write("comparison.csv", comparison_csv(comparison));
  folder.write("transitions.csv", transitions_csv(comparison));
  folder.write("manifest.json", comparison_manifest_json(comparison, environment));
  folder.commit();
}

}  // namespace

int command_compare(const CompareCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output) {
  const std::vector<Scenario> scenarios = read_scenarios(command);
  const Compared objective = objective_named(command.objective, compared_quantities(scenarios));
  std::optional<OutputFolder> folder;
  if (command.out) {
    refuse_one_name_for_two(scenarios);
    folder.emplace(*command.out, command.force);
  }
  Environment environment{words, utc_now(), ""};
  const PairedEnsemble ensemble = run(command, scenarios, objective, output);
  environment.finished = utc_now();
  if (!ensemble.complete) {
    output.note(stopped_note("compare", ensemble.trials(), command));
    return stop_status();
  }
  const Comparison comparison{scenarios, ensemble, objective};
  if (folder) write_files(*folder, comparison, environment);
  if (command.json) {
    output.result(json_text(comparison_data(comparison)));
    return kDone;
  }
  for (std::size_t pair = 0; pair < ensemble.pairs.size(); ++pair) {
    output.result((pair > 0 ? "\n" : "") + comparison_text(comparison, pair));
  }
  if (folder) output.result(fmt::format("Files: {}\n", folder->path().string()));
  return kDone;
}

}  // namespace armistice
