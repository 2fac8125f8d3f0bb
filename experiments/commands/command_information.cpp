// armistice information: which parameter, if it were known, would change the choice.
#include <fmt/format.h>

#include <set>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/information.hpp"
#include "experiments/information/information.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

struct InformationOptions : EnsembleOptions {
  std::string objective = kDefaultObjective;
  bool minimise = false;
  double eur_bn_per_point = 0;  // 0: cost does not count
  ResumeOptions resuming;
};

void offer(CLI::App& command, InformationOptions& information) {
  command
      .add_option("SCENARIO", information.scenarios,
                  "the scenarios to choose from; with one alone, status_quo is the other")
      ->type_name("");
  offer_ensemble(command, information);
  offer_objective(command, information.objective, "quantity by which scenarios are judged");
  command.add_flag("--minimise", information.minimise, "a smaller objective is better");
  offer_text(command, "--eur-bn-per-point", "EUR_BN",
             "value of a point of the objective; cost is subtracted",
             [&information](const std::string& typed) {
               information.eur_bn_per_point =
                   parse_number("--eur-bn-per-point", typed, 0, "EUR bn, more than 0");
               if (information.eur_bn_per_point == 0) {
                 refuse("--eur-bn-per-point \"0\": expected EUR bn, more than 0");
               }
             });
  offer_stages(command, information.resuming);
}

constexpr const char* kAlternative = "status_quo";

/// The options; beside a single one there is that of leaving things as they are.
std::vector<Scenario> options_of(InformationOptions command) {
  if (command.scenarios.size() == 1) {
    command.scenarios.insert(command.scenarios.begin(), kAlternative);
  }
  std::vector<Scenario> options = read_scenarios(command);
  std::set<std::string> names, digests;
  for (const Scenario& s : options) {
    if (names.insert(s.name).second && digests.insert(s.digest).second) continue;
    throw Error(Fault::kInput, fmt::format("armistice information: {} is given twice; expected "
                                           "scenarios that differ, in name and in kind",
                                           s.name));
  }
  return options;
}

Information run(const std::vector<Scenario>& options, const InformationPlan& plan,
                const InformationOptions& command, StageKeeper* stages, const Session& session) {
  Progress progress(session.progress);
  const RunHooks hooks = hooks_for(progress);
  return run_information(options, plan, settings_of(command), hooks, stages);
}

int run_command(const InformationOptions& command, const Session& session) {
  if (command.scenarios.empty()) {
    refuse(
        "information: expected a SCENARIO, such as peace_through_strength, or several to choose "
        "from");
  }
  const std::vector<Scenario> options = options_of(command);
  const InformationPlan plan{
      {objective_named(command.objective, compared_quantities(options), common_cast(options)),
       command.minimise ? -1.0 : 1.0},
      command.eur_bn_per_point};
  KeptResult kept(request_of(command, command.resuming, result_for("information", options),
                             asked_of(options, plan), options));
  if (kept.done_already(session)) return 0;
  Environment environment{session.words, utc_now(), "", command.csv};
  const Information information = run(options, plan, command, kept.stages(), session);
  environment.finished = utc_now();
  if (!information.complete) {
    session.note(
        fmt::format("armistice: information: stopped by {}{}\n", stop_reason(), kept.hint()));
    return kept.stop();
  }
  return give(session, command, kept, report_of(options, information), information,
              files_of(options), environment);
}

}  // namespace

const CommandEntry kInformationCommand{
    .name = "information",
    .group = "Choose",
    .summary = "which parameter would change the choice if it were known",
    .examples = R"(  armistice information no_us_backup europe_only
  armistice information peace_through_strength --eur-bn-per-point 10)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
