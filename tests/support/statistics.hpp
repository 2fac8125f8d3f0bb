// Tolerances in standard errors.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace armistice::support {

struct Estimate {
  double mean = 0, standard_error = 0;
};

inline Estimate estimate(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double x : values) sum += x;
  const double mean = sum / n;
  for (const double x : values) squares += (x - mean) * (x - mean);
  return {mean, std::sqrt(squares / (n - 1) / n)};
}

/// The mean of `values` is `expected`, within `errors` standard errors.
inline ::testing::AssertionResult mean_is(const std::vector<double>& values, double expected,
                                          double errors = 4) {
  const Estimate e = estimate(values);
  if (std::abs(e.mean - expected) <= errors * e.standard_error) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << "mean " << e.mean << ", standard error "
                                       << e.standard_error << ", expected " << expected;
}

/// `hits` of `n` tries agree with probability `p`, within `errors` standard errors.
inline ::testing::AssertionResult share_is(double hits, double n, double p, double errors = 4) {
  const double se = std::sqrt(p * (1 - p) / n);
  if (std::abs(hits / n - p) <= errors * se) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "share " << hits / n << ", standard error " << se << ", expected " << p;
}

}  // namespace armistice::support
