// Counts of rare events.
#pragma once

#include "core/lane_math.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kLargestCount = 20;

/// A Poisson count with mean `rate` >= 0 from a uniform, by inversion: the number of terms of the
/// distribution function that the uniform reaches, at most kLargestCount.
inline Real poisson_from(Real uniform, Real rate) {
  Real term = exp(-rate), reached = term, count = 0;
  for (int k = 1; k <= kLargestCount; ++k) {
    const Mask more = uniform >= reached;
    if (!any(more)) break;
    count += indicator(more);
    term *= rate / Real(k);
    reached += term;
  }
  return count;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
