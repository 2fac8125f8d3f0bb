// The summary as data: the same figures, unrounded.
#include <cmath>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/by_date.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/findings/summary.hpp"
#include "experiments/output/manifest.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isnan(x) ? Json(nullptr) : Json(x); }

Json interval(double low, double high) { return Json::array({number(low), number(high)}); }

Json outcomes(const Ensemble& ensemble) {
  Json rows = Json::array();
  for (const Share share : reported_shares()) {
    const ShareName name = name_of(share);
    const ShareEstimate e = estimate(ensemble, share);
    Json row = {{"outcome", name.outcome}, {"detail", name.detail}, {"label", words_of(share)}};
    row["count"] = e.count;
    row["share"] = number(e.share);
    row["sampling_95"] = interval(e.sampling.low, e.sampling.high);
    row["parameters_5_95"] = interval(e.ranges.p05, e.ranges.p95);
    if (e.ranges.basis != RangeBasis::kRange) {
      row["why_no_range"] = why_no_range(e.ranges.basis, ensemble.nested.sets);
    }
    row["share_of_variance_from_parameters"] = number(e.ranges.share_of_variance);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json by_month(const Scenario& scenario, const Tally& tally) {
  Json rows = Json::array();
  for (const int month : kReportedMonths) {
    if (month > tally.horizon_months) break;
    Json row = {{"month", month}, {"date", to_string(add_months(scenario.start, month - 1))}};
    for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
      row[std::string(name_of(kHeadlineShares[i]).outcome)] =
          number(share_by(tally, kHeadlines[i], month));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json relapse(const Tally& tally, int months) {
  const Relapse r = relapse_within(tally, months);
  if (!r.seen) return nullptr;
  return {{"share", number(r.share)}, {"sampling_95", interval(r.sampling.low, r.sampling.high)}};
}

Json leaders(const Tally& tally, std::size_t cannot_stop) {
  Json counts;
  for (std::size_t i = 0; i < kHeadlines.size(); ++i) {
    counts[std::string(name_of(kHeadlineShares[i]).outcome)] =
        tally.leader_cannot_stop[cannot_stop][static_cast<std::size_t>(kHeadlines[i])];
  }
  return counts;
}

}  // namespace

Json summary_data(const Scenario& scenario, const Ensemble& ensemble, Record record) {
  const Tally& tally = ensemble.tally;
  Json data = run_data(scenario, ensemble, record);
  data["outcomes"] = outcomes(ensemble);
  data["by_month"] = by_month(scenario, tally);
  if (!ensemble.settings.by.empty()) data["by_date"] = by_date_data(scenario, ensemble);
  data["relapse_within_24_months"] = relapse(tally, 24);
  data["relapse_within_60_months"] = relapse(tally, 60);
  const double end = tally.result_quantile(Result::end_month, .5);
  data["median_end_month"] = number(end);
  data["median_end_date"] = nullptr;
  if (!std::isnan(end)) {
    const int month = static_cast<int>(std::lround(end));
    data["median_end_date"] = to_string(add_months(scenario.start, month - 1));
  }
  data["median_russian_casualties_thousand"] =
      number(tally.result_quantile(Result::russian_casualties_thousand, .5));
  data["median_ukrainian_casualties_thousand"] =
      number(tally.result_quantile(Result::ukrainian_casualties_thousand, .5));
  data["trials_where_leader_can_stop"] = leaders(tally, 0);
  data["trials_where_leader_cannot_stop"] = leaders(tally, 1);
  data["notes"] = scenario.notes;
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
