#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <set>

#include "experiments/designs/walsh_indices.hpp"
#include "tests/designs/scenes.hpp"

namespace armistice {
namespace {

Factor discrete(const std::string& name, std::vector<double> values) {
  std::vector<double> weights(values.size(), 1);
  weights[0] = 5;
  return {.name = name,
          .distribution = {DistributionKind::kDiscrete, 0, 0, 0, std::move(values), weights}};
}

TEST(FullFactorial, IsTheProductOfTheFactorsLevels) {
  const Design design{.kind = DesignKind::kFullFactorial,
                      .factors = {uniform_factor("x"),
                                  of_words("rule", {"a", "b"}),
                                  discrete("n", {3, 1, 2}),
                                  {.name = "fixed", .distribution = fixed_value(9)}},
                      .levels = 5};
  const Table points = points_in(design);
  std::set<std::vector<double>> expected;
  for (const double x : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    for (const double rule : {0, 1}) {
      for (const double n : {1, 2, 3}) expected.insert({x, rule, n, 9});
    }
  }
  std::set<std::vector<double>> found;
  for (const auto& row : points)
    found.insert({std::round(row[0] * 10) / 10, row[1], row[2], row[3]});
  EXPECT_EQ(points.size(), 30u);
  EXPECT_EQ(found, expected);
}

TEST(FullFactorial, LastFactorChangesFastest) {
  const Table points =
      points_in({.kind = DesignKind::kFullFactorial,
                 .factors = {of_words("a", {"0", "1"}), discrete("b", {1, 2, 3})}});
  EXPECT_EQ(points, (Table{{0, 1}, {0, 2}, {0, 3}, {1, 1}, {1, 2}, {1, 3}}));
}

/// The levels of a two-level design as -1 and 1.
Table contrasts(std::size_t factors, int resolution) {
  Design design = design_of(DesignKind::kFractionalFactorial, factors, 1);
  design.resolution = resolution;
  Table table = unit_points(design);
  for (auto& row : table) {
    for (double& u : row) {
      EXPECT_TRUE(std::abs(u - 0.05) < 1e-12 || std::abs(u - 0.95) < 1e-12);
      u = u > 0.5 ? 1 : -1;
    }
  }
  return table;
}

/// The sum over runs of the product of some columns: 0 unless they are aliased.
double product_sum(const Table& table, const std::vector<std::size_t>& columns) {
  double sum = 0;
  for (const auto& row : table) {
    double product = 1;
    for (const std::size_t i : columns) product *= row[i];
    sum += product;
  }
  return sum;
}

TEST(FractionalFactorial, IsOrthogonalAndOfItsResolution) {
  for (const auto& [factors, resolution] :
       {std::pair(7, 3), std::pair(8, 4), std::pair(9, 5), std::pair(5, 5), std::pair(12, 4)}) {
    const auto k = static_cast<std::size_t>(factors);
    const Table table = contrasts(k, resolution);
    EXPECT_TRUE(std::has_single_bit(table.size()));
    bool a_triple = false, a_quadruple = false;
    for (std::size_t a = 0; a < k; ++a) {
      EXPECT_EQ(product_sum(table, {a}), 0);
      for (std::size_t b = a + 1; b < k; ++b) {
        EXPECT_EQ(product_sum(table, {a, b}), 0) << "main effects";
        for (std::size_t c = b + 1; c < k; ++c) {
          a_triple |= product_sum(table, {a, b, c}) != 0;
          for (std::size_t d = c + 1; d < k; ++d) {
            a_quadruple |= product_sum(table, {a, b, c, d}) != 0;
          }
        }
      }
    }
    EXPECT_EQ(a_triple, resolution == 3) << "a main effect with an interaction";
    if (resolution == 5) EXPECT_FALSE(a_quadruple) << "interactions with each other";
    if (resolution == 4) EXPECT_TRUE(a_quadruple) << "so it is no more than was asked for";
  }
}

TEST(FractionalFactorial, TakesAsFewRunsAsTheKnownDesigns) {
  const auto runs = [](std::size_t factors, int resolution) {
    return runs_of(walsh_indices(factors, resolution));
  };
  EXPECT_EQ(runs(7, 3), 8);  // saturated, as Plackett & Burman (1946)
  EXPECT_EQ(runs(127, 3), 128);
  EXPECT_EQ(runs(8, 4), 16);  // 2^(8-4)
  EXPECT_EQ(runs(64, 4), 128);
  EXPECT_EQ(runs(5, 5), 16);       // 2^(5-1)
  EXPECT_EQ(runs(120, 5), 32768);  // Sanchez & Sanchez (2005)
  EXPECT_EQ(walsh_indices(10, 5), (std::vector<std::uint64_t>{1, 2, 4, 8, 15, 16, 32, 51, 64, 85}));
}

TEST(FractionalFactorial, TakesTheEndsOfWhatHasTwoLevels) {
  const Table points = points_in(
      {.kind = DesignKind::kFractionalFactorial,
       .factors = {of_words("switch", {"off", "on"}), discrete("n", {7, 3}), uniform_factor("x")},
       .resolution = 3});
  std::set<double> switches, numbers, values;
  for (const auto& row : points) {
    switches.insert(row[0]);
    numbers.insert(row[1]);
    values.insert(row[2]);
  }
  EXPECT_EQ(switches, (std::set<double>{0, 1}));
  EXPECT_EQ(numbers, (std::set<double>{3, 7}));
  EXPECT_EQ(values, (std::set<double>{0.05, 0.95}));
}

}  // namespace
}  // namespace armistice
