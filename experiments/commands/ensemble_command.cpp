#include "experiments/commands/ensemble_command.hpp"

#include <fmt/format.h>

#include <fstream>

#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {

std::vector<Scenario> read_scenarios(const EnsembleCommand& command) {
  std::vector<Scenario> scenarios;
  for (const std::string& typed : command.scenarios) {
    scenarios.push_back(read_scenario(find_scenario(typed), command.settings));
  }
  return scenarios;
}

RunSettings settings_of(const EnsembleCommand& command) {
  RunSettings settings;
  const bool to_precision = command.precision > 0 && !command.trials_typed;
  settings.trials = to_precision ? command.most_trials : command.trials;
  settings.precision = command.precision;
  settings.seed = command.seed;
  settings.threads = command.threads;
  settings.horizon_months = command.horizon_months;
  return settings;
}

namespace {

Existing existing_of(const CampaignOptions& campaign, bool force) {
  if (campaign.resume && force) refuse("--force starts anew and --resume goes on: say one of them");
  if (campaign.resume) return Existing::kResume;
  return force ? Existing::kReplace : Existing::kRefuse;
}

}  // namespace

Existing existing_of(const RunCommand& command) {
  return existing_of(command.campaign, command.force);
}

Existing existing_of(const SweepCommand& command) {
  return existing_of(command.campaign, command.force);
}

bool is_done_already(const std::filesystem::path& folder, const Identity& identity) {
  if (!holds_a_result(folder)) return false;
  std::ifstream stream(folder / "manifest.json");
  const Identity there = Identity::parse(stream, nullptr, false);
  Identity wanted;  // what a manifest says too; trials are what was run, with a precision fewer
  for (const auto& [name, value] : identity.items()) {
    const bool compared = there.is_object() && there.contains(name);
    if (compared && !(name == "trials" && there.contains("precision"))) wanted[name] = value;
  }
  Identity said;
  for (const auto& [name, value] : wanted.items()) said[name] = there[name];
  const std::string difference =
      wanted.empty() ? "no manifest of ours" : first_difference(said, wanted);
  if (difference.empty()) return true;
  throw Error(Fault::kInput, fmt::format("{}: can't be resumed: the result there has {}",
                                         folder.string(), difference));
}

std::string shard_note(std::string_view what, const Shard& shard, const std::string& folder,
                       const std::string& done) {
  return fmt::format(
      "{}: shard {} of {}, {}, is in {}; with all of them: armistice merge DIR DIR ... --out DIR\n",
      what, shard.index, shard.count, done, folder);
}

std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleCommand& command) {
  return fmt::format("armistice: {}: stopped by {} after {} of {} trials{}\n", what, stop_reason(),
                     with_thousands(done), with_thousands(settings_of(command).trials),
                     command.out ? "; no file of it was written" : "");
}

std::string stopped_note(std::string_view what, std::int64_t done, const RunCommand& command) {
  std::string note =
      fmt::format("armistice: {}: stopped by {} after {} of {} trials", what, stop_reason(),
                  with_thousands(done), with_thousands(settings_of(command).trials));
  if (command.out) note += "; the same command with --resume goes on";
  return note + "\n";
}

}  // namespace armistice
