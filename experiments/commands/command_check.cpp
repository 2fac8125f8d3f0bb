// armistice check: what a scenario resolves to, against the one that says nothing.
#include <string>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/findings/check.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

struct CheckOptions {
  std::string scenario;
  std::vector<Setting> settings;
  bool json = false;
};

void offer(CLI::App& command, CheckOptions& check) {
  command
      .add_option("SCENARIO", check.scenario,
                  "a file, or the name of a scenario that comes with the program")
      ->type_name("");
  offer_settings(command, check.settings);
  command.add_flag("--json", check.json, "print the result as JSON");
}

int run_command(const CheckOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("check: expected a SCENARIO, such as status_quo");
  Provenance provenance;
  const Scenario scenario =
      read_scenario(find_scenario(options.scenario), options.settings, &provenance);
  const Report report = report_of(scenario, provenance);
  if (session.report) session.report(report);
  session.result(options.json ? json_text(data_of(report)) : printed(report));
  return 0;
}

}  // namespace

const CommandEntry kCheckCommand{
    .name = "check",
    .group = "Look",
    .summary = "what a scenario resolves to; nothing is run",
    .examples = R"(  armistice check scenarios/mine.toml
  armistice check status_quo --set levers.us_backup=1
  armistice check peace_through_strength --with nato_provokes)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
