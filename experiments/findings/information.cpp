#include "experiments/findings/information.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRows = 12;  // parameters in print; the rest are in the file

/// One choice, and how its values and their differences are written.
struct Reading {
  std::span<const Scenario> scenarios;
  const Information& information;
  const Objective& objective = information.plan.objective;
  Digits digits = digits_of(objective.what, information.settings.trials);
  Digits amount_digits = amount_digits_of(objective.what);

  Number value(double measured) const {
    return {objective.quantity(measured), digits, NumberForm::kWithUnit};
  }
  /// Nothing where it is not known.
  Ends values(double low, double high) const {
    const bool less = objective.sign < 0;
    return {objective.quantity(less ? high : low), objective.quantity(less ? low : high), digits};
  }
  Number amount(double x) const { return {x, amount_digits, NumberForm::kWithUnit}; }
  Cell amounts(const Interval& i) const {
    if (std::isnan(i.low)) return "-";
    return Ends{i.low, i.high, {amount_digits, NumberForm::kWithUnit}};
  }
};

Text criterion_of(const InformationPlan& plan) {
  Text text = say("{}", words_of(plan.objective.what));
  if (plan.objective.sign < 0) text += ", less is better";
  if (plan.eur_bn_per_point > 0) {
    constexpr int kAsTyped = 15;  // digits that a double keeps
    text += say(", net of cost at EUR {} bn a point",
                Number{plan.eur_bn_per_point, Digits::general(kAsTyped)});
  }
  return text;
}

void add_title(Report& report, const Reading& r) {
  const RunSettings& s = r.information.settings;
  report.paragraph(
      say("A choice between {} by {}; {} of each on the same chance, seed {}, {} months; ranges "
          "from {} run {} times",
          Counted{std::ssize(r.scenarios), "scenario"}, criterion_of(r.information.plan),
          Counted{s.trials, "trial"}, whole(s.seed), whole(s.horizon_months),
          Counted{s.nested_sets, "set"}, kReplicates),
      4);
  add_settings_paragraph(report, r.scenarios.front());  // the same on top of each
  for (std::size_t i = 0; i < r.scenarios.size(); ++i) {
    add_notes(report, r.scenarios[i], fmt::format(" on {}", letter(i)));
  }
}

void add_options(Report& report, const Reading& r) {
  Table table{.columns = {label_column({"scenario"}), figure_column({"value"}),
                          figure_column({"sampling error"}),
                          figure_column({"what we do not know"})}};
  for (std::size_t i = 0; i < r.scenarios.size(); ++i) {
    const OptionValue& option = r.information.options[i];
    table.rows.push_back({fmt::format("{} = {}", letter(i), r.scenarios[i].name),
                          r.value(option.mean), r.values(option.sampling.low, option.sampling.high),
                          r.values(option.ranges.p05, option.ranges.p95)});
  }
  report.table(std::move(table));
}

/// ", to europe_only if it is low"; nothing if the choice changes in between alone.
Text to_what(const Reading& r, const ParameterInformation& p) {
  const bool low = p.value.low_choice != r.information.best;
  const std::size_t other = low ? p.value.low_choice : p.value.high_choice;
  if (other == r.information.best) return {};
  return say(", to {} if it is {}", r.scenarios[other].name, low ? "low" : "high");
}

void add_answer(Report& report, const Reading& r) {
  const Information& found = r.information;
  Text text = say(
      "Without knowing more, {} is chosen. Knowing every parameter before choosing would be worth "
      "{} (sampling error {}): no single one can be worth more. ",
      r.scenarios[found.best].name, r.amount(found.perfect.evpi),
      r.amounts(found.perfect.sampling));
  const auto beyond = std::count_if(found.parameters.begin(), found.parameters.end(),
                                    [](const auto& p) { return p.beyond_noise(); });
  if (beyond == 0) {
    text += say(
        "None of the {} parameters, known alone, would change the choice beyond noise (estimates "
        "stay below {} in 95 % of permutations).",
        found.parameters.size(), r.amount(found.noise_95));
  } else {
    const ParameterInformation& first = found.parameters.front();
    text += say(
        "{} of the {} parameters would change the choice beyond noise. The most valuable is {}: {} "
        "(sampling error {}); it would change the choice in {} of trials{}.",
        beyond, found.parameters.size(), first.name, r.amount(first.value.evppi),
        r.amounts(first.value.sampling), percent(first.value.switches, 1), to_what(r, first));
  }
  report.paragraph(std::move(text), 0, true);
}

/// "putin.audience_cost": the table has no room for "parameters."
std::string short_name(const std::string& name) {
  constexpr std::string_view kPrefix = "parameters.";
  return name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name;
}

void add_parameters(Report& report, const Reading& r) {
  Table table{.columns = {label_column({"worth knowing"}), figure_column({"worth"}),
                          figure_column({"sampling error"}), figure_column({"of all"}),
                          figure_column({"beyond noise"}), figure_column({"if low"}),
                          figure_column({"if high"})}};
  for (const ParameterInformation& p : r.information.parameters) {
    if (table.rows.size() == kMostRows || p.value.evppi == 0) break;
    table.rows.push_back({short_name(p.name), r.amount(p.value.evppi), r.amounts(p.value.sampling),
                          percent(r.information.share_of_evpi(p), 0), p.beyond_noise(),
                          letter(p.value.low_choice), letter(p.value.high_choice)});
  }
  if (!table.rows.empty()) report.table(std::move(table));
}

void add_left_out(Report& report, const Information& information) {
  if (information.differing.empty()) return;
  report.paragraph(say("Left out, since the scenarios do not draw them alike: {}.",
                       joined(information.differing)),
                   4);
}

Json run_of(std::span<const Scenario> scenarios, const Information& information) {
  Json run = begin_run("information");
  const Json asked = asked_of(scenarios, information.plan);
  run["scenarios"] = asked["scenarios"];
  add_settings(run, scenarios.front());
  run["objective"] = asked["objective"];
  run["eur_bn_per_point"] = asked["eur_bn_per_point"];
  run["estimator"] =
      "EVPPI by single-parameter penalised splines (group means for up to 8 values), mean of "
      "plug-in and 10-fold cross-fitted estimate; EVPI from nested sets, extrapolated";
  run["seed"] = information.settings.seed;
  run["trials"] = information.settings.trials;
  run["horizon_months"] = information.settings.horizon_months;
  run["nested"] = nested_facts(information.settings.nested_sets);
  run["permutations"] = kPermutations;
  run["status"] = status_of(information.complete);
  return run;
}

Table options_of(const Reading& r) {
  Table table{.columns = {column("name"), column("value"), sampling_column(), range_column()}};
  for (std::size_t i = 0; i < r.scenarios.size(); ++i) {
    const OptionValue& option = r.information.options[i];
    table.rows.push_back({r.scenarios[i].name, option.mean, ends(option.sampling),
                          set_range(option.ranges, r.information.settings.nested_sets)});
  }
  return table;
}

Table parameters_of(const Reading& r) {
  Table table{.name = "information",
              .columns = {column("parameter"), column("evppi"), sampling_column(),
                          column("cross_fitted"), column("plug_in"), column("share_of_evpi"),
                          column("p_value"), column("beyond_noise"), column("switch_share"),
                          column("choice_if_low"), column("choice_if_high")}};
  for (const ParameterInformation& p : r.information.parameters) {
    table.rows.push_back({p.name, p.value.evppi, ends(p.value.sampling), p.value.cross_fitted,
                          p.value.plug_in, r.information.share_of_evpi(p), p.p_value,
                          p.beyond_noise(), p.value.switches, r.scenarios[p.value.low_choice].name,
                          r.scenarios[p.value.high_choice].name});
  }
  return table;
}

/// Everything that is drawn, together: no parameter can be worth more.
Row all_parameters(const PerfectInformation& all, std::size_t columns) {
  Row row{"all",
          all.evpi,
          ends(all.sampling),
          all.split_sample,
          all.plug_in,
          all.evpi > 0 ? 1 : std::nan("")};
  row.resize(columns);
  return row;
}

void add_findings(Report& report, const Reading& r) {
  const PerfectInformation& all = r.information.perfect;
  Table parameters = parameters_of(r);
  Json& findings = report.findings;
  findings["options"] = data_of(options_of(r));
  findings["choice_now"] = r.scenarios[r.information.best].name;
  findings["evpi"] = {{"value", data_of(all.evpi)},
                      {"sampling_95", data_of(Cell(ends(all.sampling)))},
                      {"split_sample", data_of(all.split_sample)},
                      {"plug_in", data_of(all.plug_in)}};
  findings["noise_95"] = data_of(r.information.noise_95);
  findings["parameters"] = data_of(parameters);
  findings["left_out"] = r.information.differing;
  parameters.rows.push_back(all_parameters(all, parameters.columns.size()));
  report.tables.push_back(std::move(parameters));
}

}  // namespace

Json asked_of(std::span<const Scenario> scenarios, const InformationPlan& plan) {
  Json asked{{"scenarios", Json::array()}};
  for (const Scenario& s : scenarios) asked["scenarios"].push_back(scenario_facts(s));
  asked["objective"] = objective_facts(plan.objective);
  asked["eur_bn_per_point"] =
      plan.eur_bn_per_point > 0 ? Json(plan.eur_bn_per_point) : Json(nullptr);
  return asked;
}

Report report_of(std::span<const Scenario> scenarios, const Information& information) {
  const Reading reading{scenarios, information};
  Report report;
  report.run = run_of(scenarios, information);
  add_title(report, reading);
  add_options(report, reading);
  add_answer(report, reading);
  add_parameters(report, reading);
  add_left_out(report, information);
  add_findings(report, reading);
  return report;
}

}  // namespace armistice
