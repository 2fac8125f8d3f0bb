#include "experiments/findings/side_by_side.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/report/printed.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLabelWidth = 28, kGap = 2, kLeastColumn = 12;

constexpr Share kLines[] = {
    Share::kNegotiatedAll,        Share::kBargained,       Share::kStrength,
    Share::kCapitulation,         Share::kDictated,        Share::kImposed,
    Share::kDeFactoAll,           Share::kGuaranteed,      Share::kDefeatAll,
    Share::kUkraineDefeated,      Share::kContinuedWarAll, Share::kFightingAtHorizon,
    Share::kAcceptable,           Share::kLastingStop,     Share::kDurableAcceptablePeace,
    Share::kDurableAcceptableWide};

LabelsUsed labels_of(std::span<const ScenarioRun> runs) {
  LabelsUsed used;
  for (const ScenarioRun& run : runs) {
    const LabelsUsed own = armistice::labels_of(run.scenario);
    used.core |= own.core;
    used.full |= own.full;
  }
  return used;
}

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

/// Names end on the same line.
std::vector<Column> columns_of(std::span<const ScenarioRun> runs) {
  const std::size_t room = (kLineWidth - kLabelWidth) / std::max<std::size_t>(1, runs.size());
  const std::size_t width = std::max(kLeastColumn, room - std::min(room, kGap));
  std::vector<Column> columns = {label_column({"share of trials, %"})};
  std::size_t lines = 0;
  for (const ScenarioRun& run : runs) {
    columns.push_back(figure_column(broken_name(run.scenario.name, width)));
    lines = std::max(lines, columns.back().head.size());
  }
  for (Column& c : columns) c.head.insert(c.head.begin(), lines - c.head.size(), "");
  return columns;
}

WithHalfWidth with_half_width(const ShareEstimate& e, const Ensemble& ensemble) {
  return {e.share, e.sampling.low, e.sampling.high, Digits::of_share(ensemble.tally.trials)};
}

Cell relapse(const Tally& tally) {
  const Relapse r = relapse_within(tally, 60);
  if (!r.seen) return "not seen";
  const std::int64_t stopped = tally.trials - tally.count(Share::kContinuedWarAll);
  return WithHalfWidth{r.share, r.sampling.low, r.sampling.high, Digits::of_share(stopped)};
}

/// The dates that were asked about, which are the same of all runs; months need not be.
template <class Add>
void add_dates(Table& table, std::span<const ScenarioRun> runs, const Add& add) {
  for (const CalendarMonth date : runs.front().ensemble.settings.by) {
    table.rows.push_back({"by " + to_string(date)});
    for (const Outcome outcome : headlines_of(labels_of(runs))) {
      add("  " + table_label(share_of(outcome)), [&, outcome](const ScenarioRun& run) {
        const int month = month_of(date, run.scenario);
        return with_half_width(estimate_by(run.ensemble, outcome, month), run.ensemble);
      });
    }
  }
}

}  // namespace

Report report_of(std::span<const ScenarioRun> runs) {
  Table table{.columns = columns_of(runs)};
  const auto add = [&](const std::string& label, const auto& cell) {
    Row row{label};
    for (const ScenarioRun& run : runs) row.emplace_back(cell(run));
    table.rows.push_back(std::move(row));
  };
  const LabelsUsed labels = labels_of(runs);
  for (const Share share : kLines) {
    if (!is_reported(share, labels)) continue;
    add(table_label(share), [&](const ScenarioRun& run) {
      return with_half_width(estimate(run.ensemble, share), run.ensemble);
    });
  }
  add_dates(table, runs, add);
  add("relapse within 60 months", [](const ScenarioRun& r) { return relapse(r.ensemble.tally); });
  add("trials", [](const ScenarioRun& r) { return r.ensemble.tally.trials; });
  Report report;
  report.paragraph(
      say("Side by side (+-: 95 % sampling error of each; more trials would narrow it)"));
  report.table(std::move(table), 0, false);
  return report;
}

}  // namespace armistice
