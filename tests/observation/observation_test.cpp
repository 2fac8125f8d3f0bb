// What a reader can measure: its law, its draws, and that both say the same.
#include "experiments/observation/observation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "experiments/observation/measured_month.hpp"
#include "experiments/trials/timeline_binning.hpp"

namespace armistice {
namespace {

const SeriesDeclaration& series(std::string_view name) {
  return series_declarations()[static_cast<std::size_t>(series_named(name))];
}

double a_quantity_of(const SeriesDeclaration& s) {
  switch (s.model.scale) {
    case ErrorScale::kOdds:
      return 0.65;
    case ErrorScale::kPlain:
      return 18.2;
    default:
      return 2.5;
  }
}

TEST(Observation, DrawnErrorsHaveTheDeclaredLaw) {
  constexpr int kDraws = 20'000;
  for (const SeriesDeclaration& s : series_declarations()) {
    if (s.kind == SeriesKind::kState) continue;
    const double quantity = a_quantity_of(s);
    std::vector<double> drawn;
    for (std::uint32_t i = 0; i < kDraws; ++i) {
      const HistoryErrors errors = draw_errors(s, s.model, {7, i, 0}, 3);
      drawn.push_back(measured(s.model, quantity, errors.level, errors.month[2]));
    }
    std::sort(drawn.begin(), drawn.end());
    for (const double p : {0.1, 0.25, 0.5, 0.75, 0.9}) {
      const double value = drawn[static_cast<std::size_t>(p * kDraws)];
      EXPECT_NEAR(measured_up_to(s.model, quantity, value), p, 0.015) << s.name;
    }
  }
}

TEST(Observation, LevelStaysAndMonthsDiffer) {
  const SeriesDeclaration& s = series("russian_casualties_thousand");
  const HistoryErrors a = draw_errors(s, s.model, {1, 5, 0}, 12);
  const HistoryErrors longer = draw_errors(s, s.model, {1, 5, 0}, 24);
  EXPECT_EQ(a.level, longer.level) << "a longer history begins as the shorter one";
  EXPECT_EQ(a.month[11], longer.month[11]);
  EXPECT_NE(a.month[0], a.month[1]);
  const HistoryErrors other = draw_errors(s, s.model, {1, 5, 1}, 12);
  EXPECT_NE(a.level, other.level);
  EXPECT_NE(a.month[0], other.month[0]);
  const HistoryErrors another_series =
      draw_errors(series("european_military_aid_eur_bn"), s.model, {1, 5, 0}, 12);
  EXPECT_NE(a.level, another_series.level);
}

TEST(Observation, ErrorsKeepWhatASeriesCanBe) {
  double squares = 0;
  const SeriesDeclaration& drones = series("drone_interception_share");
  const SeriesDeclaration& aid = series("us_military_aid_eur_bn");
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const HistoryErrors e = draw_errors(drones, drones.model, {3, i, 0}, 1);
    const double share = measured(drones.model, 0.9, e.level, e.month[0]);
    EXPECT_GT(share, 0);
    EXPECT_LT(share, 1);
    const HistoryErrors of_aid = draw_errors(aid, aid.model, {3, i, 0}, 1);
    const double log_error = std::log(measured(aid.model, 2, of_aid.level, of_aid.month[0]) / 2);
    squares += log_error * log_error;
    EXPECT_EQ(measured(aid.model, 0, of_aid.level, of_aid.month[0]), 0) << "none given, none seen";
  }
  // The standard error of a standard deviation from 2,000 normals is 1.6 % of it.
  EXPECT_NEAR(std::sqrt(squares / 2000), std::hypot(0.05, 0.10), 5 * 0.016 * 0.11)
      << "errors of the level and of a month, of 5 and 10 %";
}

/// A month in which trials have these values of a quantity, others nothing.
Tally tally_of(Quantity q, const std::vector<float>& values) {
  Tally tally = empty_tally(1, 0, true, false);
  TimelineBinning binning(1);
  for (std::size_t first = 0; first < values.size(); first += kGroupTrials) {
    std::vector<float> group(kQuantities * kGroupTrials);
    std::copy_n(values.data() + first, kGroupTrials,
                group.data() + static_cast<int>(q) * kGroupTrials);
    binning.add(group.data(), kGroupTrials);
    add_to_sums(group.data(), tally.timeline_sum);
    tally.trials += kGroupTrials;
  }
  tally.timeline_histogram = binning.counted();
  return tally;
}

TEST(MeasuredMonths, FollowFromTheCountsAsDrawsOfTheErrorDo) {
  for (const SeriesDeclaration& s : series_declarations()) {
    if (s.kind == SeriesKind::kState) continue;
    std::vector<float> values;
    std::vector<double> drawn;
    double sum = 0;
    for (std::uint32_t i = 0; i < 16'000; ++i) {
      const double spread = 0.9 + 0.2 * (i % 100) / 99;
      values.push_back(static_cast<float>(a_quantity_of(s) * spread));
      const HistoryErrors errors = draw_errors(s, s.model, {11, i, 0}, 1);
      drawn.push_back(measured(s.model, double{values.back()}, errors.level, errors.month[0]));
      sum += drawn.back();
    }
    std::sort(drawn.begin(), drawn.end());
    const Tally tally = tally_of(s.quantity, values);
    const MeasuredMonths months(s, tally);
    const double bin = (s.high - s.low) / kTimelineBins;
    EXPECT_NEAR(months.mean(0), sum / 16'000, 0.02 * sum / 16'000) << s.name;
    const std::vector<double> quantiles = months.quantiles(0, {0.25, 0.5, 0.75});
    for (const int i : {0, 1, 2}) {
      const double there = drawn[static_cast<std::size_t>(4000 * (i + 1))];
      EXPECT_NEAR(quantiles[static_cast<std::size_t>(i)], there, bin + 0.03 * there) << s.name;
    }
  }
}

TEST(MeasuredMonths, ErrorWidensWhatTheModelSpreads) {
  const SeriesDeclaration& s = series("russian_casualties_thousand");
  const Tally sure = tally_of(s.quantity, std::vector<float>(160, 36));
  const auto quantiles = MeasuredMonths(s, sure).quantiles(0, {0.05, 0.95});
  EXPECT_NEAR(quantiles[0], 36 * std::exp(-1.645 * std::hypot(0.15, 0.10)), 1.0);
  EXPECT_NEAR(quantiles[1], 36 * std::exp(1.645 * std::hypot(0.15, 0.10)), 1.0);
}

}  // namespace
}  // namespace armistice
