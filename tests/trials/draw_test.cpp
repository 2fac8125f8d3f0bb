#include "experiments/trials/draw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

constexpr std::uint32_t kSets = 20000;

Distribution triangular(double min, double mode, double max) {
  return {.kind = DistributionKind::kTriangular,
          .a = min,
          .b = mode,
          .c = max,
          .values = {},
          .weights = {}};
}
Distribution of_kind(DistributionKind kind, double a, double b) {
  return {.kind = kind, .a = a, .b = b, .values = {}, .weights = {}};
}

struct Moments {
  double mean, variance, mean_error, variance_error;  // standard errors
};
Moments moments_of(const std::vector<double>& xs) {
  const double n = static_cast<double>(xs.size());
  double sum = 0, second = 0, fourth = 0;
  for (const double x : xs) sum += x;
  const double mean = sum / n;
  for (const double x : xs) {
    const double d = (x - mean) * (x - mean);
    second += d;
    fourth += d * d;
  }
  const double variance = second / (n - 1);
  return {mean, variance, std::sqrt(variance / n),
          std::sqrt((fourth / n - variance * variance) / n)};
}

std::vector<double> over_sets(const ParameterDraw& draw,
                              const std::function<double(const ParameterSet&)>& pick) {
  std::vector<double> xs;
  for (std::uint32_t k = 0; k < kSets; ++k) xs.push_back(pick(draw.set(k)));
  return xs;
}

/// Draws of parameter 0 when it has this distribution.
Moments drawn_moments(const Distribution& d) {
  Scenario s = plain_scenario();
  s.parameters[0] = d;
  return moments_of(over_sets(ParameterDraw(s, 1),
                              [](const ParameterSet& set) { return double{set.parameters[0]}; }));
}

TEST(Draw, SameSetHasTheSameNumbers) {
  Scenario s = plain_scenario();
  s.parameters[0] = triangular(0, 1, 2);
  const ParameterDraw one(s, 7), other(s, 7);
  other.set(3);  // what was drawn before does not matter
  EXPECT_EQ(one.set(12).parameters, other.set(12).parameters);
}

TEST(Draw, SetsAndSeedsDiffer) {
  Scenario s = plain_scenario();
  s.parameters[0] = of_kind(DistributionKind::kUniform, 0, 1);
  std::set<float> values;
  for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32}) {
    const ParameterDraw draw(s, seed);
    for (std::uint32_t k = 0; k < 4; ++k) values.insert(draw.set(k).parameters[0]);
  }
  EXPECT_EQ(values.size(), 12u);
}

TEST(Draw, AnotherUncertainParameterShiftsNoOther) {
  Scenario s = plain_scenario();
  s.parameters[5] = triangular(0, 1, 2);
  const ParameterSet before = ParameterDraw(s, 1).set(9);
  s.parameters[0] = triangular(0, 1, 2);
  s.parameters[6] = of_kind(DistributionKind::kNormal, 0, 1);
  s.levers[0].intensity = of_kind(DistributionKind::kUniform, 0, 1);
  s.implementation.share = triangular(0, 0.5, 1);
  const ParameterSet after = ParameterDraw(s, 1).set(9);
  EXPECT_NE(before.parameters[0], after.parameters[0]);
  EXPECT_EQ(before.parameters[5], after.parameters[5]);
}

TEST(Draw, EveryNameHasAnAddressOfItsOwn) {
  Scenario s = plain_scenario();
  const Distribution uniform = of_kind(DistributionKind::kUniform, 0, 1);
  for (auto& p : s.parameters) p = uniform;
  for (auto& lever : s.levers) lever.intensity = uniform;
  ParameterSet drawn = ParameterDraw(s, 1).set(0);
  std::set<float> values(drawn.parameters.begin(), drawn.parameters.end());
  values.insert(drawn.lever_targets.begin(), drawn.lever_targets.end());
  EXPECT_GE(values.size() + 1, s.parameters.size() + kLevers);  // floats may meet once
}

/// What stands in a lane before a set is drawn into it.
ParameterSet central_set(const ParameterDraw& draw) {
  ParameterSet set{std::vector<float>(static_cast<std::size_t>(draw.parameters())), {}};
  draw.fill(set.parameters.data(), set.lever_targets.data(), 1);
  return set;
}

TEST(Draw, NothingUncertainIsTheCentralSet) {
  const Scenario s = plain_scenario();
  const ParameterDraw draw(s, 1);
  const ParameterSet central = central_set(draw);
  EXPECT_EQ(draw.set(5).parameters, central.parameters);
  EXPECT_EQ(draw.set(5).lever_targets, central.lever_targets);
  EXPECT_EQ(central.lever_targets[1], static_cast<float>(lever_declarations()[1].base));
}

TEST(Draw, TriangularHasItsMeanAndVariance) {
  const double a = 0.2, b = 0.35, c = 0.8;
  const Moments m = drawn_moments(triangular(a, b, c));
  EXPECT_NEAR(m.mean, (a + b + c) / 3, 4 * m.mean_error);
  EXPECT_NEAR(m.variance, (a * a + b * b + c * c - a * b - a * c - b * c) / 18,
              4 * m.variance_error);
}

TEST(Draw, OtherDistributionsHaveTheirMeanAndVariance) {
  const Moments uniform = drawn_moments(of_kind(DistributionKind::kUniform, 2, 5));
  EXPECT_NEAR(uniform.mean, 3.5, 4 * uniform.mean_error);
  EXPECT_NEAR(uniform.variance, 0.75, 4 * uniform.variance_error);
  const Moments normal = drawn_moments(of_kind(DistributionKind::kNormal, -1, 2));
  EXPECT_NEAR(normal.mean, -1, 4 * normal.mean_error);
  EXPECT_NEAR(normal.variance, 4, 4 * normal.variance_error);
  const Moments event = drawn_moments(of_kind(DistributionKind::kBernoulli, 0.22, 0));
  EXPECT_NEAR(event.mean, 0.22, 4 * event.mean_error);
  const Distribution discrete{
      .kind = DistributionKind::kDiscrete, .values = {1, 2, 10}, .weights = {1, 2, 1}};
  const Moments choice = drawn_moments(discrete);
  EXPECT_NEAR(choice.mean, 3.75, 4 * choice.mean_error);
  EXPECT_DOUBLE_EQ(mean_of(discrete), 3.75);
}

TEST(Draw, DistributionWithoutWidthIsItsValue) {
  Scenario s = plain_scenario();
  s.parameters[0] = triangular(0.3, 0.3, 0.3);
  s.parameters[1] = of_kind(DistributionKind::kBernoulli, 1, 0);
  const ParameterSet set = ParameterDraw(s, 1).set(0);
  EXPECT_EQ(set.parameters[0], 0.3f);
  EXPECT_EQ(set.parameters[1], 1);
}

TEST(Draw, LaneHoldsTheSetAndLeavesTheOthers) {
  Scenario s = plain_scenario();
  s.parameters[2] = triangular(0, 1, 2);
  s.levers[3].intensity = of_kind(DistributionKind::kUniform, 0, 1);
  const ParameterDraw draw(s, 1);
  constexpr int kLanes = 4;
  std::vector<float> parameters(s.parameters.size() * kLanes), targets(kLevers * kLanes);
  draw.fill(parameters.data(), targets.data(), kLanes);
  draw.draw(8, parameters.data(), targets.data(), 1, kLanes);
  draw.copy(1, 3, parameters.data(), targets.data(), kLanes);
  const ParameterSet eighth = draw.set(8);
  for (std::size_t row = 0; row < s.parameters.size(); ++row) {
    EXPECT_EQ(parameters[row * kLanes + 1], eighth.parameters[row]);
    EXPECT_EQ(parameters[row * kLanes + 3], eighth.parameters[row]);
    EXPECT_EQ(parameters[row * kLanes + 2], central_set(draw).parameters[row]);
  }
  for (std::size_t row = 0; row < kLevers; ++row) {
    EXPECT_EQ(targets[row * kLanes + 3], eighth.lever_targets[row]);
  }
}

/// Every lever fully intended, `share` of it carried out.
Scenario fully_intended(const Distribution& share, double common_variance) {
  Scenario s = plain_scenario();
  for (auto& lever : s.levers) lever.intensity = fixed_value(1);
  s.implementation = {share, common_variance};
  return s;
}

/// The share of lever `i` that was carried out.
double share_of(const ParameterSet& set, std::size_t i) {
  const double base = lever_declarations()[i].base;
  return (double{set.lever_targets[i]} - base) / (1 - base);
}

TEST(Implementation, FixedShareGoesPartOfTheWayFromTheBase) {
  const ParameterSet set = ParameterDraw(fully_intended(fixed_value(0.5), 0), 1).set(4);
  for (std::size_t i = 0; i < kLevers; ++i) {
    const auto& lever = lever_declarations()[i];
    const double expected = lever.at_once ? 1 : lever.base + (1 - lever.base) * 0.5;
    EXPECT_EQ(set.lever_targets[i], static_cast<float>(expected)) << lever.name;
  }
}

TEST(Implementation, ShareHasItsMeanAndVariance) {
  // Narrow enough never to reach 0 or 1.
  const Scenario s = fully_intended(triangular(0.6, 0.7, 0.8), 1.0 / 3);
  const Moments m = moments_of(
      over_sets(ParameterDraw(s, 1), [](const ParameterSet& set) { return share_of(set, 0); }));
  EXPECT_NEAR(m.mean, 0.7, 4 * m.mean_error);
  EXPECT_NEAR(m.variance, 0.01 / 6, 4 * m.variance_error);
}

TEST(Implementation, ThirdOfTheVarianceIsCommon) {
  const ParameterDraw draw(fully_intended(triangular(0.6, 0.7, 0.8), 1.0 / 3), 1);
  double xy = 0, xx = 0, yy = 0;
  for (std::uint32_t k = 0; k < kSets; ++k) {
    const ParameterSet set = draw.set(k);
    const double x = share_of(set, 0) - 0.7, y = share_of(set, 7) - 0.7;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  const double correlation = xy / std::sqrt(xx * yy);
  const double error = (1 - correlation * correlation) / std::sqrt(double{kSets});
  EXPECT_NEAR(correlation, 1.0 / 3, 4 * error);
}

TEST(Implementation, ShareStaysWithinItsBounds) {
  const Distribution coin = of_kind(DistributionKind::kBernoulli, 0.5, 0);
  const ParameterDraw draw(fully_intended(coin, 0.5), 1);
  for (std::uint32_t k = 0; k < 1000; ++k) {
    const double share = share_of(draw.set(k), 0);
    EXPECT_GE(share, -1e-6);
    EXPECT_LE(share, 1 + 1e-6);
  }
}

}  // namespace
}  // namespace armistice
