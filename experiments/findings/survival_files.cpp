#include "experiments/findings/survival_files.hpp"

#include <fmt/format.h>

#include <string_view>

#include "experiments/findings/estimate.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

/// Rows of one curve, to the last month in which somebody was still observed.
template <class SurvivalAt>
void add_curve(Csv& csv, std::string_view group, std::string_view detail, int months,
               const SurvivalAt& at) {
  for (int month = 1; month <= months; ++month) {
    const Survival peace = at(month);
    if (peace.at_risk == 0) return;
    const Relapse relapse = relapse_of(peace);
    csv.cell(group).cell(detail).cell(month).cell(peace.at_risk).cell(relapse.share);
    csv.cell(relapse.sampling.low).cell(relapse.sampling.high).end_row();
  }
}

}  // namespace

std::string incidence_csv(const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  Csv csv;
  csv.header(
      "month,date,outcome,count,share,sampling_low,sampling_high,parameter_p05,parameter_p95");
  for (int month = 1; month <= tally.horizon_months; ++month) {
    const std::string date = to_string(add_months(scenario.start, month - 1));
    for (const Outcome outcome : kHeadlines) {
      const ShareEstimate e = estimate_by(ensemble, outcome, month);
      csv.cell(month).cell(date).cell(word_of(outcome)).cell(e.count).cell(e.share);
      csv.cell(e.sampling.low).cell(e.sampling.high).cell(e.ranges.p05).cell(e.ranges.p95);
      csv.end_row();
    }
  }
  return csv.take();
}

std::string relapse_csv(const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  Csv csv;
  csv.header("group,detail,months,at_risk,share,sampling_low,sampling_high");
  add_curve(csv, "since_stop", "all", tally.horizon_months,
            [&](int month) { return tally.peace_survival(month); });
  for (const Outcome outcome : {Outcome::kNegotiatedPeace, Outcome::kDeFactoCeasefire}) {
    add_curve(csv, "since_stop", word_of(outcome), tally.horizon_months,
              [&](int month) { return tally.peace_survival(outcome, month); });
  }
  for (int status = 0; status < kSecurityLevels; ++status) {
    add_curve(csv, fmt::format("since_month_{}", kLandmarkMonths), fmt::format("status_{}", status),
              tally.horizon_months,
              [&](int month) { return tally.survival_from_landmark(status, month); });
  }
  return csv.take();
}

std::string leaders_csv(const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  Csv csv;
  csv.header("leader,outcome,trials,count,share,sampling_low,sampling_high");
  for (const int cannot : {0, 1}) {
    const auto& counts = tally.leader_cannot_stop[cannot];
    std::int64_t trials = 0;
    for (const std::int64_t count : counts) trials += count;
    for (const Outcome outcome : kHeadlines) {
      const std::int64_t count = counts[static_cast<int>(outcome)];
      const Interval interval = wilson_interval(count, trials);
      csv.cell(cannot == 1 ? "cannot_stop" : "can_stop").cell(word_of(outcome)).cell(trials);
      csv.cell(count);
      if (trials > 0) {
        csv.cell(static_cast<double>(count) / static_cast<double>(trials));
      } else {
        csv.empty();
      }
      csv.cell(interval.low).cell(interval.high).end_row();
    }
  }
  return csv.take();
}

}  // namespace armistice
