// Scores against closed forms.
#include "experiments/backtest/scores.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numbers>
#include <vector>

namespace armistice {
namespace {

/// Members of a normal distribution at equal steps of probability.
std::vector<double> normal_members(double mean, double sd) {
  constexpr int kMembers = 4001;
  std::vector<double> members;
  for (int i = 0; i < kMembers; ++i) {
    members.push_back(mean +
                      sd * boost::math::quantile(boost::math::normal(), (i + 0.5) / kMembers));
  }
  return members;
}

/// Gneiting and Raftery (2007), equation 5.
double crps_of_normal(double mean, double sd, double x) {
  const boost::math::normal unit;
  const double z = (x - mean) / sd;
  return sd * (z * (2 * boost::math::cdf(unit, z) - 1) + 2 * boost::math::pdf(unit, z) -
               1 / std::sqrt(std::numbers::pi));
}

TEST(Score, RankedProbabilityIsThatOfTheNormalDistribution) {
  for (const double x : {-2.0, 0.3, 1.0, 5.0}) {
    EXPECT_NEAR(score_of(normal_members(1, 2), x).crps, crps_of_normal(1, 2, x), 2e-3) << x;
  }
}

TEST(Score, IsLeastWhereTheEnsembleIsThatOfTheWorld) {
  // Mean over observations that are drawn as the members of the true ensemble are.
  const auto mean_score = [](double mean, double sd) {
    double sum = 0;
    const std::vector<double> world = normal_members(0, 1), forecast = normal_members(mean, sd);
    for (std::size_t i = 0; i < world.size(); i += 100) sum += score_of(forecast, world[i]).crps;
    return sum;
  };
  const double right = mean_score(0, 1);
  EXPECT_LT(right, mean_score(0.3, 1));
  EXPECT_LT(right, mean_score(0, 0.7));
  EXPECT_LT(right, mean_score(0, 1.4));
}

TEST(Score, OfFewMembersIsThatOfTheDistributionThatTheyAre) {
  // By hand: mean distance to what came, less half the mean distance of two draws with replacement.
  EXPECT_DOUBLE_EQ(score_of({1, 3}, 2).crps, 1 - 0.5 * 1);
  EXPECT_DOUBLE_EQ(score_of({3, 1}, 4).crps, 2 - 0.5 * 1);
  EXPECT_DOUBLE_EQ(score_of({0, 6, 3}, 3).crps, 2 - 0.5 * (2 * (3 + 3 + 6) / 9.0));
  EXPECT_DOUBLE_EQ(score_of({0, 0, 0, 4}, 0).crps, 1 - 0.5 * (2 * 12 / 16.0));
  EXPECT_DOUBLE_EQ(score_of({7}, 5).crps, 2);
}

TEST(Score, OfEqualMembersIsTheDistance) {
  const Score s = score_of({3, 3, 3}, 5);
  EXPECT_EQ(s.crps, 2);
  EXPECT_EQ(s.error, -2);
  EXPECT_EQ(s.pit, 1);
  EXPECT_FALSE(s.inside_90);
  // Half of it for the median; either interval has no width and misses by 2, weighed with alpha
  // / 2.
  EXPECT_DOUBLE_EQ(s.interval_score, (2.0 / 2 + 2 + 2) / 2.5);
}

TEST(Score, CountsHalfOfWhatEqualsTheObservation) {
  EXPECT_EQ(score_of({1, 2, 2, 3}, 2).pit, 0.5);
  EXPECT_EQ(score_of({1, 2, 3, 4}, 2.5).pit, 0.5);
}

TEST(Coverage, IntervalHoldsTheShareAndIsWiderInLongerBlocks) {
  std::vector<double> inside;
  for (int i = 0; i < 60; ++i) inside.push_back(i / 10 % 2 == 0);
  const MeanRange alone = block_bootstrap(inside, {60}, 1);
  const MeanRange blocks = block_bootstrap(inside, {60}, 10);
  EXPECT_LT(alone.low, 0.5);
  EXPECT_GT(alone.high, 0.5);
  EXPECT_LT(blocks.low, alone.low);
  EXPECT_GT(blocks.high, alone.high);
}

TEST(Coverage, HasNoIntervalWhereFewerThanFiveBlocksFit) {
  const std::vector<double> inside(24, 1.0);
  EXPECT_EQ(block_bootstrap(inside, {24}, 4).low, 1);  // six blocks
  EXPECT_TRUE(std::isnan(block_bootstrap(inside, {24}, 6).low));
  EXPECT_TRUE(std::isnan(block_bootstrap(inside, {24}, 24).high));
  EXPECT_TRUE(std::isnan(block_bootstrap(inside, {7, 7, 3, 7}, 4).low)) << "a gap cuts blocks";
}

TEST(Coverage, NoBlockReachesAcrossAGap) {
  // Runs of three that cancel out: a block of a whole run has the mean 0, one across a gap has not.
  const std::vector<double> values = {1, 0, -1, 1, 0, -1, 1, 0, -1, 1, 0, -1, 1, 0, -1};
  const MeanRange cut = block_bootstrap(values, {3, 3, 3, 3, 3}, 3);
  EXPECT_EQ(cut.low, 0);
  EXPECT_EQ(cut.high, 0);
  const std::vector<double> shifted = {1, 1, 0, -1, 0, 0, 1, -1, -1, 1, 1, 0, -1, -1, 0};
  EXPECT_GT(block_bootstrap(shifted, {15}, 3).high, 0);
}

}  // namespace
}  // namespace armistice
