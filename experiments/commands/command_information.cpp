// armistice information: which parameter, if it were known, would change the choice.
#include <fmt/format.h>

#include <optional>
#include <set>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/information/information.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/information_files.hpp"
#include "experiments/output/information_text.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;
constexpr const char* kAlternative = "status_quo";

/// The options; beside a single one there is that of leaving things as they are.
std::vector<Scenario> options_of(InformationCommand command) {
  if (command.scenarios.size() == 1) {
    command.scenarios.insert(command.scenarios.begin(), kAlternative);
  }
  std::vector<Scenario> options = read_scenarios(command);
  std::set<std::string> names, digests;
  for (const Scenario& s : options) {
    if (names.insert(s.name).second && digests.insert(s.digest).second) continue;
    throw Error(Fault::kInput, fmt::format("armistice information: {} is an option twice; expected "
                                           "options that differ, in name and in kind",
                                           s.name));
  }
  return options;
}

Information run(const std::vector<Scenario>& options, const InformationPlan& plan,
                const InformationCommand& command, const RunOutput& output) {
  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  return run_information(options, plan, settings_of(command), hooks);
}

}  // namespace

int command_information(const InformationCommand& command, const std::vector<std::string>& words,
                        const RunOutput& output) {
  const std::vector<Scenario> options = options_of(command);
  const InformationPlan plan{{objective_named(command.objective, compared_quantities(options)),
                              command.minimise ? -1.0 : 1.0},
                             command.eur_bn_per_point};
  std::optional<OutputFolder> folder;
  if (command.out) folder.emplace(*command.out, command.force);
  Environment environment{words, utc_now(), ""};
  const Information information = run(options, plan, command, output);
  environment.finished = utc_now();
  if (!information.complete) {
    output.note(fmt::format("armistice: information: stopped by {}{}\n", stop_reason(),
                            command.out ? "; no file of it was written" : ""));
    return stop_status();
  }
  if (folder) {
    folder->write("information.csv", information_csv(options, information));
    folder->write("manifest.json", information_manifest_json(options, information, environment));
    folder->commit();
  }
  if (command.json) {
    output.result(json_text(information_data(options, information)));
    return kDone;
  }
  output.result(information_text(options, information));
  if (folder) output.result(fmt::format("Files: {}\n", folder->path().string()));
  return kDone;
}

}  // namespace armistice
