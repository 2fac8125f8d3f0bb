// Intervals that hold at every number of trials at once, so that a run may look at them and stop
// when they are narrow. A fixed-n interval (Wilson, normal) covers its 95 % only at a number of
// trials that was fixed beforehand: who looks again and again and stops at will loses that.
#pragma once

#include <cstdint>

#include "experiments/trials/statistics.hpp"

namespace armistice {

/// Number of trials at which the sequences are narrowest; they hold at any. Chosen before any
/// trial, as it must be. About 3.0 standard errors there, 3.7 at 4,096 and 3.4 at a million.
inline constexpr double kTunedTrials = 32768;

/// 95 % confidence sequence of a share of trials: the beta-binomial mixture martingale (Robbins
/// 1970; Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of Statistics 49:1055). Exact: at no
/// number of trials does it depend on an approximation. Without trials: 0 to 1.
Interval share_sequence(std::int64_t count, std::int64_t trials);

/// 95 % confidence sequence of the mean of independent observations with the given sample variance.
/// It is the asymptotic sequence of theorem 2.2 of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
/// (2024, Annals of Statistics 52:2613). `tuned` is the number of observations at which it is
/// narrowest. Not a number if the variance isn't.
Interval mean_sequence(double mean, double variance, double observations,
                       double tuned = kTunedTrials);

double half_width(const Interval& interval);  // in the units of its ends

}  // namespace armistice
