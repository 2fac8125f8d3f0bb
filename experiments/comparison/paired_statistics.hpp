// Estimates from paired trials: intervals of a difference, and its range over parameter sets.
#pragma once

#include <cstdint>
#include <span>

#include "experiments/comparison/pair_tally.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

/// 95 % interval of the difference of two shares of the same trials: the score interval of Tango
/// (1998, Statistics in Medicine 17:891). `gained` trials count in the scenario alone, `lost` in
/// the reference alone; 12 and 2 of 50: 0.0611 to 0.3447. Unlike the normal interval it keeps its
/// coverage if few or none of the trials change. Without trials: -1 to 1.
Interval paired_share_interval(std::int64_t gained, std::int64_t lost, std::int64_t trials);

/// The same, valid at every number of trials at once, for a run that stops when the interval is
/// narrow (mean_sequence). Its variance counts one additional trial with the largest possible
/// difference, so that it is not 0 if no trial changed. Without trials: -1 to 1.
Interval paired_share_sequence(std::int64_t gained, std::int64_t lost, std::int64_t trials);

/// Variance of 1 (gained), -1 (lost) or 0 over the trials, with the divisor trials - 1.
double paired_share_variance(std::int64_t gained, std::int64_t lost, std::int64_t trials);

/// 95 % interval of a mean difference around `mean`: Student's, with the skewness taken out of the
/// statistic by the monotone transformation of Hall (1992, JRSS B 54:221). It is asymmetric where
/// the differences are. Not a number for fewer than three trials, or if fewer than kLeastDiffering
/// of them differ: so few, or none, say neither how large nor how rare the others are.
inline constexpr std::int64_t kLeastDiffering = 5;
Interval paired_mean_interval(double mean, const Moments& difference);

/// The same at every number of trials at once.
Interval paired_mean_sequence(double mean, const Moments& difference);

/// The difference in one parameter set: the mean of its replicates' paired differences.
struct SetDifference {
  double mean, noise;  // the variance of that mean that is due to chance
  bool operator==(const SetDifference&) const = default;
};
SetDifference set_difference(std::int64_t gained, std::int64_t lost, std::int64_t replicates);
SetDifference set_difference(const Moments& difference);

/// A difference over parameter sets, without the noise of replicates; as parameter_range().
struct DifferenceRange {
  double mean, between_variance, p05, p95;
  RangeBasis basis = RangeBasis::kRange;
};
/// Not a number throughout without sets; p05 and p95 where there is no range.
DifferenceRange difference_range(std::span<const SetDifference> sets);

/// How many trials two independent runs would each need for an interval as narrow. Not a number if
/// the paired difference has no variance.
double trials_unpaired(std::int64_t trials, double variance_reference, double variance_scenario,
                       double variance_difference);

}  // namespace armistice
