#include "experiments/discovery/quasi_p.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "experiments/discovery/prim.hpp"
#include "experiments/discovery/reproducibility.hpp"
#include "tests/discovery/planted.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

TEST(QuasiP, IsTheBinomialTestForPointsOfInterestOrNot) {
  // 20 points, 12 of interest; the upper 10 hold 9. P(X >= 9 | 10, 0.6) = 10 0.6^9 0.4 + 0.6^10.
  Cases cases{Eigen::ArrayXXd(20, 2), {true, true}, Eigen::ArrayXd::Zero(20), 1};
  for (int i = 0; i < 20; ++i) {
    cases.factors(i, 0) = i;
    cases.factors(i, 1) = 0;
  }
  cases.share.head(3).setOnes();
  cases.share.tail(9).setOnes();
  const SortedCases sorted(cases);
  Box box = whole_box(2);
  box.limits[0].low = 9.5;
  const std::vector<double> p = quasi_p_values(sorted, box, all_points(cases));
  EXPECT_NEAR(p[0], 0.0463574016, 1e-10);
  EXPECT_TRUE(std::isnan(p[1]));
}

TEST(QuasiP, TestsEachRestrictionWithTheOthersInPlace) {
  const Cases cases =
      planted(2000, 5, 1, 1, [](const auto& x) { return x[0] > 0.6 && x[1] < 0.5 ? 0.9 : 0.2; });
  const SortedCases sorted(cases);
  Box box = whole_box(5);
  box.limits[0].low = 0.6;
  box.limits[1].high = 0.5;
  box.limits[2].low = 0.3;   // irrelevant
  box.limits[3].high = 0.8;  // irrelevant
  const std::vector<double> p = quasi_p_values(sorted, box, all_points(cases));
  EXPECT_LT(p[0], 1e-10);
  EXPECT_LT(p[1], 1e-10);
  EXPECT_GT(p[2], 0.05);
  EXPECT_GT(p[3], 0.05);
}

TEST(QuasiP, RelevantFactorsOfAFoundBoxAreBeyondChance) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Cases cases = planted(1000, 8, seed, 10,
                                [](const auto& x) { return x[0] > 0.6 && x[1] < 0.5 ? 0.7 : 0.2; });
    const SortedCases sorted(cases);
    // A small box too: it has irrelevant restrictions beside the relevant ones.
    const Trajectory trajectory = peel(sorted, all_points(cases));
    const Box& box = trajectory.back().box;
    const std::vector<double> p = quasi_p_values(sorted, box, all_points(cases));
    EXPECT_LT(p[0], 1e-3) << seed;
    EXPECT_LT(p[1], 1e-3) << seed;
    for (std::size_t f = 2; f < 8; ++f) EXPECT_FALSE(p[f] < 1e-3) << seed << " " << f;
  }
}

/// Points differ in more than chance, so replicates of a point are not independent of one another.
/// A restriction that was not chosen after the look at the data must be significant by its level.
TEST(QuasiP, PointsAreTheUnitsAndNotTheirReplicates) {
  const int samples = 400, replicates = 20;
  double by_points = 0, by_trials = 0;
  for (int seed = 0; seed < samples; ++seed) {
    const Cases cases = planted(400, 2, static_cast<std::uint32_t>(seed), replicates,
                                [](const auto& x) { return 0.1 + 0.6 * x[1]; });
    const SortedCases sorted(cases);
    Box box = whole_box(2);
    box.limits[0].low = 0.9;  // irrelevant
    const PointSet all = all_points(cases);
    if (quasi_p_values(sorted, box, all)[0] < 0.05) ++by_points;
    const BoxStatistics in = statistics_of(sorted, box, all);
    if (binomial_tail(replicates * in.interest, replicates * static_cast<double>(in.points),
                      cases.share.mean()) < 0.05) {
      ++by_trials;
    }
  }
  // A tenth of the points is in the box, so the mean that it is held against has them too, and the
  // level is below 5 %: P(Z > 1.645 / sqrt(0.9)) = 4.2 %.
  EXPECT_TRUE(support::share_is(by_points, samples, 0.042));
  EXPECT_GT(by_trials / samples, 0.15);
}

TEST(QuasiP, RestrictionsFoundInPureNoiseAreSeldomSignificant) {
  int restrictions = 0, significant = 0, beyond_doubt = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const Cases cases = planted(200, 10, seed, 5, [](const auto&) { return 0.3; });
    const SortedCases sorted(cases);
    const std::vector<FoundBox> boxes = find_boxes(sorted);
    if (boxes.empty()) continue;
    for (const double p : boxes[0].quasi_p) {
      if (std::isnan(p)) continue;
      ++restrictions;
      if (p < 0.05) ++significant;
      if (p < 0.001) ++beyond_doubt;
    }
  }
  ASSERT_GT(restrictions, 300);
  // The box was fitted to the noise: about the nominal level, though each restriction is the best
  // of many. Measured 2 to 5 % and 0 to 0.1 % over sizes and replicates.
  EXPECT_LT(significant, 0.08 * restrictions);
  EXPECT_LT(beyond_doubt, 0.01 * restrictions);
}

TEST(QuasiP, WithoutDifferencesNothingIsSignificant) {
  const Cases cases = planted(50, 1, 1, 0, [](const auto&) { return 0.25; });
  const SortedCases sorted(cases);
  Box box = whole_box(1);
  box.limits[0].low = 0.5;
  EXPECT_EQ(quasi_p_values(sorted, box, all_points(cases))[0], 1);
}

TEST(Reproducibility, RelevantFactorsAreRestrictedInHalfSamplesToo) {
  const Cases cases =
      planted(1000, 8, 2, 10, [](const auto& x) { return x[0] > 0.6 && x[1] < 0.5 ? 0.7 : 0.2; });
  const SortedCases sorted(cases);
  const PointSet all = all_points(cases);
  const FoundBox found = find_boxes(sorted).at(0);
  const Reproducibility again = reproducibility(sorted, all, found.among_the_left, {}, 1, 20);
  for (const auto& shares : {again.by_coverage, again.by_density}) {
    EXPECT_EQ(shares[0], 1);
    EXPECT_EQ(shares[1], 1);
    for (std::size_t f = 2; f < 8; ++f) EXPECT_LT(shares[f], 0.5) << f;
  }
  EXPECT_NEAR(again.density_held_out, again.density_found, 0.03);
  EXPECT_NEAR(again.coverage_held_out, found.among_the_left.coverage, 0.05);
}

TEST(Reproducibility, WhatWasFittedToChanceFallsOffInTheOtherHalf) {
  const Cases cases = planted(400, 10, 3, 1, [](const auto&) { return 0.3; });
  const SortedCases sorted(cases);
  const PointSet all = all_points(cases);
  const BoxStatistics small = peel(sorted, all).back().statistics;
  const Reproducibility again = reproducibility(sorted, all, small, {}, 1, 50);
  EXPECT_GT(again.density_found, 0.4);
  EXPECT_NEAR(again.density_held_out, cases.share.mean(), 0.05);
}

TEST(Reproducibility, SameSeedSameHalves) {
  const Cases cases = planted(300, 4, 4, 5, [](const auto& x) { return x[0] * x[1]; });
  const SortedCases sorted(cases);
  const PointSet all = all_points(cases);
  const BoxStatistics box = peel(sorted, all).back().statistics;
  const Reproducibility a = reproducibility(sorted, all, box, {}, 1),
                        b = reproducibility(sorted, all, box, {}, 1),
                        c = reproducibility(sorted, all, box, {}, 2);
  EXPECT_EQ(a.density_held_out, b.density_held_out);
  EXPECT_EQ(a.by_density, b.by_density);
  EXPECT_NE(a.density_held_out, c.density_held_out);
}

}  // namespace
}  // namespace armistice
