#include "experiments/trials/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace armistice {
namespace {

constexpr double kTail = 0.025;  // beyond either end of a 95 % interval

/// A product of independent beta variables, known by its first two moments.
class BetaProduct {
 public:
  void times(double a, double b) {
    const double n = a + b, mean = a / n;
    mean_ *= mean;
    square_ *= mean * (a + 1) / (n + 1);
  }

  /// The quantile of the beta distribution with the same moments.
  double quantile(double q) const {
    const double variance = square_ - mean_ * mean_;
    if (!(variance > 0)) return mean_;  // without factors it is 1
    const double n = mean_ * (1 - mean_) / variance - 1;
    return boost::math::quantile(boost::math::beta_distribution(mean_ * n, (1 - mean_) * n), q);
  }

 private:
  double mean_ = 1, square_ = 1;
};

}  // namespace

Interval wilson_interval(std::int64_t count, std::int64_t trials) {
  if (trials <= 0) return {0, 1};
  const double n = static_cast<double>(trials), p = static_cast<double>(count) / n;
  const double z2 = kNormalQuantile975 * kNormalQuantile975;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half =
      kNormalQuantile975 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  // Exact at the ends, where rounding would leave a trace.
  return {count == 0 ? 0 : centre - half, count == trials ? 1 : centre + half};
}

Survival kaplan_meier(std::span<const std::int64_t> events, std::span<const std::int64_t> censored,
                      int month) {
  std::int64_t at_risk = std::accumulate(events.begin(), events.end(), std::int64_t{0}) +
                         std::accumulate(censored.begin(), censored.end(), std::int64_t{0});
  Survival s{1, {0, 1}, at_risk};
  std::int64_t left = at_risk;  // without the event after the month
  BetaProduct upper;
  const std::size_t last = std::min(events.size(), static_cast<std::size_t>(month) + 1);
  for (std::size_t d = 0; d < last; ++d) {
    s.at_risk = at_risk;
    if (events[d] > 0) {
      s.share *= static_cast<double>(at_risk - events[d]) / static_cast<double>(at_risk);
      upper.times(static_cast<double>(at_risk - events[d] + 1), static_cast<double>(events[d]));
    }
    left = at_risk - events[d];
    at_risk = left - censored[d];
  }
  if (last <= static_cast<std::size_t>(month)) s.at_risk = left = 0;
  s.interval.high = upper.quantile(1 - kTail);
  if (left > 0) {
    BetaProduct lower = upper;
    lower.times(static_cast<double>(left), 1);
    s.interval.low = lower.quantile(kTail);
  }
  return s;
}

int Bins::bin_of(double value) const {
  const double x = whole ? value - low : (value - low) * (count / (high - low));
  if (!(x > 0)) return 0;
  return x < count ? static_cast<int>(x) : count - 1;
}

double quantile(std::span<const std::uint32_t> counts, const Bins& bins, double q) {
  const double total =
      static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  const double wanted = q * total;
  const double width = (bins.high - bins.low) / bins.count;
  double below = 0;
  std::size_t bin = 0;
  for (; bin < counts.size(); ++bin) {
    const double here = counts[bin];
    if (here > 0 && below + here >= wanted) break;
    below += here;
  }
  if (bin == counts.size()) --bin;  // q above 1 by rounding
  if (bins.whole) return bins.low + static_cast<double>(bin);
  if (bin == 0) return bins.low;
  if (bin + 1 == counts.size()) return bins.high;
  const double within = std::max(wanted - below, 0.0) / counts[bin];
  return bins.low + width * (static_cast<double>(bin) + within);
}

}  // namespace armistice
