#include "experiments/findings/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/precision_report.hpp"
#include "experiments/findings/range_text.hpp"
#include "experiments/findings/veto_files.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;

/// The deviations of the model from the default; empty for the default.
void add_assumptions(std::string& text, const Scenario& scenario) {
  std::string unusual;
  if (scenario.structure.rule != Rule::kQuantal) unusual = words_of(scenario.structure.rule);
  if (scenario.mechanisms == Mechanisms::kCore) {
    unusual += unusual.empty() ? "" : "; ";
    unusual += words_of(scenario.mechanisms);
  }
  if (!unusual.empty()) text += fmt::format("unlike the default: {}\n", unusual);
}

void add_title(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const int last = tally.horizon_months - 1;
  text += fmt::format("{}: {}\n", scenario.name, scenario.title);
  text += fmt::format("{}, seed {}, {} months from {} to {}\n", counted(tally.trials, "trial"),
                      ensemble.settings.seed, tally.horizon_months, to_string(scenario.start),
                      to_string(add_months(scenario.start, last)));
  text +=
      fmt::format("scenario digest {}; {}\n", scenario.digest, ranges_title(ensemble.nested.sets));
  add_assumptions(text, scenario);
  text += precision_text(ensemble.settings, ensemble.precision, tally.trials, true);
}

constexpr Share kGroups[] = {
    Share::kFightingAtHorizon,
    Share::kStoppedAtHorizon,
    Share::kDurableAcceptablePeace,
    Share::kStrengthStatus,
};

std::vector<std::string> row_of(const std::string& label, const ShareEstimate& e,
                                const Ensemble& ensemble) {
  const std::int64_t trials = ensemble.tally.trials;
  const bool known = e.ranges.basis == RangeBasis::kRange;
  return {label, percent(e.share, trials), percent_range(e.sampling.low, e.sampling.high, trials),
          known ? percent_range(e.ranges.p05, e.ranges.p95, trials)
                : no_range_cell(e.ranges.basis, ensemble.nested.sets)};
}

/// The dates that were asked about.
void add_dates(TextTable& table, const Scenario& scenario, const Ensemble& ensemble) {
  for (const CalendarMonth date : ensemble.settings.by) {
    const int month = month_of(date, scenario);
    table.rows.push_back({fmt::format("by {}, month {}", to_string(date), month)});
    for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
      table.rows.push_back(row_of(fmt::format("  {}", table_label(kHeadlineShares[i])),
                                  estimate_by(ensemble, kHeadlines[i], month), ensemble));
    }
  }
}

void add_outcomes(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  TextTable table;
  table.align = {Align::kLeft, Align::kRight, Align::kRight, Align::kRight};
  table.header = {"", "", "sampling error", "what we do not know"};
  table.rows = {
      {"", "", "(95 %; more trials", "(5-95 % over parameter sets;"},
      {"how the fighting first stops", "share, %", "would narrow it)", "more trials would not)"}};
  const auto add = [&](Share share) {
    table.rows.push_back(row_of(table_label(share), estimate(ensemble, share), ensemble));
  };
  for (const Share share : kFirstStopShares) add(share);
  for (const Share share : kGroups) add(share);
  // Beside the outcomes, where the mechanism is on.
  if (scenario.structure.switches.direct_clash) add(Share::kDirectClash);
  // A tail event is no class: it stands apart, and only where it was asked for.
  if (scenario.structure.switches.nuclear_tail) add(Share::kNuclearUse);
  add_dates(table, scenario, ensemble);
  text += "\n" + table.plain();
}

void add_months(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  TextTable table;
  table.header = {"share, %, by month"};
  table.align = {Align::kLeft};
  std::vector<std::string> dates = {"  that ends with"};
  std::vector<int> months;
  for (const int month : kReportedMonths) {
    if (month > tally.horizon_months) break;
    months.push_back(month);
    table.header.push_back(fmt::format("{}", month));
    table.align.push_back(Align::kRight);
    dates.push_back(to_string(add_months(scenario.start, month - 1)));
  }
  table.rows.push_back(std::move(dates));
  for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
    std::vector<std::string> row = {table_label(kHeadlineShares[i])};
    for (const int month : months) {
      row.push_back(percent(share_by(tally, kHeadlines[i], month), tally.trials));
    }
    table.rows.push_back(std::move(row));
  }
  text += "\n" + table.plain();
}

void add_durability(std::string& text, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const std::int64_t stopped = tally.trials - tally.count(Share::kContinuedWarAll);
  text += "\n";
  for (const int months : {24, 60}) {
    const Relapse relapse = relapse_within(tally, months);
    text += fmt::format("relapse within {} months of a stop: ", months);
    text += relapse.seen
                ? fmt::format("{} % (sampling error {})\n", percent(relapse.share, stopped),
                              percent_range(relapse.sampling.low, relapse.sampling.high, stopped))
                : "no stop was observed for so long\n";
  }
}

// For the peace between the first stop and the first relapse.
void add_violations(std::string& text, const Tally& tally) {
  const double all = tally.result(Result::violations).sum;
  if (all <= 0) return;
  const auto stopped = static_cast<double>(tally.trials - tally.count(Share::kContinuedWarAll));
  const double unanswered = tally.result(Result::violations_unanswered).sum / all;
  text += fmt::format(
      "violations after a stop, until a relapse or the horizon: {:.0f} on average, {} % without an "
      "answer\n",
      all / stopped, percent(unanswered, tally.trials));
}

// Three digits are more than a model of a war can know; two, if few trials were run.
std::string thousands(double x, std::int64_t trials) {
  if (std::isnan(x) || x <= 0) return "0";
  constexpr std::int64_t kTrialsForThree = 2401;
  const int digits = trials < kTrialsForThree ? 2 : 3;
  constexpr double kMostWritten = 1e15;  // beyond, nobody counts digits
  if (x >= kMostWritten) return fmt::format("{:.2e}", x);
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(x)) + 1 - digits));
  return with_thousands(std::llround(std::round(x / unit) * unit));
}

void add_medians(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const double end = tally.result_quantile(Result::end_month, .5);
  if (std::isnan(end)) {
    text += "no trial stopped";
  } else {
    const int month = static_cast<int>(std::lround(end));
    text += fmt::format("median stop of those that stopped: {}, month {}",
                        to_string(add_months(scenario.start, month - 1)), month);
  }
  text +=
      fmt::format("; months of war, mean of all trials: {:.1f}", tally.mean(Result::months_of_war));
  text += fmt::format(
      "\nmedian casualties to the horizon, thousand: Russia {}, Ukraine {}\n",
      thousands(tally.result_quantile(Result::russian_casualties_thousand, .5), tally.trials),
      thousands(tally.result_quantile(Result::ukrainian_casualties_thousand, .5), tally.trials));
}

void add_leaders(std::string& text, const Ensemble& ensemble) {
  constexpr const char* kLabels[] = {"can stop", "cannot stop"};
  for (std::size_t cannot = 0; cannot < 2; ++cannot) {
    const auto& counts = ensemble.tally.leader_cannot_stop[cannot];
    const auto count = [&](Outcome o) { return counts[static_cast<std::size_t>(o)]; };
    std::int64_t trials = 0;
    for (const Outcome outcome : kHeadlines) trials += count(outcome);
    if (trials == 0) continue;
    const auto share = [&](Outcome o) {
      return percent(static_cast<double>(count(o)) / static_cast<double>(trials), trials);
    };
    text +=
        fmt::format("where Moscow's leader {:<11} ({}, %): negotiated {}, cease-fire {}, war {}\n",
                    kLabels[cannot], counted(trials, "trial"), share(Outcome::kNegotiatedPeace),
                    share(Outcome::kDeFactoCeasefire), share(Outcome::kContinuedWar));
  }
}

/// The first few; `check` has them all.
void add_notes(std::string& text, const Scenario& scenario) {
  constexpr std::size_t kMost = 3;
  const std::vector<std::string>& notes = scenario.notes;
  for (std::size_t i = 0; i < std::min(notes.size(), kMost); ++i) {
    text += fmt::format("note: {}\n", wrapped(notes[i], kLineWidth - 6, 6));
  }
  if (notes.size() <= kMost) return;
  text += fmt::format("{}: armistice check {}\n",
                      counted(static_cast<std::int64_t>(notes.size() - kMost), "more note"),
                      shell_path(scenario.name));
}

}  // namespace

std::string summary_text(const Scenario& scenario, const Ensemble& ensemble) {
  std::string text;
  add_title(text, scenario, ensemble);
  add_outcomes(text, scenario, ensemble);
  add_months(text, scenario, ensemble);
  add_durability(text, ensemble);
  add_violations(text, ensemble.tally);
  add_medians(text, scenario, ensemble);
  text += vetoes_text(scenario, ensemble);
  add_leaders(text, ensemble);
  add_notes(text, scenario);
  text += "\nThese are shares of trials under stated assumptions, not a forecast.\n";
  return text;
}

}  // namespace armistice
