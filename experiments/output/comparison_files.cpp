#include "experiments/output/comparison_files.hpp"

#include <cmath>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/by_date.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/estimate.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/result_columns.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

/// A cell of the transition table: the headline outcomes have the detail "all".
struct Transition {
  std::string_view from_outcome, from_detail, to_outcome, to_detail;
  std::int64_t count;
};

std::vector<Transition> transitions_of(const PairTally& pair) {
  std::vector<Transition> rows;
  for (const Outcome from : kHeadlines) {
    for (const Outcome to : kHeadlines) {
      rows.push_back({word_of(from), "all", word_of(to), "all", pair.count(from, to)});
    }
  }
  for (int i = 0; i < kDetails; ++i) {
    for (int j = 0; j < kDetails; ++j) {
      const auto from = static_cast<Detail>(i), to = static_cast<Detail>(j);
      rows.push_back({word_of(outcome_of(from)), word_of(from), word_of(outcome_of(to)),
                      word_of(to), pair.count(from, to)});
    }
  }
  return rows;
}

double share_of(std::int64_t count, const PairTally& pair) {
  return static_cast<double>(count) / static_cast<double>(pair.trials);
}

/// What was run: the same for the same seed, whatever the machine.
Json run_data(const Comparison& comparison) {
  const PairedEnsemble& e = comparison.ensemble;
  Json run;
  run["version"] = kVersion;
  run["command"] = "compare";
  run["scenarios"] = Json::array();  // the reference first
  for (const Scenario& scenario : comparison.scenarios) {
    run["scenarios"].push_back({{"name", scenario.name},
                                {"title", scenario.title},
                                {"digest", scenario.digest},
                                {"rule", name_of(scenario.structure.rule)},
                                {"mechanisms", name_of(scenario.mechanisms)},
                                {"start", to_string(scenario.start)}});
  }
  run["seed"] = e.settings.seed;
  run["first_trial"] = e.settings.first_trial;
  run["trials"] = e.trials();
  add_precision(run, e.settings, e.precision);
  run["horizon_months"] = e.settings.horizon_months;
  if (!e.settings.by.empty()) run["by"] = dates_data(e.settings);
  run["nested"] = {{"parameter_sets", e.settings.nested_sets}, {"replicates", kReplicates}};
  run["status"] = e.complete ? "complete" : "stopped";
  return run;
}

Json data_of(const Compared& what, const Difference& d, std::int64_t sets, const Cast* cast) {
  const ComparedName name = name_of(what, cast);
  Json row = {{"quantity", name.quantity},
              {"detail", name.detail},
              {"reference", number(d.reference)},
              {"scenario", number(d.scenario)},
              {"difference", number(d.difference)},
              {"sampling_95", {number(d.sampling.low), number(d.sampling.high)}},
              {"parameters_5_95", {number(d.ranges.p05), number(d.ranges.p95)}},
              {"trials_unpaired", number(d.trials_unpaired)}};
  if (d.ranges.basis != RangeBasis::kRange) {
    row["why_no_range"] = why_no_range(d.ranges.basis, sets);
  }
  return row;
}

}  // namespace

std::string comparison_csv(const Comparison& comparison) {
  Csv csv;
  csv.header(
      "reference,scenario,quantity,detail,mean_reference,mean_scenario,difference,sampling_low,"
      "sampling_high,parameter_p05,parameter_p95,trials_unpaired");
  const std::vector<Compared> quantities = compared_quantities(comparison.scenarios);
  const Cast* cast = common_cast(comparison.scenarios);
  for (std::size_t pair = 0; pair < comparison.ensemble.pairs.size(); ++pair) {
    for (const Compared& what : quantities) {
      const ComparedName name = name_of(what, cast);
      const Difference d = difference(comparison.ensemble, pair, what);
      csv.cell(comparison.scenarios[0].name).cell(comparison.scenarios[pair + 1].name);
      csv.cell(name.quantity).cell(name.detail);
      csv.cell(d.reference).cell(d.scenario).cell(d.difference);
      csv.cell(d.sampling.low).cell(d.sampling.high).cell(d.ranges.p05).cell(d.ranges.p95);
      csv.cell(d.trials_unpaired);
      csv.end_row();
    }
  }
  return csv.take();
}

std::string transitions_csv(const Comparison& comparison) {
  Csv csv;
  csv.header("reference,scenario,from_outcome,from_detail,to_outcome,to_detail,count,share");
  for (std::size_t pair = 0; pair < comparison.ensemble.pairs.size(); ++pair) {
    const PairTally& tally = comparison.ensemble.pairs[pair];
    for (const Transition& t : transitions_of(tally)) {
      csv.cell(comparison.scenarios[0].name).cell(comparison.scenarios[pair + 1].name);
      csv.cell(t.from_outcome).cell(t.from_detail).cell(t.to_outcome).cell(t.to_detail);
      csv.cell(t.count).cell(share_of(t.count, tally));
      csv.end_row();
    }
  }
  return csv.take();
}

std::string comparison_manifest_json(const Comparison& comparison, const Environment& environment) {
  Json manifest = run_data(comparison);
  Json files = Json::array();
  for (const Scenario& scenario : comparison.scenarios) files.push_back(scenario.file.string());
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"scenario_files", std::move(files)}};
  manifest["environment"].update(
      machine_data(comparison.ensemble.settings, comparison.ensemble.wall_seconds, environment));
  return json_text(manifest);
}

Json comparison_data(const Comparison& comparison) {
  Json data = run_data(comparison);
  const ComparedName objective = name_of(comparison.objective);
  data["objective"] = {{"quantity", objective.quantity}, {"detail", objective.detail}};
  data["pairs"] = Json::array();
  const std::vector<Compared> quantities = compared_quantities(comparison.scenarios);
  const Cast* cast = common_cast(comparison.scenarios);
  for (std::size_t pair = 0; pair < comparison.ensemble.pairs.size(); ++pair) {
    const PairTally& tally = comparison.ensemble.pairs[pair];
    Json differences = Json::array(), transitions = Json::array();
    for (const Compared& what : quantities) {
      differences.push_back(data_of(what, difference(comparison.ensemble, pair, what),
                                    comparison.ensemble.settings.nested_sets, cast));
    }
    for (const Transition& t : transitions_of(tally)) {
      transitions.push_back({{"from_outcome", t.from_outcome},
                             {"from_detail", t.from_detail},
                             {"to_outcome", t.to_outcome},
                             {"to_detail", t.to_detail},
                             {"count", t.count}});
    }
    data["pairs"].push_back({{"reference", comparison.scenarios[0].name},
                             {"scenario", comparison.scenarios[pair + 1].name},
                             {"share_that_changes_class", share_of(tally.changed(), tally)},
                             {"differences", std::move(differences)},
                             {"transitions", std::move(transitions)}});
  }
  if (!comparison.ensemble.settings.by.empty()) data["by_date"] = by_date_data(comparison);
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
