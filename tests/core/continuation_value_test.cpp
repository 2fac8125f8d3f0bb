// The value of fighting on, in closed form and by playing the clocks.
#include "core/continuation_value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

const WarClocks kExample{.win_rate = .004,
                         .lose_rate = .001,
                         .planning_rate = .03,
                         .value_of_victory = 1.06,
                         .value_of_defeat = -.2,
                         .value_of_freeze = .5,
                         .cost = .006};

TEST(ValueOfFightingOn, IsTheWorkedExample) {
  EXPECT_NEAR(value_of_fighting_on(kExample).value, .372571, 5e-7);
}

TEST(ValueOfFightingOn, IsTheMeanOfCompetingClocks) {
  std::mt19937_64 random(5);
  std::exponential_distribution<double> win(.004), lose(.001), plan(.03);
  std::vector<double> payoffs;
  for (int i = 0; i < 400'000; ++i) {
    const double w = win(random), l = lose(random), r = plan(random);
    const double value = w < std::min(l, r) ? 1.06 : l < r ? -.2 : .5;
    payoffs.push_back(value - .006 * std::min({w, l, r}));
  }
  EXPECT_TRUE(support::mean_is(payoffs, .372571));
}

TEST(ValueOfFightingOn, WithoutDecisionsIsTheFreezeLessItsWait) {
  WarClocks clocks = kExample;
  clocks.win_rate = clocks.lose_rate = 1e-9;
  EXPECT_NEAR(value_of_fighting_on(clocks).value, .5 - .006 / .03, 1e-6);
}

TEST(ValueOfFightingOn, StaysWithinItsBounds) {
  std::mt19937_64 random(5);
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  for (int i = 0; i < 20'000; ++i) {
    const double win = between(.5, 1.3), lose = between(-.5, .2), freeze = between(-.2, 1.2);
    const double cost = between(0, .02), rate = between(.01, .06);
    const Real value = value_of_fighting_on({.win_rate = between(0, .2),
                                             .lose_rate = between(0, .2),
                                             .planning_rate = rate,
                                             .value_of_victory = win,
                                             .value_of_defeat = lose,
                                             .value_of_freeze = freeze,
                                             .cost = cost});
    ASSERT_GE(value.value, std::min(lose, freeze) - cost / rate - 1e-5);
    ASSERT_LE(value.value, std::max({win, lose, freeze}) + 1e-5);
  }
}

TEST(ValueOfFightingOn, RisesWithVictoryAndFallsWithCost) {
  WarClocks better = kExample, dearer = kExample;
  better.win_rate = .01;
  dearer.cost = .01;
  EXPECT_GT(value_of_fighting_on(better).value, value_of_fighting_on(kExample).value);
  EXPECT_LT(value_of_fighting_on(dearer).value, value_of_fighting_on(kExample).value);
}

}  // namespace
}  // namespace armistice
