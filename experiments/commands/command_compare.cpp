// armistice compare: what scenarios change against the first, on the same trials.
#include <fmt/format.h>

#include <set>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

struct CompareOptions : EnsembleOptions {
  std::string objective = kDefaultObjective;
  ResumeOptions resuming;
};

void offer(CLI::App& command, CompareOptions& compare) {
  command.add_option("SCENARIO", compare.scenarios, "two or more; the first is the reference")
      ->type_name("");
  offer_ensemble(command, compare);
  offer_precision(command, compare, "of the objective's difference");
  offer_dates(command, compare);
  offer_objective(command, compare.objective, "quantity of the answer");
  offer_device(command, compare);
  offer_stages(command, compare.resuming);
}

// Rows of the files are told apart by name.
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

/// Says so where a file is the same as the reference: --set changes all that are compared.
void note_the_same(const std::vector<Scenario>& scenarios, const Session& session) {
  for (std::size_t i = 1; i < scenarios.size(); ++i) {
    if (scenarios[i].digest != scenarios[0].digest) continue;
    session.note(fmt::format(
        "armistice: compare: {} is the same as {}, the reference: --set and --with change both; a "
        "file that extends it holds a change of one\n",
        scenarios[i].name, scenarios[0].name));
  }
}

PairedEnsemble run(const CompareOptions& options, const std::vector<Scenario>& scenarios,
                   const Compared& objective, StageKeeper* stages, const Session& session) {
  Progress progress(session.progress);
  const RunHooks hooks = hooks_for(progress);
  const auto widest = [&objective](const PairedEnsemble& ensemble) {
    return widest_interval(ensemble, objective);
  };
  return run_paired(scenarios, settings_of(options), hooks, widest, stages);
}

int run_command(const CompareOptions& typed, const Session& session) {
  CompareOptions options = typed;
  if (options.scenarios.size() < 2) {
    refuse("compare: expected two SCENARIOs or more, such as status_quo peace_through_strength");
  }
  const std::vector<Scenario> scenarios = read_scenarios(options);
  const Compared objective =
      objective_named(options.objective, compared_quantities(scenarios), common_cast(scenarios));
  check_precision(options.precision, std::holds_alternative<Share>(objective));
  for (const Scenario& scenario : scenarios) check_dates(scenario, settings_of(options));
  if (options.out) refuse_one_name_for_two(scenarios);
  KeptResult kept(request_of(options, options.resuming, result_for("compare", scenarios),
                             asked_of(scenarios, objective), scenarios));
  if (kept.done_already(session)) return 0;
  choose_device(options, scenarios, session);
  Environment environment{session.words, utc_now(), "", options.csv};
  note_the_same(scenarios, session);
  const PairedEnsemble ensemble = run(options, scenarios, objective, kept.stages(), session);
  environment.finished = utc_now();
  if (!ensemble.complete) {
    session.note(stopped_note("compare", ensemble.trials(), options, kept));
    return kept.stop();
  }
  const Report report = report_of(Comparison{scenarios, ensemble, objective});
  return give(session, options, kept, report, ensemble, files_of(scenarios), environment);
}

}  // namespace

const CommandEntry kCompareCommand{
    .name = "compare",
    .group = "Run",
    .summary = "what scenarios change against the first, trial by trial",
    .examples = R"(  armistice compare status_quo peace_through_strength
  armistice compare status_quo peace_through_strength --by 2026-12
  armistice compare status_quo scenarios/mine.toml --objective relapsed --trials 20000)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
