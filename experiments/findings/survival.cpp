#include "experiments/findings/survival.hpp"

#include <numeric>
#include <string>

#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

/// Rows of one curve, to the last month in which somebody was still observed.
template <class SurvivalAt>
void add_curve(Table& table, const std::string& group, const std::string& detail, int months,
               const SurvivalAt& at) {
  for (int month = 1; month <= months; ++month) {
    const Survival peace = at(month);
    if (peace.at_risk == 0) return;
    const Relapse relapse = relapse_of(peace);
    table.rows.push_back(
        {group, detail, Whole{month}, peace.at_risk, relapse.share, ends(relapse.sampling)});
  }
}

}  // namespace

Table incidence_table(const Scenario& scenario, const Ensemble& ensemble) {
  Table table{.name = "incidence",
              .columns = {column("month"), column("date"), column("outcome"), column("count"),
                          column("share"), sampling_column(), range_column()}};
  for (int month = 1; month <= ensemble.tally.horizon_months; ++month) {
    const std::string date = to_string(add_months(scenario.start, month - 1));
    for (const Outcome outcome : headlines_of(labels_of(scenario))) {
      const ShareEstimate e = estimate_by(ensemble, outcome, month);
      table.rows.push_back({Whole{month}, date, std::string(word_of(outcome)), e.count, e.share,
                            ends(e.sampling), set_range(e.ranges, ensemble.nested.sets)});
    }
  }
  return table;
}

Table relapse_table(const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const int horizon = tally.horizon_months;
  Table table{.name = "relapse",
              .columns = {column("group"), column("detail"), column("months"), column("at_risk"),
                          column("share"), sampling_column()}};
  add_curve(table, "since_stop", "all", horizon,
            [&](int month) { return tally.peace_survival(month); });
  const LabelsUsed labels = labels_of(scenario);
  for (const Outcome outcome : headlines_of(labels)) {
    if (outcome == Outcome::kContinuedWar) continue;
    add_curve(table, "since_stop", std::string(word_of(outcome)), horizon,
              [&](int month) { return tally.peace_survival(outcome, month); });
  }
  if (labels.full) {
    add_curve(table, "since_stop", "acceptable", horizon,
              [&](int month) { return tally.acceptable_survival(month); });
  }
  const std::string from_landmark = printed(say("since_month_{}", kLandmarkMonths));
  for (int status = 0; status < kSecurityLevels; ++status) {
    add_curve(table, from_landmark, printed(say("status_{}", status)), horizon,
              [&](int month) { return tally.survival_from_landmark(status, month); });
  }
  return table;
}

Table leaders_table(const Scenario& scenario, const Ensemble& ensemble) {
  Table table{.name = "leaders",
              .columns = {column("leader"), column("outcome"), column("trials"), column("count"),
                          column("share"), sampling_column()}};
  const auto interval = ensemble.settings.precision > 0 ? share_sequence : wilson_interval;
  for (const int cannot : {0, 1}) {
    const auto& counts = ensemble.tally.leader_cannot_stop[cannot];
    const std::int64_t trials =
        std::accumulate(std::begin(counts), std::end(counts), std::int64_t{0});
    for (const Outcome outcome : headlines_of(labels_of(scenario))) {
      const std::int64_t count = counts[static_cast<int>(outcome)];
      // 0 of 0 trials is no share, and so an empty cell.
      table.rows.push_back({cannot == 1 ? "cannot_stop" : "can_stop", std::string(word_of(outcome)),
                            trials, count, static_cast<double>(count) / static_cast<double>(trials),
                            ends(interval(count, trials))});
    }
  }
  return table;
}

}  // namespace armistice
