#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "tests/designs/scenes.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

constexpr std::int64_t kTrajectories = 600;

Design morris(int levels = 4) {
  Design design = design_of(DesignKind::kMorris, 5, kTrajectories);
  design.units = {{"a", {4}}, {"pair", {0, 2}}, {"b", {1}}, {"c", {3}}};
  design.levels = levels;
  return design;
}

TEST(Morris, EachStepMovesOneUnitByDeltaAndEachUnitMovesOnce) {
  for (const int levels : {4, 6, 10}) {
    const Design design = morris(levels);
    const DesignPoints points(design);
    const Table rows = unit_points(points);
    const double delta = levels / (2.0 * (levels - 1));
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(kTrajectories) * 5);
    for (std::size_t t = 0; t < kTrajectories; ++t) {
      std::set<std::size_t> moved;
      EXPECT_FALSE(points.step(static_cast<std::int64_t>(5 * t)));
      for (std::size_t row = 5 * t + 1; row < 5 * t + 5; ++row) {
        const std::optional<MorrisStep> step = points.step(static_cast<std::int64_t>(row));
        ASSERT_TRUE(step);
        EXPECT_EQ(std::abs(step->by), delta);
        moved.insert(step->unit);
        for (std::size_t unit = 0; unit < 4; ++unit) {
          for (const std::size_t factor : design.units[unit].factors) {
            // The grid of 0 to 1 covers everything except half a level at both ends.
            const double way = (rows[row][factor] - rows[row - 1][factor]) * levels / (levels - 1);
            EXPECT_NEAR(way, unit == step->unit ? step->by : 0, 1e-12);
          }
        }
      }
      EXPECT_EQ(moved.size(), 4u);
    }
  }
}

TEST(Morris, PointsStandOnTheGridAndTakeItsLevelsEquallyOften) {
  std::map<double, int> counts;
  const Table rows = unit_points(morris(6));
  for (std::size_t t = 0; t < kTrajectories; ++t) {
    for (const double u : rows[5 * t]) ++counts[u];
  }
  ASSERT_EQ(counts.size(), 6u);
  int level = 0;
  for (const auto& [u, count] : counts) {
    EXPECT_DOUBLE_EQ(u, (level++ + 0.5) / 6);
    EXPECT_TRUE(support::share_is(count, 5.0 * kTrajectories, 1.0 / 6)) << u;
  }
}

TEST(Morris, UnitsStepUpAndDownAndInAnyOrder) {
  const DesignPoints points(morris());
  std::map<std::size_t, int> upwards;
  std::map<std::pair<std::size_t, std::int64_t>, int> places;
  for (std::int64_t id = 0; id < points.size(); ++id) {
    const std::optional<MorrisStep> step = points.step(id);
    if (!step) continue;
    upwards[step->unit] += step->by > 0 ? 1 : 0;
    ++places[{step->unit, id % 5}];
  }
  for (std::size_t unit = 0; unit < 4; ++unit) {
    EXPECT_TRUE(support::share_is(upwards[unit], kTrajectories, 0.5));
    for (std::int64_t k = 1; k <= 4; ++k) {
      EXPECT_TRUE(support::share_is(places[{unit, k}], kTrajectories, 0.25));
    }
  }
}

TEST(Morris, MembersOfAUnitStartFromLevelsOfTheirOwn) {
  const Table rows = unit_points(morris());
  int same = 0;
  for (std::size_t t = 0; t < kTrajectories; ++t) same += rows[5 * t][0] == rows[5 * t][2] ? 1 : 0;
  EXPECT_TRUE(support::share_is(same, kTrajectories, 0.5)) << "of two levels in one half";
}

TEST(Morris, EffectsOfALinearFunctionAreItsRangeOverTheGrid) {
  const DesignPoints points(morris());
  const Table rows = unit_points(points);
  std::int64_t steps = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto step = points.step(static_cast<std::int64_t>(row));
    if (!step || step->unit != 2) continue;
    const double effect = (8 * rows[row][1] - 8 * rows[row - 1][1]) / step->by;
    EXPECT_NEAR(effect, 8 * 0.75, 1e-12) << "from the quantile of 1/8 to that of 7/8";
    ++steps;
  }
  EXPECT_EQ(steps, kTrajectories);
}

TEST(Morris, FurtherTrajectoriesChangeNoneBefore) {
  Design more = morris();
  more.samples = 2 * kTrajectories;
  const Table few = unit_points(morris()), many = unit_points(more);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
}

/// Factors with values: an event, three and six values, words without an order.
Design discrete() {
  Design design{.kind = DesignKind::kMorris, .samples = kTrajectories};
  const auto of_values = [](const char* name, std::vector<double> values) {
    Factor factor{.name = name};
    factor.distribution.kind = DistributionKind::kDiscrete;
    factor.distribution.weights.assign(values.size(), 1);
    factor.distribution.values = std::move(values);
    return factor;
  };
  Factor event{.name = "event"};
  event.distribution = {
      .kind = DistributionKind::kBernoulli, .a = 0.1, .values = {}, .weights = {}};
  Factor rule = of_words("rule", {"a", "b", "c", "d"});
  rule.unordered = true;
  design.factors = {event, of_values("three", {0, 1, 5}),
                    of_values("six", {0, 0.2, 0.4, 0.6, 0.8, 1}), rule, uniform_factor("x")};
  return design;
}

TEST(Morris, EveryValueOfADiscreteFactorIsRunEquallyOftenWhateverItsWeight) {
  const Table rows = points_in(discrete());
  for (const auto& [factor, values] :
       std::map<std::size_t, double>{{0, 2}, {1, 3}, {2, 6}, {3, 4}}) {
    for (const std::size_t row : {std::size_t{0}, std::size_t{5}}) {  // of a trajectory
      std::map<double, int> counts;
      for (std::size_t t = 0; t < kTrajectories; ++t) ++counts[rows[6 * t + row][factor]];
      ASSERT_EQ(counts.size(), static_cast<std::size_t>(values)) << factor;
      for (const auto& [value, count] : counts) {
        EXPECT_TRUE(support::share_is(count, kTrajectories, 1 / values)) << factor << " " << value;
      }
    }
  }
}

TEST(Morris, EveryStepOfADiscreteFactorIsToAnotherValueAndSaysHowFar) {
  const DesignPoints points(discrete());
  const Table rows = points_in(discrete());
  std::map<std::size_t, std::set<double>> ways;
  std::set<std::pair<double, double>> rules;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto step = points.step(static_cast<std::int64_t>(row));
    if (!step) continue;
    const double from = rows[row - 1][step->unit], to = rows[row][step->unit];
    EXPECT_NE(from, to) << "a null move";
    ways[step->unit].insert(step->by);
    if (step->unit == 3) {
      rules.insert({from, to});
    } else {
      EXPECT_EQ(step->by > 0, to > from);
    }
  }
  EXPECT_EQ(ways[0], (std::set<double>{-1, 1}));
  EXPECT_EQ(ways[1], (std::set<double>{-1, -.5, .5, 1}));
  EXPECT_EQ(ways[2], (std::set<double>{-.6, .6}));
  EXPECT_EQ(ways[3], (std::set<double>{1})) << "words have no direction";
  EXPECT_EQ(rules.size(), 12u) << "each of four words may follow each other";
}

TEST(Morris, AGroupWithValuesMovesAllOfThemAndItsStepIsTheMeanOfTheirs) {
  Design design = discrete();
  design.units = {{"both", {0, 4}}, {"three", {1}}, {"six", {2}}, {"rule", {3}}};
  const DesignPoints points(design);
  const Table rows = points_in(design);
  std::int64_t steps = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto step = points.step(static_cast<std::int64_t>(row));
    if (!step || step->unit != 0) continue;
    ++steps;
    EXPECT_NE(rows[row][0], rows[row - 1][0]);
    EXPECT_NE(rows[row][4], rows[row - 1][4]);
    EXPECT_DOUBLE_EQ(std::abs(step->by), (1 + 2.0 / 3) / 2);
  }
  EXPECT_EQ(steps, kTrajectories);
}

TEST(Morris, WhatCannotMoveOrBeCorrelatedIsRefused) {
  Design design = discrete();
  design.factors[1].distribution.weights = {0, 0, 1};
  EXPECT_THAT(refusal_of([&] { checked(design); }), testing::HasSubstr("three has one value only"));
  design = discrete();
  design.units = {{"g", {0, 4}, 0.5}, {"three", {1}}, {"six", {2}}, {"rule", {3}}};
  EXPECT_THAT(refusal_of([&] { checked(design); }), testing::HasSubstr("event jumps"));
}

}  // namespace
}  // namespace armistice
