#include <gtest/gtest.h>

#include <array>

#include "experiments/designs/keyed_permutation.hpp"
#include "tests/designs/scenes.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

TEST(KeyedPermutation, TakesEachPlaceOnce) {
  for (const std::int64_t n : {1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 1000, 1023, 1025}) {
    for (const std::uint64_t seed : {0u, 1u}) {
      const KeyedPermutation permutation(n, seed, 3);
      std::vector<bool> taken(static_cast<std::size_t>(n));
      for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t place = permutation(i);
        ASSERT_TRUE(place >= 0 && place < n) << n;
        EXPECT_FALSE(taken[static_cast<std::size_t>(place)]) << n;
        taken[static_cast<std::size_t>(place)] = true;
      }
    }
  }
}

TEST(KeyedPermutation, SendsEachIndexAnywhereEquallyOften) {
  constexpr std::int64_t n = 5;
  constexpr int kSeeds = 4000;
  std::array<std::array<int, n>, n> counts{};
  std::array<int, n * n> pairs{};  // where 0 and 1 go
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const KeyedPermutation permutation(n, seed, 0);
    for (std::int64_t i = 0; i < n; ++i) {
      ++counts[static_cast<std::size_t>(i)][static_cast<std::size_t>(permutation(i))];
    }
    ++pairs[static_cast<std::size_t>(permutation(0) * n + permutation(1))];
  }
  for (const auto& row : counts) {
    for (const int count : row) EXPECT_TRUE(support::share_is(count, kSeeds, 1.0 / n));
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i % (n + 1) == 0) continue;  // 0 and 1 in one place
    EXPECT_TRUE(support::share_is(pairs[i], kSeeds, 1.0 / (n * (n - 1))));
  }
}

TEST(KeyedPermutation, HasNoRankCorrelationWithTheOrder) {
  constexpr std::int64_t n = 1000;
  std::vector<double> sums;
  for (std::uint64_t dimension = 0; dimension < 100; ++dimension) {
    const KeyedPermutation permutation(n, 1, dimension);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      sum += (static_cast<double>(i) - (n - 1) / 2.0) *
             (static_cast<double>(permutation(i)) - (n - 1) / 2.0);
    }
    sums.push_back(sum / (n * (n * n - 1.0) / 12));
  }
  EXPECT_TRUE(support::mean_is(sums, 0));
  const double sd = support::estimate(sums).standard_error * 10;
  EXPECT_NEAR(sd, 1 / std::sqrt(n - 1.0), 4 * sd / std::sqrt(2.0 * 99)) << "as of random orders";
}

TEST(LatinHypercube, HasOnePointInEachStratumOfEachFactor) {
  for (const std::int64_t n : {1, 2, 7, 100, 999}) {
    const Table points = unit_points(design_of(DesignKind::kLatinHypercube, 6, n));
    for (std::size_t i = 0; i < 6; ++i) EXPECT_TRUE(is_stratified(column(points, i))) << n;
  }
}

TEST(LatinHypercube, PointsAreUniformWithinTheirStrata) {
  const Table points = unit_points(design_of(DesignKind::kLatinHypercube, 4, 500));
  std::vector<double> within, squares;
  for (const auto& row : points) {
    for (const double u : row) {
      const double x = u * 500 - std::floor(u * 500);
      within.push_back(x);
      squares.push_back((x - 0.5) * (x - 0.5));
    }
  }
  EXPECT_TRUE(support::mean_is(within, 0.5));
  EXPECT_TRUE(support::mean_is(squares, 1.0 / 12));
}

TEST(LatinHypercube, MeanOfASumHasFarLessVarianceThanOfChance) {
  // Stein (1987): what is additive in the factors is integrated with an error of 1/N^3, against
  // 1/N.
  constexpr std::int64_t n = 50;
  std::vector<double> means;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    double sum = 0;
    for (const auto& u : unit_points(design_of(DesignKind::kLatinHypercube, 3, n, seed))) {
      sum += u[0] + u[1] + u[2];
    }
    means.push_back(sum / n);
  }
  EXPECT_TRUE(support::mean_is(means, 1.5));
  const double variance = std::pow(support::estimate(means).standard_error, 2) * 100;
  const double expected = 3.0 / 12 / (n * n * n);
  EXPECT_NEAR(variance / expected, 1, 4 * std::sqrt(2.0 / 99));
}

}  // namespace
}  // namespace armistice
