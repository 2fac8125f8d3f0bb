// Estimates from counts: intervals, survival, quantiles. They see whole numbers only, so their
// results depend on no order of summation.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

namespace armistice {

/// Quantile of the standard normal: the half-width of a 95 % interval in standard errors.
inline constexpr double kNormalQuantile975 = 1.959963984540054;

struct Interval {
  double low, high;
};

/// 95 % interval of a share (Wilson 1927). 10 of 100: 0.0552 to 0.1744. Without trials: 0 to 1.
Interval wilson_interval(std::int64_t count, std::int64_t trials);

struct Survival {
  double share;          // still without the event after the month
  Interval interval;     // 95 %, of the share
  std::int64_t at_risk;  // observed beyond the month before; 0: nothing was seen so late
};

/// Kaplan and Meier (1958), with the interval of the beta product confidence procedure (Fay,
/// Brittain and Proschan 2013, Biostatistics 14:723, by the method of moments). It holds for any
/// number of events, none included; where nobody is censored it is the exact binomial one (Clopper
/// and Pearson 1934). events[d] and censored[d] count those whose event came, or whose observation
/// ended, d months after the start; who is censored at d was still at risk at d.
Survival kaplan_meier(std::span<const std::int64_t> events, std::span<const std::int64_t> censored,
                      int month);

/// Quantile q of n values in rising order, of which at(i) is the one of place i from 0: linear
/// between the two nearest (Hyndman and Fan 1996, type 7).
template <class At>
double interpolated_quantile(std::int64_t n, double q, const At& at) {
  const double place = q * static_cast<double>(n - 1), floor = std::floor(place);
  const auto rank = static_cast<std::int64_t>(floor);
  const double low = at(rank), high = at(std::min(rank + 1, n - 1));
  return low + (place - floor) * (high - low);
}
inline double interpolated_quantile(std::span<const double> rising, double q) {
  return interpolated_quantile(std::ssize(rising), q, [rising](std::int64_t i) {
    return rising[static_cast<std::size_t>(i)];
  });
}

/// Equal bins between low and high; values beyond fall in the end bins.
struct Bins {
  double low, high;
  int count;
  bool whole = false;  // values are whole numbers and bin i holds low + i

  int bin_of(double value) const;  // values beyond the ends are in the first and last bin
};

/// Linear within a bin. The end bins answer with the bound itself, so that an indicator has the
/// quantiles 0 and 1, and whatever is mostly 0 the median 0. Whole numbers: the least one that at
/// least q of all do not exceed. Empty: not a number.
double quantile(std::span<const std::uint32_t> counts, const Bins& bins, double q);

}  // namespace armistice
