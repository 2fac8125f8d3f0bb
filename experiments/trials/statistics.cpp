#include "experiments/trials/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace armistice {

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
  Survival s{1, 0, at_risk};
  double greenwood = 0;  // sum of d / (n (n - d))
  const std::size_t last = std::min(events.size(), static_cast<std::size_t>(month) + 1);
  for (std::size_t d = 0; d < last; ++d) {
    s.at_risk = at_risk;
    if (events[d] > 0) {
      const double n = static_cast<double>(at_risk),
                   left = static_cast<double>(at_risk - events[d]);
      s.share *= left / n;
      if (left > 0) greenwood += static_cast<double>(events[d]) / (n * left);
    }
    at_risk -= events[d] + censored[d];
  }
  if (last <= static_cast<std::size_t>(month)) s.at_risk = 0;
  s.standard_error = s.share * std::sqrt(greenwood);
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
