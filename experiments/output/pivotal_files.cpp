#include "experiments/output/pivotal_files.hpp"

#include <fmt/format.h>

#include <cmath>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kAny = "any";  // of an actor's interventions

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

/// Not a number throughout, where it was not worked out.
DifferenceRange range_of(const PivotalAnalysis& analysis, std::size_t intervention) {
  return difference_range(analysis.sets[intervention]);
}

const Intervention& intervention_of(const PivotalQuestion& question, std::size_t actor,
                                    std::size_t number) {
  const std::size_t first = first_intervention(question.interventions, actor);
  return question.interventions.actors[actor].interventions[number - first];
}

/// The settings of the run: the same for the same seed on any machine.
Json run_data(const PivotalQuestion& question, const PivotalAnalysis& a) {
  const Scenario& scenario = question.scenario;
  const ComparedName objective = name_of(Compared(question.objective));
  Json run;
  run["version"] = kVersion;
  run["command"] = "pivotal";
  run["scenario"] = {{"name", scenario.name},
                     {"title", scenario.title},
                     {"digest", scenario.digest},
                     {"rule", name_of(scenario.structure.rule)},
                     {"mechanisms", name_of(scenario.mechanisms)},
                     {"start", to_string(scenario.start)}};
  run["objective"] = {{"quantity", objective.quantity}, {"detail", objective.detail}};
  run["actors"] = a.actors.size();
  run["interventions"] = a.interventions.size();
  run["left_out"] = Json::array();
  for (const NoSuchChoice& none : question.interventions.left_out) {
    run["left_out"].push_back({{"actor", none.code}, {"choice", name_of(none.choice)}});
  }
  run["seed"] = a.settings.seed;
  run["first_trial"] = a.settings.first_trial;
  run["trials"] = a.trials;
  run["horizon_months"] = a.settings.horizon_months;
  run["nested"] = {{"parameter_sets", a.settings.nested_sets},
                   {"replicates", kReplicates},
                   {"of_the_most_pivotal_actors", kRangedActors}};
  run["status"] = a.complete ? "complete" : "stopped";
  return run;
}

void add_row(Csv& csv, const Actor& actor, std::string_view choice, std::string_view end,
             const PivotalCounts& counts, std::int64_t trials) {
  const PivotalEstimate e = estimate(counts, trials);
  csv.cell(actor.code).cell(actor.name).cell(actor.kind).cell(choice).cell(end);
  csv.cell(trials).cell(counts.changed_outcome).cell(counts.changed_detail);
  csv.cell(e.share_changed).cell(e.sampling.low).cell(e.sampling.high);
  csv.cell(counts.gained).cell(counts.lost);
}

Json counts_data(const PivotalCounts& counts, std::int64_t trials) {
  const PivotalEstimate e = estimate(counts, trials);
  return {{"changed_outcome", counts.changed_outcome},
          {"changed_detail", counts.changed_detail},
          {"share_changed", number(e.share_changed)},
          {"sampling_95", {number(e.sampling.low), number(e.sampling.high)}},
          {"objective_gained", counts.gained},
          {"objective_lost", counts.lost}};
}

Json intervention_data(const PivotalQuestion& question, const PivotalAnalysis& a, std::size_t actor,
                       std::size_t number_of_it) {
  const Intervention& held = intervention_of(question, actor, number_of_it);
  const PivotalCounts& counts = a.interventions[number_of_it];
  const PivotalEstimate e = estimate(counts, a.trials);
  Json row = {{"choice", name_of(held.choice)}, {"end", end_name(held)}};
  row.update(counts_data(counts, a.trials));
  row["difference"] = number(e.difference);
  row["difference_95"] = {number(e.difference_sampling.low), number(e.difference_sampling.high)};
  const DifferenceRange range = range_of(a, number_of_it);
  row["parameters_5_95"] = {number(range.p05), number(range.p95)};
  return row;
}

}  // namespace

std::string pivotal_csv(const PivotalQuestion& question, const PivotalAnalysis& analysis) {
  Csv csv;
  csv.header(
      "actor,name,kind,choice,end,trials,changed_outcome,changed_detail,share_changed,"
      "sampling_low,sampling_high,objective_gained,objective_lost,difference,difference_low,"
      "difference_high,parameter_p05,parameter_p95");
  for (const std::size_t actor : actors_by_pivotality(analysis)) {
    const Actor& who = question.interventions.actors[actor].actor;
    add_row(csv, who, kAny, kAny, analysis.actors[actor], analysis.trials);
    for (int blank = 0; blank < 5; ++blank) csv.empty();
    csv.end_row();
    for (const std::size_t i : interventions_by_pivotality(question, analysis, actor)) {
      const Intervention& held = intervention_of(question, actor, i);
      const PivotalCounts& counts = analysis.interventions[i];
      add_row(csv, who, name_of(held.choice), end_name(held), counts, analysis.trials);
      const PivotalEstimate e = estimate(counts, analysis.trials);
      const DifferenceRange range = range_of(analysis, i);
      csv.cell(e.difference).cell(e.difference_sampling.low).cell(e.difference_sampling.high);
      csv.cell(range.p05).cell(range.p95);
      csv.end_row();
    }
  }
  return csv.take();
}

std::string pivotal_manifest_json(const PivotalQuestion& question, const PivotalAnalysis& analysis,
                                  const Environment& environment) {
  Json manifest = run_data(question, analysis);
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"scenario_file", question.scenario.file.string()}};
  manifest["environment"].update(
      machine_data(analysis.settings, analysis.wall_seconds, environment));
  return json_text(manifest);
}

Json pivotal_data(const PivotalQuestion& question, const PivotalAnalysis& analysis) {
  Json data = run_data(question, analysis);
  data["objective_trials"] = analysis.with_objective;
  data["pivotal"] = Json::array();
  for (const std::size_t actor : actors_by_pivotality(analysis)) {
    const Actor& who = question.interventions.actors[actor].actor;
    Json row = {{"actor", who.code}, {"name", who.name}, {"kind", who.kind}};
    row["any"] = counts_data(analysis.actors[actor], analysis.trials);
    row["interventions"] = Json::array();
    for (const std::size_t i : interventions_by_pivotality(question, analysis, actor)) {
      row["interventions"].push_back(intervention_data(question, analysis, actor, i));
    }
    data["pivotal"].push_back(std::move(row));
  }
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
