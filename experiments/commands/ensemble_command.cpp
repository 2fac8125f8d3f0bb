#include "experiments/commands/ensemble_command.hpp"

#include <fmt/format.h>

#include "experiments/commands/stop_signal.hpp"
#include "experiments/input/scenario_files.hpp"
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

std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleCommand& command) {
  return fmt::format("armistice: {}: stopped by {} after {} of {} trials{}\n", what, stop_reason(),
                     with_thousands(done), with_thousands(settings_of(command).trials),
                     command.out ? "; no file of it was written" : "");
}

}  // namespace armistice
