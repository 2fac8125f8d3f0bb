#include "experiments/output/attribution_files.hpp"

#include <cmath>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

std::string_view player_name(const Question& question, int player) {
  if (player < 0) return "";
  return question.players.players[static_cast<std::size_t>(player)].name;
}

Json names_of_levers(const Player& player) {
  Json names = Json::array();
  for (const int lever : player.levers) {
    names.push_back(lever_declarations()[static_cast<std::size_t>(lever)].name);
  }
  return names;
}

Json scenario_data(const Scenario& scenario) {
  return {{"name", scenario.name},
          {"title", scenario.title},
          {"digest", scenario.digest},
          {"rule", name_of(scenario.structure.rule)},
          {"mechanisms", name_of(scenario.mechanisms)},
          {"start", to_string(scenario.start)}};
}

/// The settings of the run: the same for the same seed on any machine.
Json run_data(const Question& question, const Attribution& a) {
  const ComparedName objective = name_of(question.objective);
  Json run;
  run["version"] = kVersion;
  run["command"] = "attribute";
  run["reference"] = scenario_data(question.reference);
  run["scenario"] = scenario_data(question.scenario);
  run["objective"] = {{"quantity", objective.quantity}, {"detail", objective.detail}};
  run["players"] = Json::array();
  for (const Player& player : question.players.players) {
    run["players"].push_back({{"name", player.name}, {"levers", names_of_levers(player)}});
  }
  run["groups_without_a_difference"] = question.players.left_out;
  run["differs_and_is_no_lever"] = question.players.else_names;
  run["method"] = a.exact ? "every coalition" : "permutations";
  if (!a.exact) run["permutations_per_16_trials"] = question.permutations;
  run["coalitions_per_trial"] = a.coalitions_each;
  run["seed"] = a.settings.seed;
  run["first_trial"] = a.settings.first_trial;
  run["trials"] = a.trials;
  add_precision(run, a.settings, a.precision);
  run["horizon_months"] = a.settings.horizon_months;
  run["nested"] = {{"parameter_sets", a.settings.nested_sets}, {"replicates", kReplicates}};
  run["status"] = a.complete ? "complete" : "stopped";
  return run;
}

Json ranking_data(const Question& question, const Attribution& attribution) {
  Json players = Json::array();
  for (const Ranked& r : ranking(attribution)) {
    players.push_back(
        {{"player", player_name(question, r.player)},
         {"alone", number(r.alone.value)},
         {"sampling_95", {number(r.alone.sampling.low), number(r.alone.sampling.high)}},
         {"told_apart_from_0", r.moves},
         {"told_apart_from_the_next", r.above_the_next}});
  }
  return {{"by", "alone"},
          {"players", std::move(players)},
          {"text", ranking_text(question, attribution)}};
}

}  // namespace

std::string ranking_text(const Question& question, const Attribution& attribution) {
  const std::vector<Ranked> players = ranking(attribution);
  std::string text, together, still;
  const auto name = [&](std::size_t k) {
    return std::string(player_name(question, players[k].player));
  };
  for (std::size_t k = 0; k < players.size();) {
    std::size_t end = k + 1;  // of those that can't be told from the next
    while (end < players.size() && !players[end - 1].above_the_next) ++end;
    std::string names;
    for (std::size_t i = k; i < end; ++i) names += (i > k ? ", " : "") + name(i);
    text += (k > 0 ? " > " : "") + names;
    if (end > k + 1) together += (together.empty() ? "" : "; ") + names;
    k = end;
  }
  for (std::size_t k = 0; k < players.size(); ++k) {
    if (!players[k].moves) still += (still.empty() ? "" : ", ") + name(k);
  }
  if (!together.empty()) text += "; not told apart: " + together;
  if (!still.empty()) text += "; not told from no effect: " + still;
  return text;
}

std::string_view name_of(TermKind kind) {
  constexpr std::string_view kNames[] = {"reference", "scenario", "total",       "shapley",
                                         "alone",     "last",     "interaction", "alone_over"};
  return kNames[static_cast<int>(kind)];
}

std::string attribution_csv(const Question& question, const Attribution& attribution) {
  Csv csv;
  csv.header(
      "reference,scenario,quantity,detail,term,player,other,value,sampling_low,sampling_high,"
      "parameter_p05,parameter_p95");
  const ComparedName objective = name_of(question.objective);
  for (std::size_t t = 0; t < attribution.terms.size(); ++t) {
    const Term& term = attribution.terms[t];
    const TermEstimate e = estimate(attribution, t);
    csv.cell(question.reference.name).cell(question.scenario.name);
    csv.cell(objective.quantity).cell(objective.detail);
    csv.cell(name_of(term.kind));
    csv.cell(player_name(question, term.player)).cell(player_name(question, term.other));
    csv.cell(e.value).cell(e.sampling.low).cell(e.sampling.high);
    csv.cell(e.ranges.p05).cell(e.ranges.p95);
    csv.end_row();
  }
  return csv.take();
}

std::string attribution_manifest_json(const Question& question, const Attribution& attribution,
                                      const Environment& environment) {
  Json manifest = run_data(question, attribution);
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {
      {"command_line", environment.command_line},
      {"scenario_files", {question.reference.file.string(), question.scenario.file.string()}}};
  manifest["environment"].update(
      machine_data(attribution.settings, attribution.wall_seconds, environment));
  return json_text(manifest);
}

Json attribution_data(const Question& question, const Attribution& attribution) {
  Json data = run_data(question, attribution);
  data["terms"] = Json::array();
  for (std::size_t t = 0; t < attribution.terms.size(); ++t) {
    const Term& term = attribution.terms[t];
    const TermEstimate e = estimate(attribution, t);
    Json row = {{"term", name_of(term.kind)}};
    if (term.player >= 0) row["player"] = player_name(question, term.player);
    if (term.other >= 0) row["other"] = player_name(question, term.other);
    row["value"] = number(e.value);
    row["sampling_95"] = {number(e.sampling.low), number(e.sampling.high)};
    row["parameters_5_95"] = {number(e.ranges.p05), number(e.ranges.p95)};
    if (e.ranges.basis != RangeBasis::kRange) {
      row["why_no_range"] = why_no_range(e.ranges.basis, attribution.settings.nested_sets);
    }
    data["terms"].push_back(std::move(row));
  }
  if (question.alone) data["ranking"] = ranking_data(question, attribution);
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
