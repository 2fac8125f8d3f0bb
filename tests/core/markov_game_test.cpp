// The worth of peace in the Markov game against its recursion, its limits, and its symmetries.
#include "core/markov_game.hpp"

#include <gtest/gtest.h>

namespace armistice {
namespace {

const PeaceStakes kStakes{.6, .45, .4, .3};
const PeaceClocks kClocks{.05, .03};

double value(Real x) { return static_cast<double>(x.value); }

TEST(MarkovGame, WorthOfPeaceSolvesItsRecursion) {
  for (const double own : {0., .2, 1.}) {
    for (const double other : {0., .4, 1.}) {
      double kept = 0;
      for (int month = 0; month < 2000; ++month) {
        const double on_occasion = (1 - own) * (1 - other) * kept + own * (1 - other) * .45 +
                                   own * other * .4 + (1 - own) * other * .3;
        kept = (.03 * .6 + .95 * kept + .05 * on_occasion) / 1.03;
      }
      EXPECT_NEAR(value(value_of_kept_peace(kStakes, kClocks, own, other)), kept, 1e-6)
          << own << " " << other;
    }
  }
}

TEST(MarkovGame, PeaceThatNobodyBreaksOrHasOccasionToBreakIsWorthItself) {
  EXPECT_NEAR(value(value_of_kept_peace(kStakes, kClocks, 0, 0)), .6, 1e-7);
  EXPECT_NEAR(value(value_of_kept_peace(kStakes, {0, .03}, .7, .9)), .6, 1e-7);
}

TEST(MarkovGame, OptionsDependOnWhatTheOtherDoes) {
  const KeepOrBreak trusting = keep_or_break_utilities(kStakes, kClocks, 0, 0);
  EXPECT_NEAR(value(trusting.keeping), .6, 1e-7);
  EXPECT_NEAR(value(trusting.breaking), .45, 1e-7) << "it alone begins";
  const KeepOrBreak certain = keep_or_break_utilities(kStakes, kClocks, 0, 1);
  EXPECT_NEAR(value(certain.keeping), .3, 1e-7) << "it is attacked";
  EXPECT_NEAR(value(certain.breaking), .4, 1e-7) << "both begin";
}

}  // namespace
}  // namespace armistice
