// Which values of a discrete factor the designs run, and how often. For Morris designs see
// trajectories_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/designs/scenes.hpp"

namespace armistice {
namespace {

/// Values 0, 1 and 2 with weights 0.1, 0.3 and 0.6, and an event of probability 0.1.
Design design_with_values(DesignKind kind, std::int64_t samples) {
  Design design = design_of(kind, 3, samples);
  design.factors[0].distribution = {
      .kind = DistributionKind::kDiscrete, .values = {0, 1, 2}, .weights = {0.1, 0.3, 0.6}};
  design.factors[1].distribution = {
      .kind = DistributionKind::kBernoulli, .a = 0.1, .values = {}, .weights = {}};
  return design;
}

std::map<double, int> counts_of(const Design& design, std::size_t factor) {
  std::map<double, int> counts;
  for (const double value : column(points_in(design), factor)) ++counts[value];
  return counts;
}

void expect_weights(const Design& design, int points) {
  const std::map<double, double> weights[] = {{{0, 0.1}, {1, 0.3}, {2, 0.6}}, {{0, 0.9}, {1, 0.1}}};
  for (std::size_t factor = 0; factor < 2; ++factor) {
    std::map<double, int> counts = counts_of(design, factor);
    ASSERT_EQ(counts.size(), weights[factor].size());
    for (const auto& [value, weight] : weights[factor]) {
      // A value begins and ends within a stratum each.
      EXPECT_LE(std::abs(counts[value] - weight * points), 2) << factor << " " << value;
    }
  }
}

TEST(DiscreteValues, HaveAsManyPointsAsTheirWeightsInSamples) {
  expect_weights(design_with_values(DesignKind::kLatinHypercube, 100), 100);
  expect_weights(design_with_values(DesignKind::kSobol, 128), 128);
}

TEST(DiscreteValues, OfThePickFreezeBaseSampleHaveTheirWeights) {
  const Design design = design_with_values(DesignKind::kSaltelli, 128);
  const Table rows = points_in(design);
  for (const std::size_t base : {std::size_t{0}, std::size_t{1}}) {  // A and B
    int events = 0;
    for (std::size_t row = base; row < rows.size(); row += 5) events += rows[row][1] == 1 ? 1 : 0;
    EXPECT_LE(std::abs(events - 12.8), 1);
  }
}

TEST(DiscreteValues, AreAllThereEquallyOftenInFactorials) {
  Design full = design_with_values(DesignKind::kFullFactorial, 1);
  EXPECT_EQ(counts_of(full, 0), (std::map<double, int>{{0, 8}, {1, 8}, {2, 8}}));
  EXPECT_EQ(counts_of(full, 1), (std::map<double, int>{{0, 12}, {1, 12}}));
  Design fractional = design_with_values(DesignKind::kFractionalFactorial, 1);
  fractional.factors[0] = of_words("rule", {"quantal", "rational"});
  for (const std::size_t factor : {std::size_t{0}, std::size_t{1}}) {
    const std::map<double, int> counts = counts_of(fractional, factor);
    ASSERT_EQ(counts.size(), 2u);
    EXPECT_EQ(counts.begin()->second, counts.rbegin()->second);
  }
}

}  // namespace
}  // namespace armistice
