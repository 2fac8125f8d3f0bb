#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/designs/scenes.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

Design grouped(bool second_order, std::int64_t samples = 16) {
  Design design = design_of(DesignKind::kSaltelli, 5, samples);
  design.second_order = second_order;
  design.units = {{"pair", {3, 0}, 0.6}, {"alone", {1}}, {"others", {2, 4}}};
  return design;
}

TEST(PickFreeze, EachRowTakesOneUnitFromTheOtherHalf) {
  for (const bool second_order : {false, true}) {
    const Design design = grouped(second_order);
    const Table rows = unit_points(design);
    const std::size_t units = design.units.size();
    const std::size_t stride = second_order ? 2 * units + 2 : units + 2;
    ASSERT_EQ(rows.size(), 16 * stride);
    for (std::size_t j = 0; j < 16; ++j) {
      const auto* row = rows.data() + j * stride;
      for (std::size_t factor = 0; factor < 5; ++factor) EXPECT_NE(row[0][factor], row[1][factor]);
      for (std::size_t k = 2; k < stride; ++k) {
        const std::size_t frozen = k < 2 + units ? 0 : 1;
        const std::size_t moved = (k - 2) % units;
        for (std::size_t unit = 0; unit < units; ++unit) {
          for (const std::size_t factor : design.units[unit].factors) {
            EXPECT_EQ(row[k][factor], row[unit == moved ? 1 - frozen : frozen][factor])
                << "row " << k << ", factor " << factor;
          }
        }
      }
    }
  }
}

TEST(PickFreeze, FirstSamplesAreADesignOfTheirOwn) {
  for (const bool second_order : {false, true}) {
    const Table few = unit_points(grouped(second_order, 8));
    const Table many = unit_points(grouped(second_order, 32));
    EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
  }
}

TEST(PickFreeze, BothHalvesAreBalanced) {
  Design design = design_of(DesignKind::kSaltelli, 12, 64);
  const Table rows = unit_points(design);
  Table a, b;
  for (std::size_t j = 0; j < 64; ++j) {
    a.push_back(rows[j * 14]);
    b.push_back(rows[j * 14 + 1]);
  }
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_TRUE(is_stratified(column(a, i)));
    EXPECT_TRUE(is_stratified(column(b, i)));
  }
}

TEST(PickFreeze, GivesTheIndicesOfIshigamisFunction) {
  // Ishigami & Homma (1990), a = 7, b = 0.1: first-order indices 0.3139, 0.4424, 0, total indices
  // 0.5576, 0.4424, 0.2437.
  const auto f = [](const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return (2 * u[i] - 1) * M_PI; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) +
           0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  constexpr std::size_t kSamples = 1024;
  const Table rows = unit_points(design_of(DesignKind::kSaltelli, 3, kSamples));
  std::vector<double> y;
  for (const auto& u : rows) y.push_back(f(u));
  double sum = 0, squares = 0;
  for (std::size_t j = 0; j < kSamples; ++j) {
    for (const double value : {y[5 * j], y[5 * j + 1]}) {
      sum += value;
      squares += value * value;
    }
  }
  const double mean = sum / (2 * kSamples), variance = squares / (2 * kSamples) - mean * mean;
  const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
  for (std::size_t i = 0; i < 3; ++i) {
    double v = 0, e = 0;
    for (std::size_t j = 0; j < kSamples; ++j) {
      const double a = y[5 * j], b = y[5 * j + 1], ab = y[5 * j + 2 + i];
      v += b * (ab - a);             // Saltelli et al. 2010
      e += (a - ab) * (a - ab) / 2;  // Jansen 1999
    }
    EXPECT_NEAR(v / kSamples / variance, first[i], 0.02) << i;
    EXPECT_NEAR(e / kSamples / variance, total[i], 0.02) << i;
  }
}

}  // namespace
}  // namespace armistice
