#include "experiments/comparison/stops_by_date.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/comparison/difference.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::vector<Scenario> two() {
  return {read_scenario(find_scenario("status_quo"), {}),
          read_scenario(find_scenario("capitulation"), {})};
}

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = two();
  return all;
}

RunSettings small(std::vector<CalendarMonth> by) {
  return {
      .trials = 500, .threads = 2, .horizon_months = 36, .nested_sets = 24, .by = std::move(by)};
}

const PairedEnsemble& paired() {
  static const PairedEnsemble ensemble = run_paired(scenarios(), small({{2026, 12}, {2028, 2}}));
  return ensemble;
}

TEST(StopsByDate, SharesAndRangesAreThoseOfTheScenariosOwnRun) {
  int with_ranges = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    const Ensemble alone = run_ensemble(scenarios()[i], small({}));
    for (const Outcome outcome : headlines_of(labels_of(scenarios()))) {
      const ShareEstimate there = estimate_by(paired(), 0, i, outcome);
      const ShareEstimate own = estimate_by(alone, outcome, 22);
      EXPECT_EQ(there.count, own.count);
      EXPECT_EQ(there.sampling.high, own.sampling.high);
      EXPECT_EQ(there.ranges.mean, own.ranges.mean);
      EXPECT_EQ(there.ranges.basis, own.ranges.basis);
      if (own.ranges.basis != RangeBasis::kRange) continue;
      EXPECT_EQ(there.ranges.p95, own.ranges.p95);
      ++with_ranges;
    }
  }
  EXPECT_GT(with_ranges, 0);
}

TEST(StopsByDate, AtTheHorizonTheDifferenceIsThatOfTheOutcome) {
  for (const Outcome outcome : headlines_of(labels_of(scenarios()))) {
    const Difference by = date_difference(paired(), 1, 0, outcome);
    const Difference whole = difference(paired(), 0, share_of(outcome));
    EXPECT_EQ(by.difference, whole.difference);
    EXPECT_EQ(by.sampling.low, whole.sampling.low);
    EXPECT_EQ(by.ranges.mean, whole.ranges.mean);
    EXPECT_EQ(by.trials_unpaired, whole.trials_unpaired);
  }
}

TEST(StopsByDate, EachScenarioIsReadInItsOwnMonthOfTheDate) {
  std::vector<Scenario> apart = {scenarios()[0], scenarios()[0]};
  apart[1].start = {2025, 9};
  const PairedEnsemble e = run_paired(apart, small({{2026, 12}}));
  const Ensemble later = run_ensemble(apart[1], small({}));
  EXPECT_EQ(estimate_by(e, 0, 1, Outcome::kContinuedWar).count,
            estimate_by(later, Outcome::kContinuedWar, 16).count);
  EXPECT_THAT(printed(report_of({apart, e})), HasSubstr("by 2026-12, months 22 and 16"));
}

TEST(StopsByDate, IsPrintedAndWrittenWithBothUncertainties) {
  const Comparison c{scenarios(), paired()};
  const Report report = report_of(c);
  EXPECT_THAT(printed(report), AllOf(HasSubstr("\nby 2026-12, month 22\n  negotiated peace "),
                                     HasSubstr("\nby 2028-02, month 36\n")));
  const std::string csv = support::table_of(report, "by_date");
  EXPECT_THAT(csv,
              testing::StartsWith("reference,scenario,date,month,outcome,count,share,sampling_low,"
                                  "sampling_high,parameter_p05,parameter_p95,difference,"
                                  "difference_sampling_low,difference_sampling_high,"
                                  "difference_parameter_p05,difference_parameter_p95\n"
                                  "status_quo,status_quo,2026-12,22,negotiated_peace,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 2 * 2 * 4);
  const auto data = data_of(report)["by_date"];
  ASSERT_EQ(data.size(), 4u);
  EXPECT_FALSE(data[0]["outcomes"][0].contains("difference")) << "the reference";
  EXPECT_EQ(data[1]["outcomes"][3]["difference"]["difference"],
            date_difference(paired(), 0, 0, Outcome::kContinuedWar).difference);
}

}  // namespace
}  // namespace armistice
