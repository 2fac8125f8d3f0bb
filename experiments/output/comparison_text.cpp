#include "experiments/output/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/digits.hpp"
#include "experiments/output/estimate.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/range_text.hpp"
#include "experiments/output/summary.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;

struct Line {
  std::string label;
  Compared what;
};
const Line kMeans[] = {
    {"Russian casualties, thousand", Result::russian_casualties_thousand},
    {"Ukrainian casualties, thousand", Result::ukrainian_casualties_thousand},
    {"occupied at the first stop, %", Result::occupied_share_end_pct},
    {"European military aid, EUR bn", Result::european_military_aid_eur_bn},
    {"American military aid, EUR bn", Result::us_military_aid_eur_bn},
    {"cost to all who pay, EUR bn", Result::cost_total_eur_bn},
    {"Russian revenue lost, USD bn", Result::russian_revenue_lost_usd_bn},
    {"infrastructure at worst, of 1", Result::infrastructure_min},
};

Digits digits_of(const Compared& what, const Difference& d, std::int64_t trials) {
  return {std::holds_alternative<Share>(what),
          std::max(std::abs(d.reference), std::abs(d.scenario)), trials};
}

std::string letter(std::size_t scenario) {
  return scenario < 26 ? std::string(1, static_cast<char>('A' + scenario))
                       : fmt::format("{}", scenario + 1);
}

void add_titles(std::string& text, const Comparison& comparison, std::size_t pair) {
  for (const std::size_t i : {std::size_t{0}, pair + 1}) {
    const Scenario& s = comparison.scenarios[i];
    text += wrapped(fmt::format("{} = {}: {}", letter(i), s.name, s.title), kLineWidth, 4) + "\n";
  }
  const PairedEnsemble& e = comparison.ensemble;
  text += fmt::format("{} of each on the same chance, seed {}, {} months\n{}\n",
                      counted(e.trials(), "trial"), e.settings.seed, e.settings.horizon_months,
                      ranges_title(e.settings.nested_sets));
  text += precision_text(e.settings, e.precision, e.trials(),
                         std::holds_alternative<Share>(comparison.objective));
}

/// "raises durable, acceptable peace from 23.4 % to 88.4 %"
std::string what_it_does(const Compared& what, const Difference& d, const Digits& digits) {
  const std::string words = words_of(what);
  const std::string from = digits.with_unit(d.reference), to = digits.with_unit(d.scenario);
  if (!(d.sampling.low > 0 || d.sampling.high < 0)) {
    return fmt::format("does not measurably change {} ({} and {})", words, from, to);
  }
  return fmt::format("{} {} from {} to {}", d.difference > 0 ? "raises" : "lowers", words, from,
                     to);
}

std::string unpaired(const Difference& d, std::int64_t trials) {
  if (trials < 2) return "";
  if (std::isnan(d.trials_unpaired)) return "No pair of trials differs in it.";
  const double times = d.trials_unpaired / static_cast<double>(trials);
  return fmt::format(
      "An unpaired comparison would need {} times as many trials.",
      times < 10 ? fmt::format("{:.1f}", times) : with_thousands(std::llround(times)));
}

void add_answer(std::string& text, const Comparison& comparison, std::size_t pair) {
  const PairTally& tally = comparison.ensemble.pairs[pair];
  const Difference d = difference(comparison.ensemble, pair, comparison.objective);
  const Digits digits = digits_of(comparison.objective, d, tally.trials);
  const bool share = std::holds_alternative<Share>(comparison.objective);
  std::string errors =
      fmt::format("sampling error {}", digits.range(d.sampling.low, d.sampling.high));
  if (std::isnan(d.sampling.low)) errors = "sampling error unknown from one trial";
  if (d.ranges.basis == RangeBasis::kRange) {
    errors +=
        fmt::format("; over what we do not know {}", digits.range(d.ranges.p05, d.ranges.p95));
  }
  const double changed = static_cast<double>(tally.changed()) / static_cast<double>(tally.trials);
  text += "\n" +
          wrapped(fmt::format("{} {}: {}{} ({}). {} % of trials end in another of the ways that "
                              "the last table has. {}",
                              comparison.scenarios[pair + 1].name,
                              what_it_does(comparison.objective, d, digits),
                              digits.change(d.difference), share ? " points" : "", errors,
                              percent(changed, tally.trials), unpaired(d, tally.trials)),
                  kLineWidth, 0) +
          "\n";
}

/// "by 2026-12, month 22"; of scenarios that start apart the month of each.
std::string date_label(const Comparison& comparison, std::size_t date, std::size_t pair) {
  const CalendarMonth by = comparison.ensemble.settings.by[date];
  const int of_reference = month_of(by, comparison.scenarios[0]);
  const int of_scenario = month_of(by, comparison.scenarios[pair + 1]);
  return of_reference == of_scenario
             ? fmt::format("by {}, month {}", to_string(by), of_reference)
             : fmt::format("by {}, months {} and {}", to_string(by), of_reference, of_scenario);
}

void add_differences(std::string& text, const Comparison& comparison, std::size_t pair) {
  const std::string other = letter(pair + 1);
  TextTable table;
  table.align.assign(6, Align::kRight);
  table.align[0] = Align::kLeft;
  table.header = {"", "", "", "", "sampling error", "what we do not know"};
  table.rows = {{"", "", "", "", "(95 %; more trials", "(5-95 % over parameter"},
                {"share of trials, %", "A", other, other + " - A", "would narrow it)",
                 "sets; more would not)"}};
  const std::int64_t sets = comparison.ensemble.settings.nested_sets;
  const auto add_row = [&](const std::string& label, const Compared& kind, const Difference& d) {
    const Digits digits = digits_of(kind, d, comparison.ensemble.trials());
    const bool known = d.ranges.basis == RangeBasis::kRange;
    table.rows.push_back(
        {label, digits.plain(d.reference), digits.plain(d.scenario), digits.change(d.difference),
         digits.range(d.sampling.low, d.sampling.high),
         known ? digits.range(d.ranges.p05, d.ranges.p95) : no_range_cell(d.ranges.basis, sets)});
  };
  const auto add = [&](const Line& line) {
    add_row(line.label, line.what, difference(comparison.ensemble, pair, line.what));
  };
  for (const Share share : kFirstStopShares) add({table_label(share), share});
  for (const Share share : {Share::kFightingAtHorizon, Share::kDurableAcceptablePeace}) {
    add({table_label(share), share});
  }
  for (std::size_t date = 0; date < comparison.ensemble.settings.by.size(); ++date) {
    table.rows.push_back({date_label(comparison, date, pair)});
    for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
      add_row("  " + table_label(kHeadlineShares[i]), kHeadlineShares[i],
              date_difference(comparison.ensemble, date, pair, kHeadlines[i]));
    }
  }
  table.rows.push_back({"mean over trials"});
  for (const Line& line : kMeans) add(line);
  text += "\n" + table.plain();
  text += "infrastructure at worst: what is left of Ukraine's in its worst month; 1 is intact\n";
}

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
    {Detail::kFighting, "continued war", "contin-", "ued war"},
};

void add_transitions(std::string& text, const Comparison& comparison, std::size_t pair) {
  const PairTally& tally = comparison.ensemble.pairs[pair];
  const auto total = [&](Detail d, bool from) {
    std::int64_t sum = 0;
    for (const Class& c : kClasses)
      sum += from ? tally.count(d, c.detail) : tally.count(c.detail, d);
    return sum;
  };
  TextTable table;
  table.align = {Align::kLeft};
  table.header = {"trials, from A (rows)"};
  table.rows = {{fmt::format("to {} (columns)", letter(pair + 1))}};
  for (const Class& to : kClasses) {
    if (total(to.detail, false) == 0) continue;
    table.header.emplace_back(to.head);
    table.rows[0].emplace_back(to.head_below);
    table.align.push_back(Align::kRight);
  }
  for (const Class& from : kClasses) {
    if (total(from.detail, true) == 0) continue;
    std::vector<std::string> row = {from.label};
    for (const Class& to : kClasses) {
      if (total(to.detail, false) == 0) continue;
      row.push_back(with_thousands(tally.count(from.detail, to.detail)));
    }
    table.rows.push_back(std::move(row));
  }
  text += "\n" + table.plain();
}

}  // namespace

std::string comparison_text(const Comparison& comparison, std::size_t pair) {
  std::string text;
  add_titles(text, comparison, pair);
  add_answer(text, comparison, pair);
  add_differences(text, comparison, pair);
  add_transitions(text, comparison, pair);
  return text + "\nThese are shares of trials under stated assumptions, not a forecast.\n";
}

}  // namespace armistice
