#include "experiments/search/halving.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "experiments/engine/pieces.hpp"
#include "tests/search/toy.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using testing::Contains;
using testing::IsEmpty;

std::vector<std::size_t> numbers(std::size_t n) {
  std::vector<std::size_t> all(n);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// A front of `on` options, the rest well behind it: their objective is less and their cost more.
std::vector<ToyOption> front_and_behind(std::size_t on, std::size_t all) {
  std::vector<ToyOption> options;
  for (std::size_t i = 0; i < on; ++i) {
    options.push_back({static_cast<double>(i), 10.0 * static_cast<double>(i)});
  }
  for (std::size_t i = on; i < all; ++i) options.push_back({-2.0 - static_cast<double>(i % 5), 90});
  return options;
}

struct Halved {
  std::vector<std::size_t> finalists;
  std::vector<Standing> standings;
};

Halved halve(const std::vector<ToyOption>& options, const HalvingPlan& plan, int threads = 2,
             const SearchHooks& hooks = {}, double own = 1) {
  Halved halved;
  halved.standings.resize(options.size());
  with_threads(threads, [&] {
    halved.finalists = successive_halving(numbers(options.size()), toy_values(options, own, 3),
                                          plan, halved.standings, hooks);
  });
  return halved;
}

TEST(SuccessiveHalving, SpendsMoreOnTheFrontThanOnWhatIsDominated) {
  const Halved halved =
      halve(front_and_behind(8, 128), {.first_trials = 32, .finalists = 8, .budget = {}});
  std::int64_t most_behind = 0, all = 0;
  for (std::size_t i = 0; i < 128; ++i) {
    const std::int64_t trials = halved.standings[i].trials;
    all += trials;
    if (i >= 8) most_behind = std::max(most_behind, trials);
    if (i < 8) EXPECT_THAT(halved.finalists, Contains(i));
    if (i < 8) EXPECT_EQ(trials, 256) << "all rounds: 32 doubled three times";
  }
  EXPECT_EQ(most_behind, 256) << "some reach the last round, and no further";
  EXPECT_EQ(all, halving_trials(128, {.first_trials = 32, .finalists = 8, .budget = {}}));
  const std::int64_t equal_share = all / 128;
  EXPECT_GE(256, 3 * equal_share);
}

TEST(SuccessiveHalving, FindsTheBestOfManyNearlyAlways) {
  // One option is half a standard deviation of a trial better than 63 equals. With 64 trials in the
  // first round it is dropped in far less than one search of a hundred.
  int found = 0;
  constexpr int kSearches = 100;
  for (int search = 0; search < kSearches; ++search) {
    std::vector<ToyOption> options(64, {0, 1});
    const auto best = static_cast<std::size_t>(search) % 64;
    options[best].objective = 0.5;
    // Searches differ by where the best stands, and so by whose noise it has.
    const Halved halved = halve(options, {.first_trials = 64, .finalists = 4, .budget = {}}, 2);
    found += halved.finalists.front() == best ? 1 : 0;
  }
  EXPECT_GE(found, 98);
}

TEST(SuccessiveHalving, ABudgetKeepsOutWhatIsBetterAndDearer) {
  const auto options = front_and_behind(8, 64);
  HalvingPlan plan{.first_trials = 32, .finalists = 3, .budget = {}};
  plan.budget.united_states = 10;  // half of the total of option 2
  const Halved halved = halve(options, plan);
  for (const std::size_t i : halved.finalists) EXPECT_LE(options[i].cost, 20);
  EXPECT_THAT(halved.finalists, Contains(2u));
}

TEST(SuccessiveHalving, ThreadsChangeNoFigure) {
  const auto options = front_and_behind(8, 100);
  const HalvingPlan plan{.first_trials = 20, .finalists = 5, .budget = {}};
  const Halved one = halve(options, plan, 1, {}, 5), three = halve(options, plan, 3, {}, 5);
  EXPECT_EQ(one.finalists, three.finalists);
  EXPECT_EQ(one.standings, three.standings);
}

TEST(SuccessiveHalving, StopsWhenAskedTo) {
  const std::atomic<bool> stop = true;
  SearchHooks hooks;
  hooks.stop = &stop;
  EXPECT_THAT(halve(front_and_behind(8, 64), {}, 2, hooks).finalists, IsEmpty());
}

TEST(SuccessiveHalving, CountsTheTrialsThatItRuns) {
  std::int64_t counted = 0;
  SearchHooks hooks;
  hooks.done = [&](std::int64_t trials) { counted += trials; };
  const HalvingPlan plan{.first_trials = 16, .finalists = 7, .budget = {}};
  halve(front_and_behind(8, 90), plan, 2, hooks);
  EXPECT_EQ(counted, halving_trials(90, plan));
}

}  // namespace
}  // namespace armistice
