#include "experiments/findings/search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/search/pareto.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRows = 12;  // of a front in print; the rest are in the file

/// What a front sets the objective against, in files.
std::string criterion_name(Measure criterion) {
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

/// The fronts that are printed.
struct PrintedFront {
  Measure criterion;
  std::string_view title, unit;
};
constexpr PrintedFront kPrintedFronts[] = {
    {Measure::kCostTotal, "cost to all who pay, EUR bn over the trial", "EUR bn"},
    {Measure::kUkrainianCasualties, "Ukrainian casualties, thousand", "thousand"}};

std::string word_of(Within within) {
  return within == Within::kYes ? "yes" : within == Within::kNo ? "no" : "unclear";
}

/// One search and the figures of its finalists.
struct Reading {
  const Search& search;
  Digits digits = digits_of(search.plan.objective.what, search.finals.sums.trials());
  Digits amount_digits = amount_digits_of(search.plan.objective.what);

  std::size_t package(std::size_t option) const { return search.finals.options[option]; }
  double objective(std::size_t option) const {
    return search.plan.objective.quantity(search.finals.mean(option, Measure::kObjective));
  }
  double mean(std::size_t option, Measure m) const { return search.finals.mean(option, m); }
  Interval sampling(std::size_t option) const {
    return sampling_interval(search, option, Measure::kObjective);
  }
  DifferenceRange over_sets(std::size_t option) const {
    const Objective& o = search.plan.objective;
    const DifferenceRange r = difference_range(search.finals.objectives[option]);
    if (o.sign > 0) return r;
    return {o.quantity(r.mean), r.between_variance, o.quantity(r.p95), o.quantity(r.p05), r.basis};
  }
  Regret regret(std::size_t option) const { return regret_over(search.finals.regrets[option]); }

  Number objective_number(std::size_t option) const {
    return {objective(option), digits, NumberForm::kWithUnit};
  }
  Ends sampling_ends(std::size_t option) const {
    const Interval i = sampling(option);
    return {i.low, i.high, digits};
  }
  /// Nothing in print where there is none.
  Ends sets_ends(std::size_t option) const {
    const DifferenceRange r = over_sets(option);
    return {r.p05, r.p95, digits};
  }
  Number amount(double x) const { return {x, amount_digits, NumberForm::kWithUnit}; }
};

void add_title(Report& report, const Search& s) {
  constexpr double kMostCounted = 1e15;
  const double possible = s.space.packages();
  const Text all = possible < kMostCounted ? say("{}", std::int64_t{std::llround(possible)})
                                           : say("{}", Number{possible, Digits::general(1)});
  report.paragraph(
      say("Packages of {} ({}) against {}: {} of {} looked at, {} in all; {} on {} each, seed {}, "
          "{} months",
          s.space.scenario.name, s.space.scenario.title, s.space.reference.name, s.packages.size(),
          all, Counted{s.search_trials, "trial"}, Counted{std::ssize(s.finals.options), "finalist"},
          Counted{s.finals.sums.trials(), "fresh trial"}, whole(s.settings.seed),
          whole(s.settings.horizon_months)),
      4);
  add_settings_paragraph(report, s.space.scenario);
  add_notes(report, s.space.scenario);
}

/// "72.1 % (sampling error 71.2 to 73.0; over what we do not know 40.1 to 95.2)"
Text objective_of(const Reading& r, std::size_t option) {
  Text text = say("{} (sampling error {}", r.objective_number(option), r.sampling_ends(option));
  if (!std::isnan(r.over_sets(option).p05)) {
    text += say("; over what we do not know {}", r.sets_ends(option));
  }
  return text += ")";
}

Text costs_of(const Reading& r, std::size_t option) {
  const auto mean = [&](Measure m) { return Number{r.mean(option, m), Digits::three()}; };
  return say("EUR {} bn (EU {}, other Europe {}, other donors {}, United States {})",
             mean(Measure::kCostTotal), mean(Measure::kCostEu), mean(Measure::kCostOtherEurope),
             mean(Measure::kCostOtherDonors), mean(Measure::kCostUnitedStates));
}

void add_package(Report& report, const Reading& r, std::size_t option, std::string_view what,
                 bool apart = false) {
  const Regret regret = r.regret(option);
  report.paragraph(
      say("{}: package {}. {}: {}. Cost: {}. Regret: 90 % of parameter sets within {} of their "
          "best, the worst at {}.",
          what, whole(r.package(option)), words_of(r.search.plan.objective.what),
          objective_of(r, option), costs_of(r, option), r.amount(regret.p90), r.amount(regret.max)),
      4, apart);
}

void add_no_package(Report& report, const Reading& r) {
  std::size_t cheapest = 0;
  for (std::size_t i = 1; i < r.search.finals.options.size(); ++i) {
    if (r.mean(i, Measure::kCostTotal) < r.mean(cheapest, Measure::kCostTotal)) cheapest = i;
  }
  report.paragraph(say("No package that was looked at keeps the budget. The cheapest of those that "
                       "were run in full costs {}.",
                       costs_of(r, cheapest)),
                   0, true);
}

void add_answer(Report& report, const Reading& r) {
  const int best = best_option(r.search);
  if (best < 0) {
    add_no_package(report, r);
    return;
  }
  const bool smaller = r.search.plan.objective.sign < 0;
  add_package(report, r, static_cast<std::size_t>(best),
              smaller ? "Lowest objective" : "Highest objective", true);
  const int robust = robust_option(r.search), minimax = minimax_option(r.search);
  if (robust >= 0 && robust != best) {
    add_package(report, r, static_cast<std::size_t>(robust), "Least regret in 90 % of sets");
  }
  if (minimax >= 0 && minimax != best && minimax != robust) {
    add_package(report, r, static_cast<std::size_t>(minimax), "Least largest regret");
  }
  if (robust == best && minimax == best) {
    report.paragraph(
        say("It is also the package of the least regret, in 90 % of sets and at worst."));
  }
}

/// The members of a front that are printed.
std::vector<FrontMember> shown(std::vector<FrontMember> members) {
  if (members.size() > kMostRows) members.resize(kMostRows);
  return members;
}

void add_front(Report& report, const Reading& r, const PrintedFront& printed) {
  const std::vector<FrontMember> members = front(r.search, printed.criterion);
  report.paragraph(say("{}, against {}: {} on the Pareto front",
                       words_of(r.search.plan.objective.what), printed.title, members.size()),
                   0, true);
  Table table{.columns = {figure_column({"package"}), figure_column({"objective"}),
                          figure_column({"sampling error"}), figure_column({"what we do not know"}),
                          figure_column({std::string(printed.unit)}), figure_column({"+-"}),
                          figure_column({"regret p90"}), figure_column({"on the front"})}};
  for (const FrontMember& member : shown(members)) {
    const std::size_t option = member.option;
    const Interval cost = sampling_interval(r.search, option, printed.criterion);
    table.rows.push_back(
        {whole(r.package(option)), r.objective_number(option), r.sampling_ends(option),
         r.sets_ends(option), Number{r.mean(option, printed.criterion), Digits::three()},
         Number{(cost.high - cost.low) / 2, Digits::three()}, r.amount(r.regret(option).p90),
         member.certain ? "certain" : "uncertain"});
  }
  report.table(std::move(table), 0, false);
  if (members.size() > kMostRows) {
    report.paragraph(say("... and {} more in front.csv", members.size() - kMostRows));
  }
}

/// What the packages are that were spoken of.
void add_legend(Report& report, const Reading& r) {
  std::set<std::size_t> packages;
  for (const int option :
       {best_option(r.search), robust_option(r.search), minimax_option(r.search)}) {
    if (option >= 0) packages.insert(r.package(static_cast<std::size_t>(option)));
  }
  for (const PrintedFront& printed : kPrintedFronts) {
    for (const FrontMember& member : shown(front(r.search, printed.criterion))) {
      packages.insert(r.package(member.option));
    }
  }
  for (const std::size_t package : packages) {
    report.paragraph(
        say("package {}: {}", whole(package), name_of(r.search.space, r.search.packages[package])),
        4, package == *packages.begin());
  }
}

Json budget_facts(const Budget& budget) {
  return {{"total_eur_bn", data_of(budget.total)},
          {"europe_eur_bn", data_of(budget.europe)},
          {"united_states_eur_bn", data_of(budget.united_states)}};
}

Json parts_facts(const PackageSpace& space) {
  Json parts = Json::array();
  for (const Part& part : space.parts) {
    Json levers = Json::array();
    for (const int i : part.levers) {
      levers.push_back(lever_declarations()[static_cast<std::size_t>(i)].name);
    }
    parts.push_back({{"name", part.name}, {"levers", std::move(levers)}});
  }
  return parts;
}

Json run_of(const Search& search) {
  Json run = begin_run("search");
  run["scenario"] = scenario_facts(search.space.scenario);
  run["reference"] = scenario_facts(search.space.reference);
  add_settings(run, search.space.scenario);
  run["objective"] = objective_facts(search.plan.objective);
  run["budget"] = budget_facts(search.plan.budget);
  run["parts"] = parts_facts(search.space);
  run["levels"] = search.space.levels;
  run["most_finalists"] = search.plan.finalists;
  run["packages"] = search.packages.size();
  run["possible_packages"] = search.space.packages();
  run["seed"] = search.settings.seed;
  run["search_trials"] = search.search_trials;
  run["first_search_trial"] = kFirstSearchTrial;
  run["trials"] = search.finals.sums.trials();
  run["horizon_months"] = search.settings.horizon_months;
  run["nested"] = nested_facts(search.settings.nested_sets);
  run["status"] = status_of(search.complete);
  return run;
}

Table packages_of(const Search& search) {
  Table table{.name = "packages", .columns = {file_column("package")}};
  for (const Part& part : search.space.parts) {
    table.columns.push_back(file_column("level_" + part.name));
  }
  for (const char* name : {"search_trials", "rounds", "finalist"}) {
    table.columns.push_back(file_column(name));
  }
  table.columns.push_back(column("objective"));
  table.columns.push_back(sampling_column());
  table.columns.push_back(range_column());
  for (int m = 1; m < kMeasures; ++m) {
    table.columns.push_back(column(std::string(name_of(static_cast<Measure>(m)))));
  }
  table.columns.push_back(column("within_budget"));
  for (const char* name : {"regret_mean", "regret_p90", "regret_max"}) {
    table.columns.push_back(file_column(name));
  }
  return table;
}

/// A package as the search saw it.
Row package_row(const Search& search, std::size_t package, bool finalist) {
  Row row{whole(package)};
  for (std::size_t part = 0; part < search.space.parts.size(); ++part) {
    row.emplace_back(search.space.level(search.packages[package], part));
  }
  const Standing& standing = search.standings[package];
  row.emplace_back(standing.trials);
  row.emplace_back(whole(standing.rounds));
  row.emplace_back(finalist);
  return row;
}

Row finalist_row(const Reading& r, std::size_t option) {
  Row row = package_row(r.search, r.package(option), true);
  row.emplace_back(r.objective(option));
  row.emplace_back(ends(r.sampling(option)));
  row.emplace_back(set_range(r.over_sets(option), r.search.settings.nested_sets));
  for (int m = 1; m < kMeasures; ++m) {
    row.emplace_back(r.mean(option, static_cast<Measure>(m)));
  }
  row.emplace_back(word_of(within_budget(r.search, option)));
  const Regret regret = r.regret(option);
  for (const double x : {regret.mean, regret.p90, regret.max}) row.emplace_back(x);
  return row;
}

/// The trials of the search also chose, so they give no interval.
Row other_row(const Search& search, std::size_t package) {
  const Standing& standing = search.standings[package];
  Row row = package_row(search, package, false);
  row.emplace_back(search.plan.objective.quantity(standing.mean(Measure::kObjective)));
  for (int i = 0; i < 2; ++i) row.emplace_back();
  for (int m = 1; m < kMeasures; ++m) row.emplace_back(standing.mean(static_cast<Measure>(m)));
  row.emplace_back(word_of(search.plan.budget.allows(standing) ? Within::kYes : Within::kNo));
  for (int i = 0; i < 3; ++i) row.emplace_back();
  return row;
}

void add_packages(Report& report, const Reading& r) {
  const std::vector<std::size_t>& finalists = r.search.finals.options;
  Table table = packages_of(r.search);
  for (std::size_t i = 0; i < r.search.packages.size(); ++i) {
    const auto place = std::find(finalists.begin(), finalists.end(), i);
    table.rows.push_back(
        place == finalists.end()
            ? other_row(r.search, i)
            : finalist_row(r, static_cast<std::size_t>(place - finalists.begin())));
  }
  report.tables.push_back(std::move(table));
}

Json finalist_data(const Reading& r, std::size_t option, const Table& table) {
  const std::size_t package = r.package(option);
  Json levels;
  for (std::size_t part = 0; part < r.search.space.parts.size(); ++part) {
    levels[r.search.space.parts[part].name] =
        r.search.space.level(r.search.packages[package], part);
  }
  Json data{{"package", package}, {"levels", std::move(levels)}};
  data.update(data_of_row(table, table.rows[package]));
  const Regret regret = r.regret(option);
  data["regret"] = {
      {"mean", data_of(regret.mean)}, {"p90", data_of(regret.p90)}, {"max", data_of(regret.max)}};
  return data;
}

Table front_of(const Reading& r, Measure criterion) {
  Table table{.name = "front",
              .columns = {file_column("criterion"),
                          column("package"),
                          file_column("levels"),
                          file_column("objective"),
                          {.name = "sampling_low", .high = "sampling_high"},
                          {.name = "parameter_p05", .high = "parameter_p95"},
                          file_column("criterion_mean"),
                          {.name = "criterion_low", .high = "criterion_high"},
                          column("certain")}};
  for (const FrontMember& member : front(r.search, criterion)) {
    const std::size_t option = member.option, package = r.package(option);
    table.rows.push_back({criterion_name(criterion), whole(package),
                          name_of(r.search.space, r.search.packages[package]), r.objective(option),
                          ends(r.sampling(option)),
                          set_range(r.over_sets(option), r.search.settings.nested_sets),
                          r.mean(option, criterion),
                          ends(sampling_interval(r.search, option, criterion)), member.certain});
  }
  return table;
}

void add_findings(Report& report, const Reading& r) {
  const auto package_or_null = [&r](int option) {
    return option < 0 ? Json(nullptr) : Json(r.package(static_cast<std::size_t>(option)));
  };
  Json& findings = report.findings;
  findings["best"] = package_or_null(best_option(r.search));
  findings["least_regret_p90"] = package_or_null(robust_option(r.search));
  findings["least_largest_regret"] = package_or_null(minimax_option(r.search));
  findings["finalists"] = Json::array();
  for (std::size_t i = 0; i < r.search.finals.options.size(); ++i) {
    findings["finalists"].push_back(finalist_data(r, i, report.tables.front()));
  }
  Table fronts;
  for (const Measure criterion : kCriteria) {
    Table members = front_of(r, criterion);
    findings["fronts"][criterion_name(criterion)] = data_of(members);
    append(fronts, std::move(members));
  }
  report.tables.push_back(std::move(fronts));
}

}  // namespace

Json asked_of(const PackageSpace& space, const SearchPlan& plan) {
  return {{"scenario", scenario_facts(space.scenario)},
          {"reference", scenario_facts(space.reference)},
          {"objective", objective_facts(plan.objective)},
          {"budget", budget_facts(plan.budget)},
          {"parts", parts_facts(space)},
          {"levels", space.levels},
          {"most_finalists", plan.finalists}};
}

Report report_of(const Search& search) {
  const Reading reading{search};
  Report report;
  report.run = run_of(search);
  add_title(report, search);
  add_answer(report, reading);
  for (const PrintedFront& printed : kPrintedFronts) add_front(report, reading, printed);
  add_legend(report, reading);
  add_packages(report, reading);
  add_findings(report, reading);
  return report;
}

}  // namespace armistice
