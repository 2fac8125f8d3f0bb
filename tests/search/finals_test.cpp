#include "experiments/search/finals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "experiments/engine/pieces.hpp"
#include "tests/search/toy.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

Finals finals_of(const TrialValues& values, std::size_t options, std::int64_t trials, int sets,
                 const Budget& budget = {}, int threads = 2) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < options; ++i) all.push_back(i);
  Finals finals;
  with_threads(threads, [&] {
    finals = run_finals(all, std::vector<double>(options * kMeasures, 5), budget, trials, sets,
                        values, {});
  });
  return finals;
}

TEST(Finals, ErrorsOfADifferenceAreThoseOfThePairs) {
  // Noise of standard deviation 1 of each option's own, and 3 that they share.
  const std::vector<ToyOption> options = {{1, 10}, {2, 20}, {2, 20}};
  const Finals finals = finals_of(toy_values(options, 1, 3), 3, 5000, 0);
  const JointSums& sums = finals.sums;
  EXPECT_NEAR(sums.error_of_mean(0, Measure::kObjective), std::sqrt(10.0 / 5000), 0.002);
  EXPECT_NEAR(sums.error_of_difference(0, 1, Measure::kObjective), std::sqrt(2.0 / 5000), 0.001);
  EXPECT_NEAR(finals.mean(0, Measure::kObjective), 1, 4 * std::sqrt(10.0 / 5000));
  EXPECT_NEAR(finals.mean(1, Measure::kObjective) - finals.mean(0, Measure::kObjective), 1,
              4 * std::sqrt(2.0 / 5000));
  EXPECT_EQ(finals.mean(1, Measure::kCostTotal), 20);
  EXPECT_EQ(sums.error_of_difference(0, 1, Measure::kCostTotal), 0) << "never differs from 10";
}

TEST(Finals, EstimatesOfTheChosenAreFreeOfTheLuckThatChoseThem) {
  // 64 equals: the one that looks best after a search looks too good in it, and not on new trials.
  const std::vector<ToyOption> options(64, {0, 1});
  const TrialValues values = toy_values(options, 1, 0);
  std::vector<Standing> standings(64);
  std::vector<std::size_t> finalists;
  with_threads(2, [&] {
    std::vector<std::size_t> all(64);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    finalists = successive_halving(all, values, {.first_trials = 16, .finalists = 1, .budget = {}},
                                   standings, {});
  });
  const std::size_t chosen = finalists.front();
  const double standard_error = 1 / std::sqrt(static_cast<double>(standings[chosen].trials));
  EXPECT_GT(standings[chosen].mean(Measure::kObjective), standard_error);
  Finals finals;
  with_threads(2, [&] {
    finals = run_finals({chosen}, std::vector<double>(kMeasures, 0), {}, 4000, 0, values, {});
  });
  EXPECT_NEAR(finals.mean(0, Measure::kObjective), 0, 4 / std::sqrt(4000.0));
}

/// Option 0 is worth 1/2 in any set; option 1 is worth u, uniform over sets. Replicates add noise.
TrialValues uniform_or_half(double noise) {
  return
      [noise](std::size_t option, std::span<const TrialAddress> trials, std::span<double> values) {
        for (std::size_t k = 0; k < trials.size(); ++k) {
          const auto [set, replicate] = trials[k];
          const double u = double{stand_in_uniform(3, set, 0, 0)};
          for (int m = 0; m < kMeasures; ++m) {
            values[place_of(static_cast<Measure>(m), k, trials.size())] = 1;
          }
          values[place_of(Measure::kObjective, k, trials.size())] =
              (option == 0 ? 0.5 : u) +
              noise * toy_normal(set, replicate, static_cast<std::uint32_t>(option));
        }
      };
}

TEST(Regret, IsThatOfAUniformAgainstAHalfIfNothingIsLeftToChance) {
  // max(u - 1/2, 0): mean 1/8, 90 % quantile 0.4, at most 1/2.
  constexpr int kSets = 2048;
  const Finals finals = finals_of(uniform_or_half(0), 2, 64, kSets);
  for (std::size_t option = 0; option < 2; ++option) {
    const Regret regret = regret_over(finals.regrets[option]);
    EXPECT_NEAR(regret.mean, 0.125, 4 * std::sqrt(5.0 / 192 / kSets));
    EXPECT_NEAR(regret.p90, 0.4, 4 * std::sqrt(0.09 / kSets));
    EXPECT_NEAR(regret.max, 0.5, 0.01);
  }
}

TEST(Regret, OfEqualsIsNoiseAndNotCalledRegret) {
  // If the same replicates chose and judged the best of a set, the mean regret of each would be
  // 0.25 = 1.42 / sqrt(32), that of the largest of 8 normal means. Split replicates give 0 within
  // its error.
  const std::vector<ToyOption> options(8, {0, 1});
  const Finals finals = finals_of(toy_values(options, 1, 0), 8, 64, 512);
  for (std::size_t option = 0; option < 8; ++option) {
    std::vector<double> means;
    for (const SetDifference& set : finals.regrets[option]) means.push_back(set.mean);
    EXPECT_TRUE(support::mean_is(means, 0)) << option;
  }
}

TEST(Regret, NoiseOfReplicatesIsTakenOffItsSpread) {
  // With as much noise as a share's, the quantile is near that without; the bias that is left is
  // that of choosing the best by half of the replicates.
  const Finals finals = finals_of(uniform_or_half(0.45), 2, 64, 2048);
  const Regret regret = regret_over(finals.regrets[0]);
  EXPECT_NEAR(regret.mean, 0.125, 0.02);
  EXPECT_NEAR(regret.p90, 0.4, 0.05);
}

TEST(Regret, RivalsAreThoseWithinTheBudget) {
  const std::vector<ToyOption> options = {{0, 1}, {1, 2}, {5, 100}};
  Budget budget;
  budget.total = 50;
  const Finals finals = finals_of(toy_values(options, 0, 0), 3, 64, 16, budget);
  EXPECT_THAT(finals.rivals, testing::ElementsAre(0u, 1u));
  EXPECT_DOUBLE_EQ(regret_over(finals.regrets[0]).max, 1) << "of the second, not of the third";
}

TEST(Finals, ThreadsChangeNoFigure) {
  const std::vector<ToyOption> options = {{1, 10}, {2, 20}, {2, 20}};
  const TrialValues values = toy_values(options, 1, 3);
  const Finals a = finals_of(values, 3, 3000, 50, {}, 1), b = finals_of(values, 3, 3000, 50, {}, 4);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(a.mean(i, Measure::kObjective), b.mean(i, Measure::kObjective));
    EXPECT_EQ(a.sums.error_of_difference(0, i, Measure::kObjective),
              b.sums.error_of_difference(0, i, Measure::kObjective));
    EXPECT_EQ(a.regrets[i], b.regrets[i]);
    EXPECT_EQ(a.objectives[i], b.objectives[i]);
  }
}

}  // namespace
}  // namespace armistice
