// The interval of a mean of values that may be skewed, and most of them 0.
#pragma once

#include "experiments/comparison/pair_tally.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

/// As paired_mean_interval(), for a mean whose standard error is not that of values of one weight.
Interval skewed_mean_interval(double mean, double error, const Moments& values);

}  // namespace armistice
