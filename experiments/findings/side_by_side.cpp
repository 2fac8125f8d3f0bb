// Several scenarios in one table, a column each.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/range_text.hpp"
#include "experiments/findings/summary.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100, kLabelWidth = 28, kGap = 2, kLeastColumn = 12;

constexpr Share kLines[] = {
    Share::kNegotiatedAll,     Share::kBargained,
    Share::kStrength,          Share::kCapitulation,
    Share::kDictated,          Share::kDeFactoAll,
    Share::kGuaranteed,        Share::kContinuedWarAll,
    Share::kFightingAtHorizon, Share::kDurableAcceptablePeace,
};

/// A long name over several lines, broken after its underscores.
std::vector<std::string> broken_name(std::string_view name, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('_'), name.size() - 1) + 1;
    const std::string_view part = name.substr(0, end);
    if (!lines.back().empty() && lines.back().size() + part.size() > width) lines.emplace_back();
    lines.back() += part;
    name.remove_prefix(end);
  }
  return lines;
}

/// "14.2 +- 0.7"; "< 0.1" for what is at most that.
std::string with_error(double share, const Interval& sampling, std::int64_t trials) {
  const std::string range = percent_range(sampling.low, sampling.high, trials);
  if (range.starts_with('<') || range.starts_with('>')) return range;
  std::string half = percent((sampling.high - sampling.low) / 2, trials);
  if (half.starts_with("< ")) half.erase(0, 2);  // at most
  return fmt::format("{} +- {}", Digits::of_share(trials).rounded(share), half);
}

std::string with_error(const ShareEstimate& e, const Ensemble& ensemble) {
  return with_error(e.share, e.sampling, ensemble.tally.trials);
}

std::string relapse(const Tally& tally) {
  const Relapse r = relapse_within(tally, 60);
  const std::int64_t stopped = tally.trials - tally.count(Share::kContinuedWarAll);
  if (!r.seen) return "not seen";
  return with_error(r.share, r.sampling, stopped);
}

/// The dates that were asked about, which are the same of all runs; months need not be.
template <class Add>
void add_dates(TextTable& table, std::span<const ScenarioRun> runs, const Add& add) {
  for (const CalendarMonth date : runs.front().ensemble.settings.by) {
    table.rows.push_back({fmt::format("by {}", to_string(date))});
    for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
      add("  " + table_label(kHeadlineShares[i]), [&, i](const ScenarioRun& run) {
        const int month = month_of(date, run.scenario);
        return with_error(estimate_by(run.ensemble, kHeadlines[i], month), run.ensemble);
      });
    }
  }
}

}  // namespace

std::string side_by_side_text(std::span<const ScenarioRun> runs) {
  const std::size_t room = (kLineWidth - kLabelWidth) / std::max<std::size_t>(1, runs.size());
  const std::size_t width = std::max(kLeastColumn, room - std::min(room, kGap));
  TextTable table;
  table.align.assign(runs.size() + 1, Align::kRight);
  table.align[0] = Align::kLeft;

  std::size_t name_lines = 0;
  for (const ScenarioRun& run : runs) {
    name_lines = std::max(name_lines, broken_name(run.scenario.name, width).size());
  }
  table.rows.assign(name_lines, {""});
  for (const ScenarioRun& run : runs) {
    const auto lines = broken_name(run.scenario.name, width);
    for (std::size_t i = 0; i < name_lines; ++i) {
      const std::size_t above = name_lines - lines.size();  // names end on the same line
      table.rows[i].push_back(i < above ? "" : lines[i - above]);
    }
  }
  table.rows[name_lines - 1][0] = "share of trials, %";

  const auto add = [&](const std::string& label, auto cell) {
    std::vector<std::string> row = {label};
    for (const ScenarioRun& run : runs) row.push_back(cell(run));
    table.rows.push_back(std::move(row));
  };
  for (const Share share : kLines) {
    add(table_label(share), [&](const ScenarioRun& run) {
      return with_error(estimate(run.ensemble, share), run.ensemble);
    });
  }
  add_dates(table, runs, add);
  add("relapse within 60 months", [](const ScenarioRun& r) { return relapse(r.ensemble.tally); });
  add("trials", [](const ScenarioRun& r) { return with_thousands(r.ensemble.tally.trials); });
  return "Side by side (+-: 95 % sampling error of each; more trials would narrow it)\n" +
         table.plain();
}

}  // namespace armistice
