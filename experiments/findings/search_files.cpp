#include "experiments/findings/search_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

/// The estimates of a finalist's objective.
struct ObjectiveFigures {
  double mean;
  Interval sampling;
  DifferenceRange ranges;
};

ObjectiveFigures objective_figures(const Search& search, std::size_t option) {
  const Objective& objective = search.plan.objective;
  DifferenceRange r = difference_range(search.finals.objectives[option]);
  if (objective.sign < 0) {
    r = {objective.quantity(r.mean), r.between_variance, objective.quantity(r.p95),
         objective.quantity(r.p05), r.basis};
  }
  return {objective.quantity(search.finals.mean(option, Measure::kObjective)),
          sampling_interval(search, option, Measure::kObjective), r};
}

std::string_view word_of(Within within) {
  return within == Within::kYes ? "yes" : within == Within::kNo ? "no" : "unclear";
}

void finalist_cells(Csv& csv, const Search& search, std::size_t option) {
  const ObjectiveFigures o = objective_figures(search, option);
  csv.cell(o.mean).cell(o.sampling.low).cell(o.sampling.high).cell(o.ranges.p05).cell(o.ranges.p95);
  for (int m = 1; m < kMeasures; ++m) {
    csv.cell(search.finals.mean(option, static_cast<Measure>(m)));
  }
  const Regret regret = regret_over(search.finals.regrets[option]);
  csv.cell(word_of(within_budget(search, option)));
  csv.cell(regret.mean).cell(regret.p90).cell(regret.max);
}

/// As the search saw it: its own trials, which also chose; so without an interval.
void other_cells(Csv& csv, const Search& search, const Standing& standing) {
  csv.cell(search.plan.objective.quantity(standing.mean(Measure::kObjective)));
  for (int i = 0; i < 4; ++i) csv.empty();
  for (int m = 1; m < kMeasures; ++m) csv.cell(standing.mean(static_cast<Measure>(m)));
  csv.cell(word_of(search.plan.budget.allows(standing) ? Within::kYes : Within::kNo));
  for (int i = 0; i < 3; ++i) csv.empty();
}

Json budget_data(const Budget& budget) {
  return {{"total_eur_bn", number(budget.total)},
          {"europe_eur_bn", number(budget.europe)},
          {"united_states_eur_bn", number(budget.united_states)}};
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
Json run_data(const Search& search) {
  Json run;
  run["version"] = kVersion;
  run["command"] = "search";
  run["scenario"] = scenario_data(search.space.scenario);
  run["reference"] = scenario_data(search.space.reference);
  const ComparedName objective = name_of(search.plan.objective.what);
  run["objective"] = {{"quantity", objective.quantity},
                      {"detail", objective.detail},
                      {"better", search.plan.objective.sign < 0 ? "smaller" : "larger"}};
  run["budget"] = budget_data(search.plan.budget);
  run["parts"] = Json::array();
  for (const Part& part : search.space.parts) {
    Json levers = Json::array();
    for (const int i : part.levers) {
      levers.push_back(lever_declarations()[static_cast<std::size_t>(i)].name);
    }
    run["parts"].push_back({{"name", part.name}, {"levers", std::move(levers)}});
  }
  run["levels"] = search.space.levels;
  run["packages"] = search.packages.size();
  run["possible_packages"] = search.space.packages();
  run["seed"] = search.settings.seed;
  run["search_trials"] = search.search_trials;
  run["first_search_trial"] = kFirstSearchTrial;
  run["trials"] = search.finals.sums.trials();
  run["horizon_months"] = search.settings.horizon_months;
  run["nested"] = {{"parameter_sets", search.settings.nested_sets}, {"replicates", kReplicates}};
  run["status"] = search.complete ? "complete" : "stopped";
  return run;
}

Json option_data(const Search& search, std::size_t option) {
  const ObjectiveFigures o = objective_figures(search, option);
  const Regret regret = regret_over(search.finals.regrets[option]);
  const std::size_t package = search.finals.options[option];
  Json levels;
  for (std::size_t part = 0; part < search.space.parts.size(); ++part) {
    levels[search.space.parts[part].name] = search.space.level(search.packages[package], part);
  }
  Json data{{"package", package},
            {"levels", std::move(levels)},
            {"objective", number(o.mean)},
            {"sampling_95", {number(o.sampling.low), number(o.sampling.high)}},
            {"parameters_5_95", {number(o.ranges.p05), number(o.ranges.p95)}}};
  for (int m = 1; m < kMeasures; ++m) {
    const auto measure = static_cast<Measure>(m);
    data[std::string(name_of(measure))] = number(search.finals.mean(option, measure));
  }
  data["within_budget"] = word_of(within_budget(search, option));
  data["regret"] = {
      {"mean", number(regret.mean)}, {"p90", number(regret.p90)}, {"max", number(regret.max)}};
  return data;
}

Json package_or_null(const Search& search, int option) {
  return option < 0 ? Json(nullptr) : Json(search.finals.options[static_cast<std::size_t>(option)]);
}

}  // namespace

std::string_view criterion_name(Measure criterion) {
  switch (criterion) {
    case Measure::kCostTotal:
      return "total_cost";
    case Measure::kCostEurope:
      return "european_cost";
    case Measure::kCostUnitedStates:
      return "american_cost";
    default:
      return "ukrainian_casualties";
  }
}

std::string packages_csv(const Search& search) {
  Csv csv;
  std::string header = "package";
  for (const Part& part : search.space.parts) header += ",level_" + part.name;
  header +=
      ",search_trials,rounds,finalist,objective,sampling_low,sampling_high,parameter_p05,"
      "parameter_p95";
  for (int m = 1; m < kMeasures; ++m) {
    header += fmt::format(",{}", name_of(static_cast<Measure>(m)));
  }
  csv.header(header + ",within_budget,regret_mean,regret_p90,regret_max");
  const std::vector<std::size_t>& finalists = search.finals.options;
  for (std::size_t i = 0; i < search.packages.size(); ++i) {
    csv.cell(i);
    for (std::size_t part = 0; part < search.space.parts.size(); ++part) {
      csv.cell(search.space.level(search.packages[i], part));
    }
    const auto place = std::find(finalists.begin(), finalists.end(), i);
    const bool finalist = place != finalists.end();
    csv.cell(search.standings[i].trials).cell(search.standings[i].rounds).cell(finalist ? 1 : 0);
    if (finalist) {
      finalist_cells(csv, search, static_cast<std::size_t>(place - finalists.begin()));
    } else {
      other_cells(csv, search, search.standings[i]);
    }
    csv.end_row();
  }
  return csv.take();
}

std::string front_csv(const Search& search) {
  Csv csv;
  csv.header(
      "criterion,package,levels,objective,sampling_low,sampling_high,parameter_p05,parameter_p95,"
      "criterion_mean,criterion_low,criterion_high,certain");
  for (const Measure criterion : kCriteria) {
    for (const FrontMember& member : front(search, criterion)) {
      const std::size_t package = search.finals.options[member.option];
      const ObjectiveFigures o = objective_figures(search, member.option);
      const Interval interval = sampling_interval(search, member.option, criterion);
      csv.cell(criterion_name(criterion)).cell(package);
      csv.cell(name_of(search.space, search.packages[package]));
      csv.cell(o.mean).cell(o.sampling.low).cell(o.sampling.high);
      csv.cell(o.ranges.p05).cell(o.ranges.p95);
      csv.cell(search.finals.mean(member.option, criterion)).cell(interval.low).cell(interval.high);
      csv.cell(member.certain ? 1 : 0);
      csv.end_row();
    }
  }
  return csv.take();
}

std::string search_manifest_json(const Search& search, const Environment& environment) {
  return manifest_json(
      run_data(search),
      {{"scenario_files",
        {search.space.scenario.file.string(), search.space.reference.file.string()}}},
      search.settings, search.wall_seconds, environment);
}

Json search_data(const Search& search) {
  Json data = run_data(search);
  data["best"] = package_or_null(search, best_option(search));
  data["least_regret_p90"] = package_or_null(search, robust_option(search));
  data["least_largest_regret"] = package_or_null(search, minimax_option(search));
  data["finalists"] = Json::array();
  for (std::size_t i = 0; i < search.finals.options.size(); ++i) {
    data["finalists"].push_back(option_data(search, i));
  }
  data["fronts"] = Json::object();
  for (const Measure criterion : kCriteria) {
    Json members = Json::array();
    for (const FrontMember& member : front(search, criterion)) {
      members.push_back(
          {{"package", search.finals.options[member.option]}, {"certain", member.certain}});
    }
    data["fronts"][std::string(criterion_name(criterion))] = std::move(members);
  }
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
