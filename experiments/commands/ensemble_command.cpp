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
  settings.trials = command.trials;
  settings.seed = command.seed;
  settings.threads = command.threads;
  settings.horizon_months = command.horizon_months;
  return settings;
}

std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleCommand& command) {
  return fmt::format("armistice: {}: stopped by {} after {} of {} trials{}\n", what, stop_reason(),
                     with_thousands(done), with_thousands(command.trials),
                     command.out ? "; no file of it was written" : "");
}

}  // namespace armistice
