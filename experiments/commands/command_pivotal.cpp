// armistice pivotal: how often another choice of one actor changes how a trial ends.
#include <fmt/format.h>

#include <variant>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/pivotal.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

struct PivotalOptions : EnsembleOptions {
  std::string objective = kDefaultObjective;
  ResumeOptions resuming;
};

void offer(CLI::App& command, PivotalOptions& pivotal) {
  command.add_option("SCENARIO", pivotal.scenarios, "the scenario in which the actors choose")
      ->type_name("");
  offer_ensemble(command, pivotal);
  offer_text(command, "--objective", "NAME",
             "outcome that is gained or lost: a row of outcomes.csv [durable_acceptable_peace]",
             [&pivotal](const std::string& typed) { pivotal.objective = typed; });
  offer_device(command, pivotal);
  offer_stages(command, pivotal.resuming);
}

/// Trials are counted, so a mean will not do.
Share objective_of(const PivotalOptions& options, const std::vector<Scenario>& scenarios) {
  const Compared objective =
      objective_named(options.objective, compared_quantities(scenarios), common_cast(scenarios));
  if (const Share* share = std::get_if<Share>(&objective)) return *share;
  throw Error(Fault::kInput,
              fmt::format("armistice: --objective {}: expected a row of outcomes.csv, such as "
                          "durable_acceptable_peace",
                          options.objective));
}

PivotalAnalysis run(const PivotalOptions& options, const PivotalQuestion& question,
                    StageKeeper* stages, const Session& session) {
  Progress progress(session.progress);
  const RunHooks hooks = hooks_for(progress);
  RunSettings settings = settings_of(options);
  if (settings.trials < settings.nested_sets) settings.nested_sets = 0;
  return run_pivotal(question, settings, hooks, stages);
}

int run_command(const PivotalOptions& typed, const Session& session) {
  PivotalOptions options = typed;
  if (options.scenarios.size() != 1) refuse("pivotal: expected one SCENARIO, such as status_quo");
  const std::vector<Scenario> scenarios = read_scenarios(options);
  const PivotalQuestion question{
      scenarios[0], interventions_of(scenarios[0].cast, scenarios[0].structure.switches),
      objective_of(options, scenarios)};
  KeptResult kept(request_of(options, options.resuming, result_for("pivotal", {scenarios[0]}),
                             asked_of(question), scenarios));
  if (kept.done_already(session)) return 0;
  choose_device(options, scenarios, session);
  Environment environment{session.words, utc_now(), "", options.csv};
  const PivotalAnalysis analysis = run(options, question, kept.stages(), session);
  environment.finished = utc_now();
  if (!analysis.complete) {
    session.note(stopped_note("pivotal", analysis.trials, options, kept));
    return kept.stop();
  }
  return give(session, options, kept, report_of(question, analysis), analysis,
              file_of(question.scenario), environment);
}

}  // namespace

const CommandEntry kPivotalCommand{
    .name = "pivotal",
    .group = "Explain",
    .summary = "how often another choice by one actor changes the ending",
    .examples = R"(  armistice pivotal status_quo
  armistice pivotal peace_through_strength --objective negotiated_peace)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
