#include <gtest/gtest.h>

#include <cmath>

#include "experiments/designs/factor.hpp"
#include "experiments/trials/draw.hpp"
#include "tests/designs/scenes.hpp"

namespace armistice {
namespace {

Factor triangular(double low, double mode, double high) {
  return {.name = "x", .distribution = {DistributionKind::kTriangular, low, mode, high, {}, {}}};
}
Factor normal(double mean, double sd) {
  return {.name = "x", .distribution = {DistributionKind::kNormal, mean, sd, 0, {}, {}}};
}
Factor bernoulli(double p) {
  return {.name = "x", .distribution = {DistributionKind::kBernoulli, p, 0, 0, {}, {}}};
}
Factor discrete(std::vector<double> values, std::vector<double> weights) {
  return {.name = "x",
          .distribution = {DistributionKind::kDiscrete, 0, 0, 0, std::move(values),
                           std::move(weights)}};
}

struct Moments {
  double mean = 0, variance = 0;
};

/// By the midpoint rule over probabilities.
Moments moments_of(const Factor& factor) {
  constexpr int kIntervals = 20000;
  const Quantile quantile = quantile_of(factor);
  double sum = 0, squares = 0;
  for (int i = 0; i < kIntervals; ++i) {
    const double x = quantile((i + 0.5) / kIntervals);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kIntervals;
  return {mean, squares / kIntervals - mean * mean};
}

TEST(Quantiles, HaveTheMeanAndTheVarianceOfTheirDistribution) {
  const double a = -1, m = 0.5, b = 2;
  const Moments t = moments_of(triangular(a, m, b));
  EXPECT_NEAR(t.mean, (a + m + b) / 3, 1e-6);
  EXPECT_NEAR(t.variance, (a * a + m * m + b * b - a * m - a * b - m * b) / 18, 1e-5);
  const Moments u =
      moments_of({.name = "x", .distribution = {DistributionKind::kUniform, 3, 7, 0, {}, {}}});
  EXPECT_NEAR(u.mean, 5, 1e-9);
  EXPECT_NEAR(u.variance, 16.0 / 12, 1e-6);
  const Moments n = moments_of(normal(10, 2));
  EXPECT_NEAR(n.mean, 10, 1e-9);
  EXPECT_NEAR(n.variance, 4, 4e-3) << "the midpoint rule cuts the tails";
  const Moments e = moments_of(bernoulli(0.3));
  EXPECT_NEAR(e.mean, 0.3, 1e-4);
  EXPECT_NEAR(e.variance, 0.21, 1e-4);
  const Factor three = discrete({4, -1, 2}, {1, 2, 5});
  const Moments d = moments_of(three);
  EXPECT_NEAR(d.mean, mean_of(three.distribution), 1e-3);
  EXPECT_NEAR(d.variance, (16.0 + 2 + 20) / 8 - 1.5 * 1.5, 2e-3);
}

TEST(Quantiles, InvertTheNormalDistribution) {
  const Quantile quantile = quantile_of(normal(0, 1));
  for (const double z : {-6.0, -2.5, -0.1, 0.0, 1.0, 3.0}) {
    EXPECT_NEAR(quantile(0.5 * std::erfc(-z / std::sqrt(2.0))), z, 1e-9);
  }
}

TEST(Quantiles, RiseAndStayWithinTheSupport) {
  for (const Factor& factor :
       {triangular(0.2, 0.2, 0.5), triangular(0, 1, 1), normal(-3, 2), bernoulli(0.7),
        discrete({3, 1, 2}, {0, 1, 1}), of_words("rule", {"majority", "consensus", "unanimity"})}) {
    const Quantile quantile = quantile_of(factor);
    const Support support = factor.words.empty() ? support_of(factor.distribution) : Support{0, 2};
    double last = quantile(0);
    for (int i = 0; i <= 1000; ++i) {
      const double x = quantile(i == 1000 ? 1 - 0x1p-53 : i / 1000.0);
      EXPECT_GE(x, last);
      EXPECT_GE(x, support.low);
      EXPECT_LE(x, support.high);
      EXPECT_TRUE(std::isfinite(x));
      last = x;
    }
  }
}

TEST(Quantiles, OfStepsChangeWhereTheProbabilityIsReached) {
  EXPECT_EQ(quantile_of(bernoulli(0.25))(0.7499), 0);
  EXPECT_EQ(quantile_of(bernoulli(0.25))(0.75), 1);
  const Factor unsorted = discrete({5, 1, 3, 1, 9}, {1, 1, 1, 1, 0});
  EXPECT_EQ(quantile_of(unsorted)(0.4999), 1) << "twice, with a quarter each";
  EXPECT_EQ(quantile_of(unsorted)(0.5), 3);
  EXPECT_EQ(quantile_of(unsorted)(0.75), 5);
  EXPECT_EQ(quantile_of(unsorted)(1 - 0x1p-53), 5) << "9 has no weight";
  const Factor rule = of_words("rule", {"a", "b", "c"});
  EXPECT_EQ(quantile_of(rule)(0.33), 0);
  EXPECT_EQ(quantile_of(rule)(0.34), 1);
  EXPECT_EQ(quantile_of(rule)(0.67), 2);
}

TEST(Quantiles, OfWhatIsFixedAreItsValue) {
  for (const Factor& factor : {Factor{.name = "x", .distribution = fixed_value(0.4)},
                               triangular(0.4, 0.4, 0.4), normal(0.4, 0), discrete({0.4}, {2})}) {
    EXPECT_EQ(quantile_of(factor).levels(), 1u);
    for (const double u : {0.0, 0.5, 1 - 0x1p-53}) EXPECT_EQ(quantile_of(factor)(u), 0.4);
  }
  EXPECT_EQ(quantile_of(bernoulli(1)).levels(), 1u);
  EXPECT_EQ(quantile_of(bernoulli(1))(0), 1);
}

TEST(Quantiles, TakeEachLevelInTheMiddleOfItsProbability) {
  const Factor factor = discrete({7, 2, 4}, {1, 1e-9, 3});
  const Quantile quantile = quantile_of(factor);
  ASSERT_EQ(quantile.levels(), 3u);
  EXPECT_EQ(quantile(quantile.middle_of(0)), 2);
  EXPECT_EQ(quantile(quantile.middle_of(1)), 4);
  EXPECT_EQ(quantile(quantile.middle_of(2)), 7);
}

TEST(Quantiles, RefuseWhatIsNoDistribution) {
  EXPECT_EQ(refusal_of([] { quantile_of(triangular(0, 2, 1)); }),
            "factor x: triangular(min=0, mode=2, max=1): expected finite min <= mode <= max");
  EXPECT_EQ(refusal_of([] {
              quantile_of(discrete({1, 2}, {0, 0}));
            }),
            "factor x: discrete(values=[1, 2], weights=[0, 0]): expected finite values, and "
            "weights with a positive sum");
  EXPECT_NE(refusal_of([] { quantile_of(discrete({1, 2}, {1})); }), "");
  EXPECT_NE(refusal_of([] { quantile_of(normal(0, -1)); }), "");
  EXPECT_NE(refusal_of([] { quantile_of(normal(std::nan(""), 1)); }), "");
  EXPECT_NE(refusal_of([] { quantile_of(bernoulli(1.5)); }), "");
}

}  // namespace
}  // namespace armistice
