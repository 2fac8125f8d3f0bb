#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/designs/scenes.hpp"
#include "tests/support/rank_correlation.hpp"

namespace armistice {
namespace {

double rank_correlation(const Table& points, std::size_t a, std::size_t b) {
  return support::rank_correlation(column(points, a), column(points, b));
}

/// The largest distance of the empirical distribution from the uniform one.
double kolmogorov(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double most = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto below = static_cast<double>(i);
    most = std::max({most, std::abs(values[i] - below / n), std::abs(values[i] - (below + 1) / n)});
  }
  return most;
}

TEST(Copula, RankCorrelationIsThatOfTheNormals) {
  constexpr std::int64_t n = 2048;
  for (const auto kind : {DesignKind::kLatinHypercube, DesignKind::kSobol}) {
    for (const double rho : {-0.4, 0.3, 0.8, 0.99}) {
      Design design = design_of(kind, 4, n);
      design.units = {{"joined", {3, 1, 0}, rho}, {"free", {2}}};
      const Table points = unit_points(design);
      const double expected = 6 / M_PI * std::asin(rho / 2);
      // The error of n independent pairs of normals, at most; both designs do better.
      const double error = 1 / std::sqrt(n - 1.0);
      for (const auto& [a, b] : {std::pair(3, 1), std::pair(3, 0), std::pair(1, 0)}) {
        EXPECT_NEAR(
            rank_correlation(points, static_cast<std::size_t>(a), static_cast<std::size_t>(b)),
            expected, 4 * error * (1 - rho * rho) + 0.002)
            << "rho " << rho;
      }
      EXPECT_NEAR(rank_correlation(points, 2, 0), 0, 4 * error);
    }
  }
}

TEST(Copula, MarginsStayUniform) {
  constexpr std::int64_t n = 2048;
  Design design = design_of(DesignKind::kLatinHypercube, 3, n);
  design.units = {{"joined", {0, 1, 2}, 0.7}};
  const Table points = unit_points(design);
  EXPECT_TRUE(is_stratified(column(points, 0))) << "the first is not touched";
  for (std::size_t i = 0; i < 3; ++i) {
    // Exceeded by one random sample in 10^4.
    EXPECT_LT(kolmogorov(column(points, i)), 2.23 / std::sqrt(static_cast<double>(n)));
  }
}

TEST(Copula, ValuesHaveTheirOwnDistributions) {
  Design design = design_of(DesignKind::kSobol, 2, 4096);
  design.factors[1].distribution = {DistributionKind::kTriangular, 0, 1, 4, {}, {}};
  design.units = {{"joined", {0, 1}, -0.9}};
  const Table points = points_in(design);
  double sum = 0;
  for (const auto& row : points) sum += row[1];
  const double sd = std::sqrt((0 + 1 + 16 - 0 - 0 - 4) / 18.0);
  EXPECT_NEAR(sum / 4096, 5.0 / 3, 4 * sd / std::sqrt(4096.0));
  EXPECT_NEAR(rank_correlation(points, 0, 1), 6 / M_PI * std::asin(-0.45), 0.02);
}

}  // namespace
}  // namespace armistice
