// Figures and their standard errors, against closed forms.
#include "experiments/validation/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

/// Uniform on 0 .. 1, independent of each other.
std::vector<double> uniforms(std::size_t n, std::uint64_t seed) {
  std::vector<double> values(n);
  AddressedEngine engine(seed, 0, 0);
  for (double& x : values) x = static_cast<double>(engine() >> 11) * 0x1p-53;
  return values;
}

TEST(Figures, MeanAndItsErrorAreThoseOfTheTextbook) {
  const Figure f = mean_of_values(std::vector<double>{1, 2, 3, 6});
  EXPECT_DOUBLE_EQ(f.value, 3);
  EXPECT_DOUBLE_EQ(f.standard_error, std::sqrt(14.0 / 3 / 4));
}

TEST(Figures, PairedDifferenceForgetsWhatIsShared) {
  const std::vector<double> a{1, 5, 9}, b{0, 4, 8};
  const Figure f = mean_difference(a, b);
  EXPECT_DOUBLE_EQ(f.value, 1);
  EXPECT_DOUBLE_EQ(f.standard_error, 0);
}

TEST(Figures, ErrorByBatchesIsThatOfAMean) {
  const std::vector<double> values = uniforms(20'000, 3);
  const Figure exact = mean_of_values(values);
  const Figure batched = by_batches(values.size(), [&](std::size_t a, std::size_t b) {
    return mean_of_values(std::span(values).subspan(a, b - a)).value;
  });
  EXPECT_DOUBLE_EQ(batched.value, exact.value);
  // A standard deviation of 20 batches has a relative error of 1 / sqrt(38): four of these.
  EXPECT_NEAR(batched.standard_error / exact.standard_error, 1, 4 / std::sqrt(38.0));
}

TEST(Figures, SpreadSkewMedianAndCorrelationAreTheTextbooks) {
  const std::vector<double> x{1, 2, 3, 10};
  EXPECT_DOUBLE_EQ(standard_deviation(x), std::sqrt(50.0 / 3));
  EXPECT_DOUBLE_EQ(median(x), 2.5);
  EXPECT_DOUBLE_EQ(median({3, 1, 2}), 2);
  EXPECT_NEAR(skewness(x), 45 / std::pow(12.5, 1.5), 1e-12);
  EXPECT_DOUBLE_EQ(skewness(std::vector<double>{1, 2, 3}), 0);
  EXPECT_DOUBLE_EQ(correlation(x, std::vector<double>{-2, -4, -6, -20}), -1);
}

TEST(Target, HoldsWithinItsEndsAndNeverForWhatIsNoNumber) {
  EXPECT_TRUE(between(1, 2).holds(1));
  EXPECT_FALSE(between(1, 2).holds(2.001));
  EXPECT_TRUE(at_least(3).holds(1e9));
  EXPECT_FALSE(at_most(3).holds(std::nan("")));
  EXPECT_EQ(to_string(between(300, 480)), "300 to 480");
  EXPECT_EQ(to_string(at_least(.2)), "at least 0.2");
}

}  // namespace
}  // namespace armistice
