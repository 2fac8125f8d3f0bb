#include "experiments/search/pareto.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "tests/search/dominates.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;

TEST(ParetoLayers, OfAKnownFrontAreThoseLeftWhenTheBetterAreTakenAway) {
  // The front is (1, 1), (2, 3), (3, 5); behind it (1, 2), (2, 4); behind that (1, 9).
  const std::vector<Tradeoff> all = {{1, 2}, {3, 5}, {1, 9}, {2, 3}, {1, 1}, {2, 4}};
  EXPECT_THAT(pareto_layers(all), ElementsAre(2, 1, 3, 1, 1, 2));
}

TEST(ParetoLayers, OfEqualsTheFirstIsOnTheFront) {
  const std::vector<Tradeoff> all = {{1, 1}, {1, 1}, {1, 1}};
  EXPECT_THAT(pareto_layers(all), ElementsAre(1, 2, 3));
}

RC_GTEST_PROP(ParetoLayers, AreWhatDominationSays, ()) {
  const auto points = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 9), rc::gen::inRange(0, 9)));
  std::vector<Tradeoff> all;
  for (const auto& [objective, cost] : points) all.push_back({double(objective), double(cost)});
  const std::vector<int> layers = pareto_layers(all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    int deepest = 0;  // layer of the best that dominates it, or that is its equal and comes first
    for (std::size_t j = 0; j < all.size(); ++j) {
      const bool equal_before =
          j < i && all[j].objective == all[i].objective && all[j].cost == all[i].cost;
      if (dominates(all[j], all[i]) || equal_before) deepest = std::max(deepest, layers[j]);
    }
    RC_ASSERT(layers[i] == deepest + 1);
  }
}

TEST(Crowding, IsTheDistanceOfTheNeighboursInTheLayer) {
  // Costs 0, 1, 4, 10 of a width of 10; objectives 0, 2, 3, 4 of a width of 4.
  const std::vector<Tradeoff> all = {{0, 0}, {2, 1}, {3, 4}, {4, 10}, {0, 20}};
  const std::vector<int> layers = pareto_layers(all);
  const std::vector<double> distances = crowding(all, layers);
  EXPECT_TRUE(std::isinf(distances[0]));
  EXPECT_DOUBLE_EQ(distances[1], 4.0 / 10 + 3.0 / 4);
  EXPECT_DOUBLE_EQ(distances[2], 9.0 / 10 + 2.0 / 4);
  EXPECT_TRUE(std::isinf(distances[3]));
  EXPECT_TRUE(std::isinf(distances[4])) << "alone in its layer";
}

}  // namespace
}  // namespace armistice
