#include "experiments/attribution/shapley.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "experiments/error.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using Worth = std::function<double(Coalition)>;

bool in(Coalition c, int player) { return (c >> player) & 1u; }

double value_of(const Worth& worth, const GamePlan& plan, const Term& term) {
  const auto found = std::find(plan.terms.begin(), plan.terms.end(), term);
  std::vector<double> worths;
  for (const Coalition c : plan.coalitions) worths.push_back(worth(c));
  return plan.value(static_cast<std::size_t>(found - plan.terms.begin()), worths);
}
double shapley(const Worth& worth, int players, int player) {
  return value_of(worth, exact_plan(players), {TermKind::kShapley, player});
}
double interaction(const Worth& worth, int players, int i, int j) {
  return value_of(worth, exact_plan(players), {TermKind::kInteraction, i, j});
}

double additive(Coalition c) {
  double sum = 5;
  for (int i = 0; i < 6; ++i) sum += in(c, i) ? (i + 1) * 0.3 : 0;
  return sum;
}
/// One player has a left glove, two have a right one; a pair is worth 1.
double gloves(Coalition c) { return in(c, 0) && (in(c, 1) || in(c, 2)) ? 1 : 0; }
double majority(Coalition c) { return std::popcount(c) >= 4 ? 1 : 0; }
/// v(S) = sum of a_i in S + sum of b_ij of the pairs in S, a_i = i + 1, b_ij = (i + 1)(j + 1) / 10.
double pairwise(Coalition c) {
  double sum = 0;
  for (int i = 0; i < 5; ++i) {
    for (int j = i; j < 5; ++j) {
      if (in(c, i) && in(c, j)) sum += i == j ? i + 1 : (i + 1) * (j + 1) / 10.0;
    }
  }
  return sum;
}
/// Some game without any pattern.
double jumble(Coalition c) { return std::sin(3.7 * c) + std::cos(1.3 * c * c); }

TEST(Shapley, AnAdditiveGameGivesEachPlayerItsOwn) {
  for (int i = 0; i < 6; ++i) {
    EXPECT_NEAR(shapley(additive, 6, i), (i + 1) * 0.3, 1e-14);
    for (int j = i + 1; j < 6; ++j) EXPECT_NEAR(interaction(additive, 6, i, j), 0, 1e-14);
  }
}

TEST(Shapley, TheLoneLeftGloveIsWorthTwoThirds) {
  EXPECT_NEAR(shapley(gloves, 3, 0), 2.0 / 3, 1e-15);
  EXPECT_NEAR(shapley(gloves, 3, 1), 1.0 / 6, 1e-15);
  EXPECT_NEAR(shapley(gloves, 3, 2), 1.0 / 6, 1e-15);
  EXPECT_GT(interaction(gloves, 3, 0, 1), 0) << "they need each other";
  EXPECT_LT(interaction(gloves, 3, 1, 2), 0) << "they stand in for each other";
}

TEST(Shapley, VotersOfAMajorityShareItEvenly) {
  for (int i = 0; i < 7; ++i) EXPECT_NEAR(shapley(majority, 7, i), 1.0 / 7, 1e-15);
}

TEST(Shapley, KnownPairsGiveTheirInteractionAndHalfOfItToEach) {
  for (int i = 0; i < 5; ++i) {
    double expected = i + 1;
    for (int j = 0; j < 5; ++j) {
      if (j == i) continue;
      expected += (i + 1) * (j + 1) / 20.0;
      if (j > i) EXPECT_NEAR(interaction(pairwise, 5, i, j), (i + 1) * (j + 1) / 10.0, 1e-13);
    }
    EXPECT_NEAR(shapley(pairwise, 5, i), expected, 1e-13);
  }
}

TEST(Shapley, AloneAndLastAreTheEndsOfAllOrders) {
  const GamePlan plan = exact_plan(5);
  EXPECT_EQ(value_of(jumble, plan, {TermKind::kAlone, 2}), jumble(4) - jumble(0));
  EXPECT_EQ(value_of(jumble, plan, {TermKind::kLast, 2}), jumble(31) - jumble(27));
}

TEST(Shapley, ValuesSumToTheWholeOfAnyGame) {
  for (int players = 1; players <= 8; ++players) {
    double sum = 0;
    for (int i = 0; i < players; ++i) sum += shapley(jumble, players, i);
    const double whole = jumble((1u << players) - 1) - jumble(0);
    EXPECT_NEAR(sum, whole, 1e-13);
    EXPECT_NEAR(value_of(jumble, exact_plan(players), {TermKind::kTotal}), whole, 1e-14);
  }
}

TEST(Shapley, WhoAddsNothingGetsNothing) {
  const Worth without_2 = [](Coalition c) { return jumble(c & ~4u); };
  EXPECT_NEAR(shapley(without_2, 5, 2), 0, 1e-15);
  for (const int j : {0, 1}) EXPECT_NEAR(interaction(without_2, 5, j, 2), 0, 1e-14);
}

TEST(Shapley, WhoAddTheSameGetTheSame) {
  // Players 0 and 1 may change places.
  const Worth symmetric = [](Coalition c) {
    return jumble(c & ~3u) + std::popcount(c & 3u) * jumble(c >> 2);
  };
  EXPECT_NEAR(shapley(symmetric, 5, 0), shapley(symmetric, 5, 1), 1e-14);
}

TEST(Shapley, ExactIsTheMeanOverAllPermutations) {
  std::vector<Permutation> all;
  Permutation order = {0, 1, 2, 3, 4};
  do all.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  const GamePlan plan = permutation_plan(5, all);
  for (int i = 0; i < 5; ++i) {
    EXPECT_NEAR(value_of(jumble, plan, {TermKind::kShapley, i}), shapley(jumble, 5, i), 1e-13);
  }
}

TEST(Shapley, DrawnPermutationsRecoverTheExactValues) {
  constexpr int kPlayers = 6;
  std::vector<double> drawn[kPlayers];
  for (std::uint32_t set = 0; set < 1000; ++set) {
    const GamePlan plan = permutation_plan(kPlayers, draw_permutations(kPlayers, 2, 1, set, 0));
    double sum = 0;
    for (int i = 0; i < kPlayers; ++i) {
      drawn[i].push_back(value_of(jumble, plan, {TermKind::kShapley, i}));
      sum += drawn[i].back();
    }
    ASSERT_NEAR(sum, jumble(63) - jumble(0), 1e-13) << "whatever was drawn";
  }
  for (int i = 0; i < kPlayers; ++i) {
    EXPECT_TRUE(support::mean_is(drawn[i], shapley(jumble, kPlayers, i)));
  }
}

TEST(Permutations, EachOrderIsAsLikely) {
  double hits[6] = {};
  for (std::uint32_t set = 0; set < 6000; ++set) {
    const Permutation p = draw_permutations(3, 1, 7, set, 0).front();
    hits[p[0] * 2 + (p[1] > p[2] ? 1 : 0)] += 1;
  }
  for (const double n : hits) EXPECT_TRUE(support::share_is(n, 6000, 1.0 / 6));
}

TEST(Permutations, EachSecondOneIsTheReverseOfTheOneBefore) {
  const std::vector<Permutation> drawn = draw_permutations(9, 5, 1, 3, 0);
  ASSERT_EQ(drawn.size(), 5u);
  for (const std::size_t k : {0u, 2u}) {
    EXPECT_TRUE(std::equal(drawn[k].rbegin(), drawn[k].rend(), drawn[k + 1].begin()));
  }
  EXPECT_NE(drawn[0], drawn[2]);
}

TEST(Permutations, TheAddressDecidesAndNothingElse) {
  EXPECT_EQ(draw_permutations(9, 4, 1, 3, 16), draw_permutations(9, 4, 1, 3, 16));
  EXPECT_NE(draw_permutations(9, 4, 1, 3, 16), draw_permutations(9, 4, 1, 3, 0));
  EXPECT_NE(draw_permutations(9, 4, 1, 3, 16), draw_permutations(9, 4, 1, 4, 16));
  EXPECT_NE(draw_permutations(9, 4, 1, 3, 16), draw_permutations(9, 4, 2, 3, 16));
}

TEST(Shapley, TooManyPlayersAreRefused) {
  EXPECT_THROW(exact_plan(0), Error);
  EXPECT_THROW(exact_plan(kMostExactPlayers + 1), Error);
}

}  // namespace
}  // namespace armistice
