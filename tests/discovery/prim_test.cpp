#include "experiments/discovery/prim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/error.hpp"
#include "tests/discovery/planted.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;

/// x0 above 0.6 and x1 below 0.5: a fifth of the points.
bool in_the_corner(const Eigen::ArrayXd& x) { return x[0] > 0.6 && x[1] < 0.5; }

/// A peel moves a twentieth of the box: with what is left of a factor as unit, so wide a strip.
constexpr double kResolution = 0.05;

TEST(Prim, RecoversAPlantedBox) {
  const Cases cases =
      planted(2000, 6, 1, 0, [](const auto& x) { return one_if(in_the_corner(x)); });
  const SortedCases sorted(cases);
  const std::vector<FoundBox> boxes = find_boxes(sorted);
  ASSERT_FALSE(boxes.empty());
  const FoundBox& found = boxes[0];
  EXPECT_NEAR(found.box.limits[0].low, 0.6, kResolution * 0.4);
  EXPECT_NEAR(found.box.limits[1].high, 0.5, kResolution * 0.5);
  EXPECT_EQ(found.box.restricted(), 2u);
  EXPECT_GT(found.among_all.coverage, 0.95);
  EXPECT_GT(found.among_all.density, 0.95);
}

TEST(Prim, RecoversAPlantedBoxUnderTheNoiseOfReplicates) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Cases cases =
        planted(2000, 6, seed, 10, [](const auto& x) { return in_the_corner(x) ? 0.7 : 0.2; });
    const SortedCases sorted(cases);
    const std::vector<FoundBox> boxes = find_boxes(sorted);
    ASSERT_FALSE(boxes.empty());
    const FoundBox& found = boxes[0];
    // Twice the resolution without noise: the slab at the edge may go or stay by chance.
    EXPECT_NEAR(found.box.limits[0].low, 0.6, 2 * kResolution * 0.4) << seed;
    EXPECT_NEAR(found.box.limits[1].high, 0.5, 2 * kResolution * 0.5) << seed;
    EXPECT_GT(found.among_all.density, 0.65) << seed;
    // All of the planted box would be 0.2 * 0.7 / (0.2 * 0.7 + 0.8 * 0.2).
    EXPECT_GT(found.among_all.coverage, 0.9 * 0.14 / 0.3) << seed;
  }
}

TEST(Prim, CoversTwoPlantedBoxesOneAfterTheOther) {
  const Cases cases = planted(4000, 5, 3, 0, [](const auto& x) {
    return one_if((x[0] < 0.3 && x[1] < 0.3) || (x[2] > 0.7 && x[3] > 0.5));
  });
  PrimOptions options;
  options.boxes = 2;
  const SortedCases sorted(cases);
  const std::vector<FoundBox> boxes = find_boxes(sorted, options);
  ASSERT_EQ(boxes.size(), 2u);
  const bool large_first = boxes[0].box.limits[2].restricts();
  const FoundBox &large = boxes[large_first ? 0 : 1], &small = boxes[large_first ? 1 : 0];
  EXPECT_NEAR(large.box.limits[2].low, 0.7, 0.02);
  EXPECT_NEAR(large.box.limits[3].low, 0.5, 0.03);
  EXPECT_NEAR(small.box.limits[0].high, 0.3, 0.02);
  EXPECT_NEAR(small.box.limits[1].high, 0.3, 0.02);
  EXPECT_GT(boxes[1].all_so_far.coverage, 0.9);
  EXPECT_GT(boxes[1].all_so_far.density, 0.9);
  EXPECT_DOUBLE_EQ(boxes[0].all_so_far.coverage, boxes[0].among_all.coverage);
}

/// With share x on the unit interval the box is [1 - s, 1] at support s: density 1 - s/2, coverage
/// s (2 - s), and the excess s (1 - s) is largest at s = 1/2.
TEST(Prim, FollowsTheClosedFormOfALinearShare) {
  const int n = 4000;
  Cases cases{Eigen::ArrayXXd(n, 1), {true}, Eigen::ArrayXd(n), 1};
  for (int i = 0; i < n; ++i) cases.factors(i, 0) = cases.share[i] = (i + 0.5) / n;
  const SortedCases sorted(cases);
  const Trajectory trajectory = peel(sorted, all_points(cases));
  ASSERT_GT(trajectory.size(), 50u);
  for (std::size_t t = 0; t < trajectory.size(); ++t) {
    const BoxStatistics& box = trajectory[t].statistics;
    EXPECT_NEAR(box.support, std::pow(0.95, t), 0.005);
    EXPECT_NEAR(box.density, 1 - box.support / 2, 1e-9);
    EXPECT_NEAR(box.coverage, box.support * (2 - box.support), 1e-9);
    if (t > 0) EXPECT_NEAR(trajectory[t].box.limits[0].low, 1 - box.support, 1e-9);
  }
  EXPECT_NEAR(trajectory[proposed_step(trajectory, StepRule::kExcess)].statistics.support, 0.5,
              0.025);
  EXPECT_LT(trajectory.back().statistics.support, 0.053);
}

TEST(Prim, TrajectoryLosesSupportAndGainsDensity) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    Cases cases = planted(400, 4, seed, 5, [](const auto& x) { return 0.2 + 0.6 * x[0] * x[1]; });
    make_levels(cases, 2, 3);
    const SortedCases sorted(cases);
    const Trajectory trajectory = peel(sorted, all_points(cases));
    ASSERT_GT(trajectory.size(), 2u);
    EXPECT_EQ(trajectory[0].statistics.coverage, 1);
    EXPECT_EQ(trajectory[0].statistics.support, 1);
    for (std::size_t t = 1; t < trajectory.size(); ++t) {
      const BoxStatistics &now = trajectory[t].statistics, &before = trajectory[t - 1].statistics;
      EXPECT_LT(now.support, before.support);
      EXPECT_LE(now.coverage, before.coverage);
      EXPECT_GT(now.density, before.density);
      // What a step says of itself is what its limits give.
      const BoxStatistics again = statistics_of(sorted, trajectory[t].box, all_points(cases));
      EXPECT_EQ(again.points, now.points);
      EXPECT_EQ(again.density, now.density);
    }
    EXPECT_GE(trajectory.back().statistics.points, 20u);
  }
}

TEST(Prim, PastingNeverLowersTheMeanAndTakesNothingAway) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Cases cases = planted(300, 4, seed, 4, [](const auto& x) { return x[0] * x[1]; });
    make_levels(cases, 3, 3);
    const SortedCases sorted(cases);
    const PointSet all = all_points(cases);
    for (const PeelStep& step : peel(sorted, all)) {
      const Box wider = paste(sorted, step.box, all);
      const BoxStatistics after = statistics_of(sorted, wider, all);
      EXPECT_GE(after.density, step.statistics.density * (1 - 1e-9));
      EXPECT_GE(after.coverage, step.statistics.coverage);
      const PointSet before = points_in(sorted, step.box, all), now = points_in(sorted, wider, all);
      for (std::size_t i = 0; i < all.size(); ++i) EXPECT_LE(before[i], now[i]);
    }
  }
}

TEST(Prim, PastingPutsBackWhatWasPeeledTooMuch) {
  Cases cases = planted(3000, 3, 5, 0, [](const auto& x) {
    return one_if(x[0] > 0.4 && x[1] < 0.7 && std::floor(x[2] * 4) != 2);
  });
  make_levels(cases, 2, 4);
  const SortedCases sorted(cases);
  Box tight = whole_box(3);
  tight.limits[0].low = 0.6;
  tight.limits[1] = {0.3, 0.5, {}};
  tight.limits[2].left_out = {1, 2};
  const Box wide = paste(sorted, tight, all_points(cases));
  EXPECT_NEAR(wide.limits[0].low, 0.4, 0.03);
  EXPECT_TRUE(std::isinf(wide.limits[1].low));
  EXPECT_NEAR(wide.limits[1].high, 0.7, 0.03);
  EXPECT_THAT(wide.limits[2].left_out, ElementsAre(2));
  EXPECT_EQ(statistics_of(sorted, wide, all_points(cases)).density, 1);
}

TEST(Prim, FindsLevelsOfAFactorWithoutOrder) {
  Cases cases = planted(2000, 4, 2, 10, [](const auto& x) {
    return std::floor(x[2] * 5) == 0 || std::floor(x[2] * 5) == 3 ? 0.8 : 0.1;
  });
  make_levels(cases, 2, 5);
  const SortedCases sorted(cases);
  const std::vector<FoundBox> boxes = find_boxes(sorted);
  ASSERT_FALSE(boxes.empty());
  EXPECT_THAT(boxes[0].box.limits[2].left_out, ElementsAre(1, 2, 4));
  EXPECT_EQ(boxes[0].box.restricted(), 1u);
}

TEST(Prim, PeelsTiedValuesTogether) {
  Cases cases = planted(1000, 2, 4, 0, [](const auto& x) { return one_if(x[0] >= 0.5); });
  cases.factors.col(0) = (cases.factors.col(0) * 4).floor();  // 0, 1, 2, 3, in order
  const SortedCases sorted(cases);
  const std::vector<FoundBox> boxes = find_boxes(sorted);
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_EQ(boxes[0].box.limits[0].low, 1.5);
  EXPECT_EQ(boxes[0].among_all.coverage, 1);
  EXPECT_EQ(boxes[0].among_all.density, 1);
  EXPECT_EQ(boxes[0].trajectory.size(), 3u);  // nothing more to gain after two levels
}

TEST(Prim, PeelTakesNoMoreThanAlphaOfTiesUnlessOneValueHoldsMore) {
  // 100 points: 3 at each of the values 0 to 9, 70 at 10. The share rises from value to value.
  Cases cases{Eigen::ArrayXXd(100, 1), {true}, Eigen::ArrayXd(100), 1};
  for (int i = 0; i < 100; ++i) {
    cases.factors(i, 0) = std::min(i / 3, 10);
    cases.share[i] = cases.factors(i, 0) / 20;
  }
  const SortedCases sorted(cases);
  const Trajectory trajectory = peel(sorted, all_points(cases));
  EXPECT_EQ(trajectory[1].statistics.points, 97u);
  EXPECT_EQ(trajectory[1].box.limits[0].low, 0.5);
  cases.share = 0.5 - cases.share;  // now the 70 are the worst, more than alpha, and go as one
  const Trajectory other = peel(SortedCases(cases), all_points(cases));
  EXPECT_EQ(other[1].statistics.points, 30u);
  EXPECT_EQ(other[1].box.limits[0].high, 9.5);
}

/// A switch takes half of the points at once. Under the plain criterion one that matters a little
/// goes before limits that matter much.
TEST(Prim, PerMassRemovedASwitchHasNoAdvantage) {
  Cases cases = planted(2000, 4, 6, 0, [](const auto& x) {
    return (x[0] > 0.4 && x[1] < 0.6 ? 0.8 : 0.1) + (x[3] >= 0.5 ? 0.1 : 0);
  });
  make_levels(cases, 3, 2);
  const SortedCases sorted(cases);
  PrimOptions plain;
  plain.criterion = PeelCriterion::kHighestMean;
  const Trajectory by_mass = peel(sorted, all_points(cases));
  const Trajectory by_mean = peel(sorted, all_points(cases), plain);
  EXPECT_FALSE(by_mass[1].box.limits[3].restricts());
  EXPECT_TRUE(by_mean[1].box.limits[3].restricts());
  EXPECT_GT(by_mass[proposed_step(by_mass, StepRule::kExcess)].statistics.excess(),
            by_mean[proposed_step(by_mean, StepRule::kExcess)].statistics.excess());
}

TEST(Prim, RulesOfTheProposedStepDifferWhereMostAreOfInterest) {
  const Cases cases = planted(2000, 2, 7, 0, [](const auto& x) { return x[0] > 0.7 ? 1.0 : 0.5; });
  const SortedCases sorted(cases);
  const Trajectory trajectory = peel(sorted, all_points(cases));
  EXPECT_EQ(proposed_step(trajectory, StepRule::kF1), 0u);  // the whole: 2 * 0.65 / 1.65
  EXPECT_NEAR(trajectory[proposed_step(trajectory, StepRule::kExcess)].statistics.support, 0.3,
              0.03);
}

TEST(Prim, TakesAStepThatIsPickedInPlaceOfTheProposed) {
  const Cases cases = planted(1000, 3, 13, 5, [](const auto& x) { return x[0] * x[1]; });
  const SortedCases sorted(cases);
  const FoundBox proposed = find_boxes(sorted).at(0), picked = find_boxes(sorted, {}, {30}).at(0);
  ASSERT_LT(proposed.step, 30u);
  EXPECT_EQ(picked.step, 30u);
  EXPECT_EQ(picked.box, paste(sorted, proposed.trajectory[30].box, all_points(cases)));
  EXPECT_GT(picked.among_all.density, proposed.among_all.density);
  EXPECT_LT(picked.among_all.coverage, proposed.among_all.coverage);
  EXPECT_THROW(find_boxes(sorted, {}, {1000}), Error);
  EXPECT_THROW(find_boxes(sorted, {.boxes = 1}, {std::nullopt, 3}), Error) << "there is one box";
}

TEST(Prim, FindsNothingWhereNothingDiffers) {
  Cases cases = planted(200, 3, 8, 0, [](const auto&) { return 1.0 / 3; });
  EXPECT_TRUE(find_boxes(SortedCases(cases)).empty());
  cases.share.setZero();
  EXPECT_TRUE(find_boxes(SortedCases(cases)).empty());
  cases.share.setOnes();
  EXPECT_TRUE(find_boxes(SortedCases(cases)).empty());
}

TEST(Prim, OrderOfPointsAndFactorsChangesNothing) {
  Cases cases =
      planted(600, 4, 9, 20, [](const auto& x) { return 0.1 + 0.5 * x[0] * x[1] + 0.3 * x[2]; });
  make_levels(cases, 2, 3);
  const Cases other = with_points(cases, shuffled(600, 1, "test", 0)), turned = reversed(cases);
  const SortedCases sorted(cases), sorted_other(other), sorted_turned(turned);
  const std::vector<FoundBox> a = find_boxes(sorted), b = find_boxes(sorted_other),
                              c = find_boxes(sorted_turned);
  ASSERT_FALSE(a.empty());
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(a.size(), c.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].box, b[i].box);
    EXPECT_EQ(a[i].step, b[i].step);
    EXPECT_EQ(a[i].among_all.density, b[i].among_all.density);
    const std::vector<Limits>& limits = c[i].box.limits;
    EXPECT_EQ(a[i].box.limits, std::vector<Limits>(limits.rbegin(), limits.rend()));
    EXPECT_EQ(a[i].among_all.coverage, c[i].among_all.coverage);
  }
}

TEST(Prim, OfEquallyGoodPeelsTakesTheFactorDeclaredFirst) {
  Cases cases = planted(200, 2, 10, 0, [](const auto& x) { return one_if(x[0] > 0.5); });
  cases.factors.col(1) = cases.factors.col(0);
  const SortedCases sorted(cases);
  const Trajectory trajectory = peel(sorted, all_points(cases));
  EXPECT_GT(trajectory.size(), 2u);
  for (const PeelStep& step : trajectory) EXPECT_FALSE(step.box.limits[1].restricts());
}

TEST(Prim, RefusesWhatMakesNoSense) {
  Cases cases = planted(50, 2, 11, 0, [](const auto& x) { return x[0]; });
  const SortedCases sorted(cases);
  PrimOptions options;
  options.alpha = 0.5;
  EXPECT_THROW(peel(sorted, all_points(cases), options), Error);
  EXPECT_THROW(peel(sorted, PointSet(50, 0)), Error);
  Cases wrong = cases;
  wrong.share[3] = 1.5;
  EXPECT_THROW(SortedCases{wrong}, Error);
  wrong = cases;
  wrong.ordered.pop_back();
  EXPECT_THROW(SortedCases{wrong}, Error);
  wrong = cases;
  wrong.factors(2, 1) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(SortedCases{wrong}, Error);
}

TEST(Cases, LeaveOutPointsThatFailedAndCountThem) {
  Cases cases = planted(6, 2, 12, 0, [](const auto& x) { return x[0]; });
  cases.share[1] = cases.share[4] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(SortedCases{cases}, Error);
  const UsableCases usable = without_failures(cases);
  EXPECT_EQ(usable.left_out, 2u);
  ASSERT_EQ(usable.cases.points(), 4u);
  EXPECT_EQ(usable.cases.value(1, 0), cases.value(2, 0));
  EXPECT_EQ(usable.cases.share[3], cases.share[5]);
  EXPECT_NO_THROW(SortedCases{usable.cases});
}

}  // namespace
}  // namespace armistice
