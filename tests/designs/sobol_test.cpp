#include <gtest/gtest.h>

#include <boost/random/sobol.hpp>
#include <cmath>
#include <set>

#include "experiments/designs/scrambled_sobol.hpp"
#include "tests/designs/scenes.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

TEST(Sobol, DigitsAreThoseOfBoostAtAnyIndex) {
  constexpr std::size_t kDimensions = 7;
  const ScrambledSobol sobol(kDimensions, std::int64_t{1} << 40, 1);
  boost::random::sobol engine(kDimensions);
  for (std::size_t i = 0; i < kDimensions; ++i) EXPECT_EQ(sobol.digits(0, i), 0u) << "the origin";
  for (std::int64_t n = 1; n < 100; ++n) {
    for (std::size_t i = 0; i < kDimensions; ++i) EXPECT_EQ(sobol.digits(n, i), engine());
  }
  const std::int64_t far = (std::int64_t{1} << 39) + 12345;
  engine.seed(static_cast<std::uint64_t>(far) - 1);  // Boost counts from the point after the origin
  for (std::size_t i = 0; i < kDimensions; ++i) EXPECT_EQ(sobol.digits(far, i), engine());
}

TEST(Sobol, EachDimensionHasOnePointInEachInterval) {
  for (const std::int64_t n : {1, 2, 64, 1024}) {
    const Table points = unit_points(design_of(DesignKind::kSobol, 40, n));
    for (std::size_t i = 0; i < 40; ++i) EXPECT_TRUE(is_stratified(column(points, i))) << i;
  }
}

TEST(Sobol, FirstTwoDimensionsHaveOnePointInEachElementaryBox) {
  constexpr int kBits = 8;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Table points = unit_points(design_of(DesignKind::kSobol, 2, 1 << kBits, seed));
    for (int bits = 0; bits <= kBits; ++bits) {
      std::set<std::pair<int, int>> boxes;
      for (const auto& x : points) {
        boxes.emplace(static_cast<int>(std::ldexp(x[0], bits)),
                      static_cast<int>(std::ldexp(x[1], kBits - bits)));
      }
      EXPECT_EQ(boxes.size(), points.size()) << "boxes of 2^-" << bits << " by the rest";
    }
  }
}

TEST(Sobol, EachCoordinateIsUniformOverSeeds) {
  // A single point, including the origin: mean 1/2 and variance 1/12, in the last digits as well.
  for (const std::int64_t index : {0, 5}) {
    std::vector<double> values, squares, tail;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      const double x = ScrambledSobol(3, 16, seed)(index, 2);
      values.push_back(x);
      squares.push_back((x - 0.5) * (x - 0.5));
      tail.push_back(std::fmod(std::ldexp(x, 33), 1.0));
    }
    EXPECT_TRUE(support::mean_is(values, 0.5));
    EXPECT_TRUE(support::mean_is(squares, 1.0 / 12));
    EXPECT_TRUE(support::mean_is(tail, 0.5));
  }
}

TEST(Sobol, PairsOfPointsAreScrambledAsOwenSays) {
  // Two points that share k digits, and differ in the next, still do; the digits after that are
  // independent, so their squared distance is 2^-2k (1/4 + 2 (1/12) / 4) = 7/24 2^-2k on average.
  const ScrambledSobol plain(1, 64, 0);
  for (const auto& [a, b] : {std::pair(0, 1), std::pair(2, 3), std::pair(0, 3), std::pair(8, 9)}) {
    const int shared = std::countl_zero(plain.digits(a, 0) ^ plain.digits(b, 0));
    std::vector<double> distances;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      const ScrambledSobol sobol(1, 64, seed);
      const double x = sobol(a, 0), y = sobol(b, 0);
      EXPECT_EQ(std::floor(std::ldexp(x, shared)), std::floor(std::ldexp(y, shared)));
      EXPECT_NE(std::floor(std::ldexp(x, shared + 1)), std::floor(std::ldexp(y, shared + 1)));
      distances.push_back(std::ldexp((x - y) * (x - y), 2 * shared));
    }
    EXPECT_TRUE(support::mean_is(distances, 7.0 / 24)) << a << ", " << b;
  }
}

/// The mean over a design of a smooth function of three factors whose integral is 1.
double mean_of_smooth(std::int64_t n, std::uint64_t seed) {
  const DesignPoints points(design_of(DesignKind::kSobol, 3, n, seed));
  double sum = 0;
  std::vector<double> u(3);
  for (std::int64_t id = 0; id < n; ++id) {
    points.unit_point(id, u);
    double product = 1;
    for (const double x : u) product *= std::exp(x) / (std::exp(1.0) - 1);
    sum += product;
  }
  return sum / static_cast<double>(n);
}

TEST(Sobol, MeanOfASmoothFunctionIsUnbiasedAndConvergesFasterThanChance) {
  constexpr int kSeeds = 40;
  const auto means = [](std::int64_t n) {
    std::vector<double> all;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) all.push_back(mean_of_smooth(n, seed));
    return all;
  };
  const auto few = means(16), many = means(512);
  EXPECT_TRUE(support::mean_is(few, 1));
  EXPECT_TRUE(support::mean_is(many, 1));
  // Chance alone gains a factor of sqrt(32) = 5.7; Owen's rate of N^-3/2 would be 181, but for
  // logs.
  EXPECT_GT(support::estimate(few).standard_error / support::estimate(many).standard_error, 40);
}

}  // namespace
}  // namespace armistice
