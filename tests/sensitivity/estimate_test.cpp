#include "experiments/sensitivity/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TEST(Resample, DrawsAsManyUnitsAsThereAreAllAlike) {
  std::vector<double> of_first, absent;
  for (int r = 0; r < 400; ++r) {
    const std::vector<int> counts = resample(50, {.replicates = 400, .seed = 3}, r);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0), 50);
    of_first.push_back(counts[0]);
    absent.push_back(counts[7] == 0);
  }
  EXPECT_TRUE(support::mean_is(of_first, 1));
  EXPECT_TRUE(support::mean_is(absent, std::pow(1 - 1.0 / 50, 50)));
  EXPECT_EQ(resample(50, {.seed = 3}, 7), resample(50, {.seed = 3}, 7));
  EXPECT_NE(resample(50, {.seed = 3}, 7), resample(50, {.seed = 4}, 7));
}

TEST(PercentileEstimate, IsBetweenTheQuantilesOfTheResamples) {
  const IndexEstimate e = percentile_estimate(40, Eigen::ArrayXd::LinSpaced(1001, 0, 100));
  EXPECT_EQ(e.value, 40);
  EXPECT_NEAR(e.low, 2.5, 1e-12);
  EXPECT_NEAR(e.high, 97.5, 1e-12);
  std::vector<double> four{4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(sample_quantile(four, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(sample_quantile(four, 1), 4);
}

TEST(PercentileEstimate, HasNoIntervalIfTooManyResamplesSayNothing) {
  Eigen::ArrayXd resamples = Eigen::ArrayXd::LinSpaced(100, 0, 1);
  resamples.head(5) = kNone;
  EXPECT_FALSE(std::isnan(percentile_estimate(0.5, resamples).low));
  resamples.head(6) = kNone;
  EXPECT_TRUE(std::isnan(percentile_estimate(0.5, resamples).low));
}

TEST(Convergence, IsOfAnIntervalThatIsWorthItsValue) {
  EXPECT_EQ(convergence({0.01, -0.03, 0.06}), Convergence::kConverged);  // told to be small
  EXPECT_EQ(convergence({0.10, 0.04, 0.16}), Convergence::kWide);
  EXPECT_EQ(convergence({0.50, 0.30, 0.70}), Convergence::kConverged);
  EXPECT_EQ(convergence({-0.50, -0.80, -0.20}), Convergence::kWide);
  EXPECT_EQ(convergence({10, 4, 16}, 200), Convergence::kConverged);
  EXPECT_EQ(convergence({10, 4, 16}, 100), Convergence::kWide);
  EXPECT_EQ(convergence({}), Convergence::kUndefined);
}

}  // namespace
}  // namespace armistice
