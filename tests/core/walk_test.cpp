// War as a random walk: gambler's ruin in closed form, and the rates that follow from it.
#include "core/walk.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/defaults.hpp"

namespace armistice {
namespace {

struct Known {
  double up;  // probability of a step up
  int position, size;
  double wins, steps;
};

/// By recursion over the positions: f(k) = p f(k + 1) + q f(k - 1) + step, solved by sweeps.
double by_recursion(const Known& w, double at_top, double step) {
  std::vector<double> f(static_cast<std::size_t>(w.size) + 1, 0.0);
  f.back() = at_top;
  for (int sweep = 0; sweep < 4000; ++sweep) {
    for (std::size_t k = 1; k + 1 < f.size(); ++k) {
      f[k] = w.up * f[k + 1] + (1 - w.up) * f[k - 1] + step;
    }
  }
  return f[static_cast<std::size_t>(w.position)];
}

double wins(const Known& w) {
  return static_cast<double>(
      walk_win_probability(2 * w.up - 1, double(w.position), double(w.size)).value);
}
double steps(const Known& w) {
  return static_cast<double>(walk_duration(2 * w.up - 1, double(w.position), double(w.size)).value);
}

TEST(Walk, ReachesTheTopAsInGamblersRuin) {
  for (const Known& w : {Known{.5, 5, 10, .5, 0}, Known{.55, 5, 10, .731717, 0},
                         Known{.45, 3, 10, .128252, 0}, Known{.6, 2, 8, .578113, 0}}) {
    EXPECT_NEAR(wins(w), w.wins, 2e-6) << w.up;
  }
}

TEST(Walk, LastsAsLongAsInGamblersRuin) {
  EXPECT_NEAR(steps({.5, 5, 10, 0, 0}), 25, 1e-4);
  EXPECT_NEAR(steps({.55, 5, 10, 0, 0}), 23.1717, 1e-4);
}

TEST(Walk, AgreesWithTheRecursionWhateverDriftAndPosition) {
  for (const double up : {.05, .3, .45, .4999, .5, .50001, .5005, .504, .51, .7, .95}) {
    for (const int position : {1, 3, 5, 9}) {
      const Known w{up, position, 10, 0, 0};
      const double expected = by_recursion(w, 1, 0), lasts = by_recursion(w, 0, 1);
      EXPECT_NEAR(wins(w), expected, 3e-6 * (1 + expected)) << up << " " << position;
      EXPECT_NEAR(steps(w), lasts, 3e-5 * lasts) << up << " " << position;
    }
  }
}

TEST(Walk, StepsTakeTheTimeThatTheFrontNeeds) {
  const Parameters p = support::default_parameters();
  const double width = 23.0 / 10, speed = .32, line = 7 + 5 * width;
  const WalkRates even = walk_rates(p.walk, line, 0, speed);
  EXPECT_NEAR(static_cast<double>(even.invader_wins.value), .5 / (25 * width / speed), 1e-7);
  EXPECT_NEAR(static_cast<double>(even.defender_wins.value), .5 / (25 * width / speed), 1e-7);
}

TEST(Walk, FavoursWhoIsAheadAndStronger) {
  const Parameters p = support::default_parameters();
  const auto invader = [&](double line, double f) {
    const WalkRates r = walk_rates(p.walk, line, f, .32);
    return static_cast<double>((r.invader_wins / (r.invader_wins + r.defender_wins)).value);
  };
  EXPECT_GT(invader(20, .2), invader(18, .2));
  EXPECT_GT(invader(18, .5), invader(18, .2));
  EXPECT_LT(invader(18, -.5), .5);
  EXPECT_LT(invader(60, 5), 1.0000001) << "beyond the end the walk still has a step to go";
}

}  // namespace
}  // namespace armistice
