// Counts by inversion against the Poisson distribution.
#include "core/poisson.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/chance.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

std::vector<double> counts(double rate, int n) {
  std::vector<double> all;
  for (int i = 0; i < n; i += kDrawsPerSlot) {
    const Chance chance{static_cast<std::uint32_t>(i), 0u, {1, 0}, false};
    const FourReals u = draw_uniforms(chance, 0, Purpose::kViolation);
    for (const Real& x : u.value) all.push_back(static_cast<double>(poisson_from(x, rate).value));
  }
  return all;
}

TEST(Poisson, HasItsMeanAndVariance) {
  constexpr int kTries = 100'000;
  for (const double rate : {.01, .7, 3.0, 7.0}) {
    const std::vector<double> all = counts(rate, kTries);
    EXPECT_TRUE(support::mean_is(all, rate)) << rate;
    std::vector<double> squares;
    for (const double x : all) squares.push_back((x - rate) * (x - rate));
    EXPECT_TRUE(support::mean_is(squares, rate)) << rate;
  }
}

TEST(Poisson, InvertsTheDistributionFunction) {
  double term = std::exp(-3.0), below = 0;
  for (int k = 0; k < 12; ++k) {
    EXPECT_EQ(poisson_from(below + term / 2, 3).value, k);
    below += term;
    term *= 3.0 / (k + 1);
  }
  EXPECT_EQ(poisson_from(.999, 0).value, 0) << "nothing happens at rate 0";
  EXPECT_EQ(poisson_from(1 - 0x1p-24, 50).value, kLargestCount);
}

}  // namespace
}  // namespace armistice
