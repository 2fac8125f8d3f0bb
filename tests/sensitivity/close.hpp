// An estimate against a known value, in standard errors of its own interval.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

inline double standard_error(const IndexEstimate& e) { return e.half_width() / kNormalQuantile975; }

/// Within `errors` standard errors; those no less than `least`, for what hardly varies.
inline ::testing::AssertionResult is_near(const IndexEstimate& e, double expected,
                                          double errors = 4, double least = 1e-9) {
  if (std::abs(e.value - expected) <= errors * std::max(standard_error(e), least)) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << e.value << " (" << e.low << " to " << e.high << "), expected " << expected;
}

}  // namespace armistice
