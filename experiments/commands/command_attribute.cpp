// armistice attribute: what each group of levers, or each lever, contributes to the effect of a
// scenario.
#include <fmt/format.h>

#include <optional>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/output/attribution_files.hpp"
#include "experiments/output/attribution_text.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

/// Of each group of 16 trials, if they are not asked for: an order and its reverse.
constexpr int kDefaultPermutations = 2;

int permutations_of(const AttributeCommand& command, const Players& players) {
  if (command.permutations > 0) return command.permutations;
  return players.players.size() > kMostExactPlayers ? kDefaultPermutations : 0;
}

Attribution run(const AttributeCommand& command, const Question& question,
                const RunOutput& output) {
  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  return run_attribution(question, settings_of(command), hooks);
}

void write_files(OutputFolder& folder, const Question& question, const Attribution& attribution,
                 const Environment& environment) {
  folder.write("attribution.csv", attribution_csv(question, attribution));
  folder.write("manifest.json", attribution_manifest_json(question, attribution, environment));
  folder.commit();
}

}  // namespace

int command_attribute(const AttributeCommand& command, const std::vector<std::string>& words,
                      const RunOutput& output) {
  const std::vector<Scenario> scenarios = read_scenarios(command);  // the reference first
  Question question{scenarios[0], scenarios[1], players_of(scenarios[0], scenarios[1], command.by),
                    objective_named(command.objective, compared_quantities(scenarios))};
  question.permutations = permutations_of(command, question.players);
  std::optional<OutputFolder> folder;
  if (command.out) folder.emplace(*command.out, command.force);
  Environment environment{words, utc_now(), ""};
  const Attribution attribution = run(command, question, output);
  environment.finished = utc_now();
  if (!attribution.complete) {
    output.note(stopped_note("attribute", attribution.trials, command));
    return stop_status();
  }
  if (folder) write_files(*folder, question, attribution, environment);
  if (command.json) {
    output.result(json_text(attribution_data(question, attribution)));
    return kDone;
  }
  output.result(attribution_text(question, attribution));
  if (folder) output.result(fmt::format("Files: {}\n", folder->path().string()));
  return kDone;
}

}  // namespace armistice
