#include "experiments/findings/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/by_date.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/hints.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

struct Line {
  std::string label;
  Compared what;
};
const Line kMeans[] = {
    {"Russian casualties, thousand", Result::russian_casualties_thousand},
    {"Ukrainian casualties, thousand", Result::ukrainian_casualties_thousand},
    {"deaths, soldiers' and civilians', thousand", Result::deaths_thousand},
    {"occupied at the first stop, %", Result::occupied_share_end_pct},
    {"European military aid, EUR bn", Result::european_military_aid_eur_bn},
    {"American military aid, EUR bn", Result::us_military_aid_eur_bn},
    {"cost to all who pay, EUR bn", Result::cost_total_eur_bn},
    {"Russian revenue lost, USD bn", Result::russian_revenue_lost_usd_bn},
    {"infrastructure at worst, of 1", Result::infrastructure_min},
};

/// As a column's head: two words are one below the other.
struct Class {
  Detail detail;
  const char* label;
  const char *head, *head_below;
};
constexpr Class kClasses[] = {
    {Detail::kStrength, "strength", "", "strength"},
    {Detail::kIntermediate, "intermediate", "inter-", "mediate"},
    {Detail::kCapitulation, "capitulation", "capitu-", "lation"},
    {Detail::kDefenderCollapse, "Ukraine collapsed", "Ukraine", "collapsed"},
    {Detail::kInvaderCollapse, "Russia collapsed", "Russia", "collapsed"},
    {Detail::kGuaranteed, "guaranteed cease-fire", "guaran-", "teed"},
    {Detail::kBare, "bare cease-fire", "bare", "cease-fire"},
    {Detail::kSettlement, "settlement", "settle-", "ment"},
    {Detail::kImposed, "imposed peace", "im-", "posed"},
    {Detail::kArmisticeGuaranteed, "armistice, guar.", "arm.,", "guar."},
    {Detail::kArmisticeBare, "armistice, bare", "arm.,", "bare"},
    {Detail::kFadeOutGuaranteed, "fade-out, guar.", "fade,", "guar."},
    {Detail::kFadeOutBare, "fade-out, bare", "fade,", "bare"},
    {Detail::kDefenderDefeated, "Ukraine defeated", "Ukraine", "lost"},
    {Detail::kInvaderDefeated, "Russia defeated", "Russia", "lost"},
    {Detail::kWiderWar, "wider war", "wider", "war"},
    {Detail::kFighting, "continued war", "contin-", "ued war"},
};

/// One scenario against the reference.
struct Pair {
  const Comparison& all;
  std::size_t place;

  const PairTally& tally() const { return all.ensemble.pairs[place]; }
  const Scenario& reference() const { return all.scenarios[0]; }
  const Scenario& scenario() const { return all.scenarios[place + 1]; }
  std::int64_t sets() const { return all.ensemble.settings.nested_sets; }
  Difference of(const Compared& what) const { return difference(all.ensemble, place, what); }
  double share(std::int64_t count) const {
    return static_cast<double>(count) / static_cast<double>(tally().trials);
  }
};

Digits digits_of(const Compared& what, const Difference& d, std::int64_t trials) {
  return std::holds_alternative<Share>(what)
             ? Digits::of_share(trials)
             : Digits::of_mean(std::max(std::abs(d.reference), std::abs(d.scenario)));
}

void add_titles(Report& report, const Pair& pair) {
  for (const std::size_t i : {std::size_t{0}, pair.place + 1}) {
    const Scenario& s = pair.all.scenarios[i];
    const bool next = i == 0 && pair.place > 0;
    report.paragraph(say("{} = {}: {}", letter(i), s.name, s.title), 4, next);
  }
  add_settings_paragraph(report, pair.reference());  // the same on top of each
  const PairedEnsemble& e = pair.all.ensemble;
  report.paragraph(say("{} of each on the same chance, seed {}, {} months",
                       Counted{e.trials(), "trial"}, whole(e.settings.seed),
                       whole(e.settings.horizon_months)));
  report.paragraph(ranges_sentence(pair.sets()));
  add_precision_paragraph(report, e.settings, e.precision, e.trials(),
                          std::holds_alternative<Share>(pair.all.objective));
  for (const std::size_t i : {std::size_t{0}, pair.place + 1}) {
    add_notes(report, pair.all.scenarios[i], fmt::format(" on {}", letter(i)));
  }
}

/// "raises durable, acceptable peace from 23.4 % to 88.4 %"
Text what_it_does(const Compared& what, const Difference& d, const Digits& digits) {
  const std::string words = words_of(what);
  const Number from{d.reference, digits, NumberForm::kWithUnit};
  const Number to{d.scenario, digits, NumberForm::kWithUnit};
  if (!(d.sampling.low > 0 || d.sampling.high < 0)) {
    return say("does not measurably change {} ({} and {})", words, from, to);
  }
  return say("{} {} from {} to {}", d.difference > 0 ? "raises" : "lowers", words, from, to);
}

Text errors_of(const Difference& d, const Digits& digits, std::int64_t sets) {
  if (std::isnan(d.sampling.low)) return say("sampling error unknown from one trial");
  Text errors = say("sampling error {}", changes(d.sampling, digits));
  if (d.ranges.basis == RangeBasis::kRange) {
    errors += say("; over what we do not know {}", changes(d.ranges, sets, digits));
  }
  return errors;
}

Text unpaired(const Difference& d, std::int64_t trials) {
  if (trials < 2) return {};
  if (std::isnan(d.trials_unpaired)) return say("No pair of trials differs in it.");
  const double times = d.trials_unpaired / static_cast<double>(trials);
  constexpr double kFew = 10;
  return say("An unpaired comparison would need {} times as many trials.",
             Number{times, times < kFew ? Digits::fixed(1) : Digits::of_mean(times)});
}

void add_answer(Report& report, const Pair& pair) {
  const PairTally& tally = pair.tally();
  const Compared& objective = pair.all.objective;
  const Difference d = pair.of(objective);
  const Digits digits = digits_of(objective, d, tally.trials);
  report.paragraph(
      say("{} {}: {}{} ({}). {} of trials end in another of the ways that the last table has. {}",
          pair.scenario().name, what_it_does(objective, d, digits),
          Number{d.difference, digits, NumberForm::kChange},
          std::holds_alternative<Share>(objective) ? " points" : "",
          errors_of(d, digits, pair.sets()),
          Number{pair.share(tally.changed()), Digits::of_share(tally.trials),
                 NumberForm::kWithUnit},
          unpaired(d, tally.trials)),
      0, true);
}

/// "by 2026-12, month 22"; of scenarios that start apart the month of each.
std::string date_label(const Pair& pair, std::size_t date) {
  const CalendarMonth by = pair.all.ensemble.settings.by[date];
  const Whole of_reference{month_of(by, pair.reference())};
  const Whole of_scenario{month_of(by, pair.scenario())};
  return of_reference.value == of_scenario.value
             ? printed(say("by {}, month {}", to_string(by), of_reference))
             : printed(say("by {}, months {} and {}", to_string(by), of_reference, of_scenario));
}

void add_differences(Report& report, const Pair& pair) {
  const std::string other = letter(pair.place + 1);
  Table table{
      .columns = {label_column({"", "", "share of trials, %"}), figure_column({"", "", "A"}),
                  figure_column({"", "", other}), figure_column({"", "", other + " - A"}),
                  figure_column({"sampling error", "(95 %; more trials", "would narrow it)"}),
                  figure_column(
                      {"what we do not know", "(5-95 % over parameter", "sets; more would not)"})}};
  const auto add_row = [&](const std::string& label, const Compared& what, const Difference& d) {
    const Digits digits = digits_of(what, d, pair.tally().trials);
    table.rows.push_back({label, Number{d.reference, digits}, Number{d.scenario, digits},
                          Number{d.difference, digits, NumberForm::kChange},
                          changes(d.sampling, digits), changes(d.ranges, pair.sets(), digits)});
  };
  const auto add = [&](const Line& line) { add_row(line.label, line.what, pair.of(line.what)); };
  const LabelsUsed labels = labels_of(pair.all.scenarios);
  bool wider_war = false;
  for (const Tally& tally : pair.all.ensemble.tallies) {
    wider_war |= tally.count(Share::kWiderWarFirst) > 0;
  }
  for (const Share share : first_stop_shares(labels, wider_war)) add({table_label(share), share});
  for (const Share share : {Share::kFightingAtHorizon, Share::kAcceptable, Share::kLastingStop,
                            Share::kDurableAcceptablePeace, Share::kDurableAcceptableWide}) {
    if (is_reported(share, labels)) add({table_label(share), share});
  }
  for (std::size_t date = 0; date < pair.all.ensemble.settings.by.size(); ++date) {
    table.rows.push_back({date_label(pair, date)});
    for (const Outcome outcome : headlines_of(labels)) {
      add_row("  " + table_label(share_of(outcome)), share_of(outcome),
              date_difference(pair.all.ensemble, date, pair.place, outcome));
    }
  }
  table.rows.push_back({"mean over trials"});
  for (const Line& line : kMeans) add(line);
  report.table(std::move(table));
  report.paragraph(
      say("infrastructure at worst: what is left of Ukraine's in its worst month; 1 is intact"));
}

/// The commands that say why.
void add_where_to_ask_why(Report& report, const Pair& pair) {
  const std::string name = typed_name(pair.scenario()), reference = typed_name(pair.reference());
  const auto set = typed_settings(pair.scenario());
  if (name.empty() || reference.empty() || !set) return;
  if (pair.scenario().digest == pair.reference().digest) return;  // there is nothing to ask
  const std::string rest = *set + typed_run(pair.all.ensemble.settings);
  const bool usual = pair.all.objective == Compared(Share::kDurableAcceptablePeace);
  const std::string objective = usual ? "" : " --objective " + typed_objective(pair.all.objective);
  const bool counted = std::holds_alternative<Share>(pair.all.objective);
  const std::string of_reference =
      reference == kDefaultReference ? "" : " --reference " + reference;
  add_commands(report, "why",
               {{fmt::format("armistice attribute {}{}{}{}", name, of_reference, objective, rest),
                 "which levers"},
                {fmt::format("armistice pivotal {}{}{}", name, counted ? objective : "", rest),
                 "whose choices"}});
}

void add_transitions(Report& report, const Pair& pair) {
  const PairTally& tally = pair.tally();
  const auto from_it = [&](Detail d) {
    std::int64_t sum = 0;
    for (const Class& c : kClasses) sum += tally.count(d, c.detail);
    return sum;
  };
  const auto to_it = [&](Detail d) {
    std::int64_t sum = 0;
    for (const Class& c : kClasses) sum += tally.count(c.detail, d);
    return sum;
  };
  Table table{.columns = {label_column({"trials, from A", "(rows) to " + letter(pair.place + 1)})}};
  for (const Class& to : kClasses) {
    if (to_it(to.detail) > 0) table.columns.push_back(figure_column({to.head, to.head_below}));
  }
  for (const Class& from : kClasses) {
    if (from_it(from.detail) == 0) continue;
    Row row{from.label};
    for (const Class& to : kClasses) {
      if (to_it(to.detail) > 0) row.emplace_back(tally.count(from.detail, to.detail));
    }
    table.rows.push_back(std::move(row));
  }
  report.table(std::move(table));
}

Table differences_of(const Pair& pair) {
  Table table{
      .name = "comparison",
      .columns = {file_column("reference"), file_column("scenario"), column("quantity"),
                  column("detail"), column("mean_reference", "reference"),
                  column("mean_scenario", "scenario"), column("difference"), sampling_column(),
                  range_column(), column("trials_unpaired"), data_column("why_no_range")}};
  const Cast* cast = common_cast(pair.all.scenarios);
  for (const Compared& what : compared_quantities(pair.all.scenarios)) {
    const ComparedName name = name_of(what, cast);
    const Difference d = pair.of(what);
    table.rows.push_back({pair.reference().name, pair.scenario().name, name.quantity,
                          std::string(name.detail), d.reference, d.scenario, d.difference,
                          ends(d.sampling), set_range(d.ranges, pair.sets()), d.trials_unpaired,
                          reason_for_none(d.ranges.basis, pair.sets())});
  }
  return table;
}

/// Headline outcomes have the detail "all".
Table transitions_of(const Pair& pair) {
  Table table{.name = "transitions",
              .columns = {file_column("reference"), file_column("scenario"), column("from_outcome"),
                          column("from_detail"), column("to_outcome"), column("to_detail"),
                          column("count"), file_column("share")}};
  const auto add = [&](Outcome from, std::string_view from_detail, Outcome to,
                       std::string_view to_detail, std::int64_t count) {
    table.rows.push_back({pair.reference().name, pair.scenario().name, std::string(word_of(from)),
                          std::string(from_detail), std::string(word_of(to)),
                          std::string(to_detail), count, pair.share(count)});
  };
  const LabelsUsed labels = labels_of(pair.all.scenarios);
  for (const Outcome from : headlines_of(labels)) {
    for (const Outcome to : headlines_of(labels)) {
      add(from, "all", to, "all", pair.tally().count(from, to));
    }
  }
  for (const Detail from : details_of(labels)) {
    for (const Detail to : details_of(labels)) {
      add(outcome_of(from), word_of(from), outcome_of(to), word_of(to),
          pair.tally().count(from, to));
    }
  }
  return table;
}

/// The reference first.
Json facts_of(std::span<const Scenario> scenarios) {
  Json facts = Json::array();
  for (const Scenario& scenario : scenarios) facts.push_back(scenario_facts(scenario));
  return facts;
}

Json run_of(const Comparison& comparison) {
  const PairedEnsemble& e = comparison.ensemble;
  Json run = begin_run("compare");
  run["scenarios"] = facts_of(comparison.scenarios);
  add_settings(run, comparison.scenarios.front());
  run["objective"] = objective_facts(comparison.objective, common_cast(comparison.scenarios));
  run["seed"] = e.settings.seed;
  run["first_trial"] = e.settings.first_trial;
  run["trials"] = e.trials();
  add_precision(run, e.settings, e.precision);
  run["horizon_months"] = e.settings.horizon_months;
  if (!e.settings.by.empty()) run["by"] = dates_facts(e.settings);
  run["nested"] = nested_facts(e.settings.nested_sets);
  run["status"] = status_of(e.complete);
  return run;
}

}  // namespace

Json asked_of(std::span<const Scenario> scenarios, const Compared& objective) {
  return {{"scenarios", facts_of(scenarios)},
          {"objective", objective_facts(objective, common_cast(scenarios))}};
}

Report report_of(const Comparison& comparison) {
  Report report;
  report.run = run_of(comparison);
  report.findings["pairs"] = Json::array();
  Table differences, transitions;
  for (std::size_t place = 0; place < comparison.ensemble.pairs.size(); ++place) {
    const Pair pair{comparison, place};
    add_titles(report, pair);
    add_answer(report, pair);
    add_differences(report, pair);
    add_transitions(report, pair);
    add_where_to_ask_why(report, pair);
    Table of_pair = differences_of(pair), classes = transitions_of(pair);
    report.findings["pairs"].push_back(
        {{"reference", pair.reference().name},
         {"scenario", pair.scenario().name},
         {"share_that_changes_class", pair.share(pair.tally().changed())},
         {"differences", data_of(of_pair)},
         {"transitions", data_of(classes)}});
    append(differences, std::move(of_pair));
    append(transitions, std::move(classes));
  }
  report.tables = {std::move(differences), std::move(transitions)};
  if (!comparison.ensemble.settings.by.empty()) {
    report.findings["by_date"] = by_date_data(comparison);
    report.tables.push_back(by_date_table(comparison));
  }
  return report;
}

}  // namespace armistice
