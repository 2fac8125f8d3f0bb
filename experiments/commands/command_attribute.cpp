// armistice attribute: what each group of levers, or each lever, contributes to the effect of a
// scenario.

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/attribution.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/progress.hpp"

namespace armistice {
namespace {

struct AttributeOptions : EnsembleOptions {
  AttributeOptions() { most_trials = 100'000; }
  std::string reference = kDefaultReference;
  std::string objective = kDefaultObjective;
  PlayersBy by = PlayersBy::kGroup;
  int permutations = 0;  // of each group of 16 trials; 0: not asked for
  bool alone = false;
  ResumeOptions resuming;
};

constexpr std::pair<const char*, PlayersBy> kPlayers[] = {{"groups", PlayersBy::kGroup},
                                                          {"levers", PlayersBy::kLever}};

void offer(CLI::App& command, AttributeOptions& attribute) {
  command.add_option("SCENARIO", attribute.scenarios, "the scenario whose effect is divided")
      ->type_name("");
  offer_text(command, "--reference", "SCENARIO",
             "measure the effect against this scenario [status_quo]",
             [&attribute](const std::string& typed) { attribute.reference = typed; });
  offer_text(command, "--by", "WHAT", "divide the effect between groups or levers [groups]",
             [&attribute](const std::string& typed) {
               attribute.by = parse_word<PlayersBy>("--by", typed, kPlayers);
             });
  offer_text(
      command, "--permutations", "P",
      "draw P orders for every 16 trials, instead of running all combinations [2 above 12 players]",
      [&attribute](const std::string& typed) {
        attribute.permutations = parse_whole<int>("--permutations", typed, 1, 1024);
      });
  command.add_flag("--alone", attribute.alone,
                   "also report what each adds alone and adds last, and a ranking");
  offer_ensemble(command, attribute);
  offer_precision(command, attribute, "of the total and the Shapley values");
  offer_objective(command, attribute.objective, "quantity whose change is divided");
  offer_device(command, attribute);
  offer_stages(command, attribute.resuming);
}

/// The orders of each group of 16 trials, if the user gives none: an order and its reverse.
constexpr int kDefaultPermutations = 2;

int permutations_of(const AttributeOptions& options, const Players& players) {
  if (options.permutations > 0) return options.permutations;
  return players.players.size() > kMostExactPlayers ? kDefaultPermutations : 0;
}

Attribution run(const AttributeOptions& options, const Question& question, StageKeeper* stages,
                const Session& session) {
  Progress progress(session.progress);
  const RunHooks hooks = hooks_for(progress);
  return run_attribution(question, settings_of(options), hooks, stages);
}

int run_command(const AttributeOptions& asked, const Session& session) {
  if (asked.scenarios.size() != 1) {
    refuse("attribute: expected one SCENARIO, such as peace_through_strength");
  }
  AttributeOptions options = asked;
  options.scenarios.insert(options.scenarios.begin(), options.reference);
  const std::vector<Scenario> scenarios = read_scenarios(options);
  Question question{
      scenarios[0], scenarios[1], players_of(scenarios[0], scenarios[1], options.by),
      objective_named(options.objective, compared_quantities(scenarios), common_cast(scenarios))};
  check_precision(options.precision, std::holds_alternative<Share>(question.objective));
  question.permutations = permutations_of(options, question.players);
  question.alone = options.alone;
  check_players(question);
  KeptResult kept(request_of(options, options.resuming, result_for("attribute", {scenarios[1]}),
                             asked_of(question), scenarios));
  if (kept.done_already(session)) return 0;
  choose_device(options, scenarios, session);
  Environment environment{session.words, utc_now(), "", options.csv};
  const Attribution attribution = run(options, question, kept.stages(), session);
  environment.finished = utc_now();
  if (!attribution.complete) {
    session.note(stopped_note("attribute", attribution.trials, options, kept));
    return kept.stop();
  }
  return give(session, options, kept, report_of(question, attribution), attribution,
              files_of(scenarios), environment);
}

}  // namespace

const CommandEntry kAttributeCommand{
    .name = "attribute",
    .group = "Explain",
    .summary = "what each group of levers contributes to the effect of a scenario",
    .examples = R"(  armistice attribute peace_through_strength
  armistice attribute peace_through_strength --by levers --alone
  armistice attribute scenarios/mine.toml --reference status_quo --by levers)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
