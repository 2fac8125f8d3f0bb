// armistice pivotal: how often another choice of one actor changes how a trial ends.
#include <fmt/format.h>

#include <optional>
#include <variant>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/pivotal_files.hpp"
#include "experiments/output/pivotal_text.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

/// Trials are counted, so a mean will not do.
Share objective_of(const PivotalCommand& command, const std::vector<Scenario>& scenarios) {
  const Compared objective = objective_named(command.objective, compared_quantities(scenarios));
  if (const Share* share = std::get_if<Share>(&objective)) return *share;
  throw Error(Fault::kInput,
              fmt::format("armistice: --objective {}: expected a row of outcomes.csv, such as "
                          "durable_acceptable_peace",
                          command.objective));
}

PivotalAnalysis run(const PivotalCommand& command, const PivotalQuestion& question,
                    const RunOutput& output) {
  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  RunSettings settings = settings_of(command);
  if (settings.trials < settings.nested_sets) settings.nested_sets = 0;
  return run_pivotal(question, settings, hooks);
}

void write_files(OutputFolder& folder, const PivotalQuestion& question,
                 const PivotalAnalysis& analysis, const Environment& environment) {
  folder.write("pivotal.csv", pivotal_csv(question, analysis));
  folder.write("manifest.json", pivotal_manifest_json(question, analysis, environment));
  folder.commit();
}

}  // namespace

int command_pivotal(const PivotalCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output) {
  const std::vector<Scenario> scenarios = read_scenarios(command);
  const PivotalQuestion question{
      scenarios[0],
      interventions_of(scenarios[0].cast, scenarios[0].structure.switches.split_buyers),
      objective_of(command, scenarios)};
  std::optional<OutputFolder> folder;
  if (command.out) folder.emplace(*command.out, command.force);
  Environment environment{words, utc_now(), ""};
  const PivotalAnalysis analysis = run(command, question, output);
  environment.finished = utc_now();
  if (!analysis.complete) {
    output.note(stopped_note("pivotal", analysis.trials, command));
    return stop_status();
  }
  if (folder) write_files(*folder, question, analysis, environment);
  if (command.json) {
    output.result(json_text(pivotal_data(question, analysis)));
    return kDone;
  }
  output.result(pivotal_text(question, analysis));
  if (folder) output.result(fmt::format("Files: {}\n", folder->path().string()));
  return kDone;
}

}  // namespace armistice
