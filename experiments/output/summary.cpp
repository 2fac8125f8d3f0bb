#include "experiments/output/summary.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <vector>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/output/estimate.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;
// From here on the sampling error of a share is below 2 points, and a tenth of a point is shown.
constexpr std::int64_t kTrialsForTenths = 2401;

std::string range(double low, double high, std::int64_t trials) {
  if (std::isnan(low)) return "";
  return fmt::format("{} - {}", percent(low, trials), percent(high, trials));
}

void add_title(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const int last = tally.horizon_months - 1;
  text += fmt::format("{}: {}\n", scenario.name, scenario.title);
  text += fmt::format("{} trials, seed {}, {} months from {} to {}, rule {}, {} mechanisms\n",
                      with_thousands(tally.trials), ensemble.settings.seed, tally.horizon_months,
                      to_string(scenario.start), to_string(add_months(scenario.start, last)),
                      name_of(scenario.structure.rule), name_of(scenario.mechanisms));
  text += fmt::format("scenario digest {}; ranges from {} parameter sets, each run {} times\n",
                      scenario.digest, ensemble.nested.sets, kReplicates);
  text += precision_text(ensemble.settings, ensemble.precision, tally.trials, true);
}

struct OutcomeLine {
  const char* label;
  Share share;
};
constexpr OutcomeLine kFirstStop[] = {
    {"negotiated peace", Share::kNegotiatedAll},
    {"  bargained", Share::kBargained},
    {"    strength", Share::kStrength},
    {"    intermediate", Share::kIntermediate},
    {"  capitulation", Share::kCapitulation},
    {"  dictated: a side collapsed", Share::kDictated},
    {"    Ukraine", Share::kDefenderCollapse},
    {"    Russia", Share::kInvaderCollapse},
    {"de facto cease-fire", Share::kDeFactoAll},
    {"  guaranteed", Share::kGuaranteed},
    {"  bare", Share::kBare},
    {"continued war", Share::kContinuedWarAll},
};
constexpr OutcomeLine kGroups[] = {
    {"fighting at the horizon", Share::kFightingAtHorizon},
    {"stopped at the horizon", Share::kStoppedAtHorizon},
    {"durable, acceptable peace", Share::kDurableAcceptablePeace},
    {"negotiated, status 3 or more", Share::kStrengthStatus},
};

// Reported beside the outcomes, where the mechanism is on.
constexpr OutcomeLine kDirectClash{"direct clash of Russia and NATO", Share::kDirectClash};

void add_outcomes(std::string& text, const Scenario& scenario, const Ensemble& ensemble) {
  const std::int64_t trials = ensemble.tally.trials;
  TextTable table;
  table.align = {Align::kLeft, Align::kRight, Align::kRight, Align::kRight};
  table.header = {"", "", "sampling error", "what we do not know"};
  table.rows = {
      {"", "", "(95 %; more trials", "(5-95 % over parameter sets;"},
      {"how the fighting first stops", "share, %", "would narrow it)", "more trials would not)"}};
  const auto add = [&](const OutcomeLine& line) {
    const ShareEstimate e = estimate(ensemble, line.share);
    table.rows.push_back({line.label, percent(e.share, trials),
                          range(e.sampling.low, e.sampling.high, trials),
                          range(e.ranges.p05, e.ranges.p95, trials)});
  };
  for (const OutcomeLine& line : kFirstStop) {
    add(line);
    if (line.share != Share::kNegotiatedAll) continue;
    // With and without collapses: lumping them is misleading (docs/model.md, "Outcomes").
    const std::int64_t agreed =
        ensemble.tally.count(Share::kNegotiatedAll) - ensemble.tally.count(Share::kDictated);
    const Interval sampling = sampling_interval(ensemble, agreed);
    table.rows.push_back(
        {"  of which without collapses",
         percent(static_cast<double>(agreed) / static_cast<double>(trials), trials),
         range(sampling.low, sampling.high, trials), ""});
  }
  for (const OutcomeLine& line : kGroups) add(line);
  if (scenario.structure.switches.direct_clash) add(kDirectClash);
  // A tail event is no class: it stands apart, and only where it was asked for.
  if (scenario.structure.switches.nuclear_tail) add({"nuclear use", Share::kNuclearUse});
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
  constexpr const char* kLabels[] = {"negotiated peace", "de facto cease-fire", "continued war"};
  for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
    std::vector<std::string> row = {kLabels[i]};
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
    text += fmt::format("fighting again within {} months of a stop (Kaplan-Meier): ", months);
    text += relapse.seen ? fmt::format("{} % ({})\n", percent(relapse.share, stopped),
                                       range(relapse.sampling.low, relapse.sampling.high, stopped))
                         : "no stop was observed for so long\n";
  }
}

// Of the peace between the first stop and the first relapse.
void add_violations(std::string& text, const Tally& tally) {
  const double all = tally.result(Result::violations).sum;
  if (all <= 0) return;
  const double relapses = tally.result(Result::relapsed).sum;
  const double unanswered = tally.result(Result::violations_unanswered).sum / all;
  const std::string each = relapses > 0 ? fmt::format("{:.0f} for each relapse", all / relapses)
                                        : std::string("no relapse");
  text += fmt::format("violations of the peace: {}; {} % without an answer\n", each,
                      percent(unanswered, tally.trials));
}

// Three digits are more than a model of a war can know; two, if few trials were run.
std::string thousands(double x, std::int64_t trials) {
  if (std::isnan(x) || x <= 0) return "0";
  const int digits = trials < kTrialsForTenths ? 2 : 3;
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
    text += fmt::format("median stop of those that stopped: month {}, {}", month,
                        to_string(add_months(scenario.start, month - 1)));
  }
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
    text += fmt::format(
        "where Moscow's leader {:<11} ({} trials, %): negotiated {}, cease-fire {}, war {}\n",
        kLabels[cannot], with_thousands(trials), share(Outcome::kNegotiatedPeace),
        share(Outcome::kDeFactoCeasefire), share(Outcome::kContinuedWar));
  }
}

}  // namespace

std::string percent(double share, std::int64_t trials) {
  if (std::isnan(share)) return "-";
  return fmt::format("{:.{}f}", 100 * share, trials >= kTrialsForTenths ? 1 : 0);
}

std::string summary_text(const Scenario& scenario, const Ensemble& ensemble) {
  std::string text;
  add_title(text, scenario, ensemble);
  add_outcomes(text, scenario, ensemble);
  add_months(text, scenario, ensemble);
  add_durability(text, ensemble);
  add_violations(text, ensemble.tally);
  add_medians(text, scenario, ensemble);
  add_leaders(text, ensemble);
  if (scenario.notes.size() == 1) {
    text += fmt::format("note: {}\n", wrapped(scenario.notes.front(), kLineWidth - 6, 6));
  } else if (!scenario.notes.empty()) {
    text += fmt::format("{} notes on this scenario: armistice check {}\n", scenario.notes.size(),
                        shell_path(scenario.name));
  }
  text += "\nThese are shares of trials under stated assumptions, not a forecast.\n";
  return text;
}

}  // namespace armistice
