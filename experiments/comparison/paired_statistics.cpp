#include "experiments/comparison/paired_statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/comparison/skewed_mean.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Tango's score: the distance, in standard errors, of the counts above their expectation under the
/// true difference `delta`. It falls with delta.
double score(double gained, double lost, double n, double delta) {
  const double distance = gained - lost - n * delta;
  // The likeliest share of `lost`, were delta true.
  const double a = 2 * n, b = (2 * n - gained + lost) * delta - gained - lost;
  const double c = -lost * delta * (1 - delta);
  const double root = std::sqrt(std::max(0.0, b * b - 4 * a * c));
  // The root has two forms; this one has no cancellation.
  const double share = b <= 0 ? (root - b) / (2 * a) : -2 * c / (root + b);
  const double variance = n * (2 * share + delta * (1 - delta));
  if (variance > 0) return distance / std::sqrt(variance);
  return distance == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), distance);
}

/// Where the score falls below `wanted`, between low and high: to the last digit.
double where_score_is(double wanted, double gained, double lost, double n, double low,
                      double high) {
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    (score(gained, lost, n, middle) > wanted ? low : high) = middle;
  }
}

}  // namespace

Interval paired_share_interval(std::int64_t gained, std::int64_t lost, std::int64_t trials) {
  if (trials <= 0) return {-1, 1};
  const double b = static_cast<double>(gained), c = static_cast<double>(lost);
  const double n = static_cast<double>(trials), difference = (b - c) / n;
  // Exact at the ends, where the score has no limit of its own.
  return {lost == trials ? -1 : where_score_is(kNormalQuantile975, b, c, n, -1, difference),
          gained == trials ? 1 : where_score_is(-kNormalQuantile975, b, c, n, difference, 1)};
}

Interval paired_share_sequence(std::int64_t gained, std::int64_t lost, std::int64_t trials) {
  if (trials < 2) return {-1, 1};
  const double n = static_cast<double>(trials), mean = static_cast<double>(gained - lost) / n;
  const double off = 1 + std::abs(mean);  // of a trial that goes the other way
  const double variance = paired_share_variance(gained, lost, trials) + off * off / n;
  const Interval i = mean_sequence(mean, variance, n);
  return {std::max(i.low, -1.0), std::min(i.high, 1.0)};
}

double paired_share_variance(std::int64_t gained, std::int64_t lost, std::int64_t trials) {
  if (trials < 2) return kNone;
  const double n = static_cast<double>(trials), net = static_cast<double>(gained - lost);
  return (static_cast<double>(gained + lost) - net * net / n) / (n - 1);
}

Interval paired_mean_interval(double mean, const Moments& difference) {
  const double n = static_cast<double>(difference.count);
  return skewed_mean_interval(mean, std::sqrt(difference.variance() / n), difference);
}

Interval skewed_mean_interval(double mean, double error, const Moments& values) {
  const std::int64_t differing = values.count - values.zeros;
  if (values.count < 3 || differing < kLeastDiffering) return {kNone, kNone};
  const double n = static_cast<double>(values.count), skew = values.skewness() / std::sqrt(n);
  // Only those that differ say how large a difference is, so they alone are degrees of freedom.
  const boost::math::students_t student(static_cast<double>(differing - 1));
  const double t = boost::math::quantile(student, 0.975);
  // The inverse of Hall's transformation T + skew (T^2 / 3 + 1 / 6) + skew^2 T^3 / 27; nearly the
  // identity where nothing is skewed, and then written without its division by 0.
  const auto untransformed = [skew](double x) {
    constexpr double kRounding = 1e-9;
    const double shifted = x - skew / 6;
    return std::abs(skew) < kRounding ? shifted : 3 / skew * (std::cbrt(1 + skew * shifted) - 1);
  };
  return {mean - error * untransformed(t), mean - error * untransformed(-t)};
}

Interval paired_mean_sequence(double mean, const Moments& difference) {
  return mean_sequence(mean, difference.variance(), static_cast<double>(difference.count));
}

SetDifference set_difference(std::int64_t gained, std::int64_t lost, std::int64_t replicates) {
  const double m = static_cast<double>(replicates);
  return {static_cast<double>(gained - lost) / m,
          paired_share_variance(gained, lost, replicates) / m};
}

SetDifference set_difference(const Moments& difference) {
  return {difference.mean, difference.variance() / static_cast<double>(difference.count)};
}

DifferenceRange difference_range(std::span<const SetDifference> sets) {
  if (sets.empty()) return {kNone, kNone, kNone, kNone, RangeBasis::kNoSets};
  const double n = static_cast<double>(sets.size());
  std::vector<double> means;
  double sum = 0, noise = 0, squares = 0;
  for (const SetDifference& set : sets) {
    means.push_back(set.mean);
    sum += set.mean;
    noise += set.noise;
  }
  const double mean = sum / n;
  for (const double x : means) squares += (x - mean) * (x - mean);
  std::sort(means.begin(), means.end());
  const bool alike = means.front() == means.back();  // whatever rounding makes of their mean
  const double variance = alike ? 0 : squares / (n - 1);
  const BetweenSets between = between_sets(variance, noise / n);
  const RangeBasis basis =
      range_basis(static_cast<std::int64_t>(sets.size()), mean, variance, between.shrink);
  if (basis != RangeBasis::kRange) return {mean, between.variance, kNone, kNone, basis};
  const auto raw = [&means](double q) { return interpolated_quantile(means, q); };
  const auto shrunk = [&](double q) {
    return std::clamp(mean + between.shrink * (raw(q) - mean), means.front(), means.back());
  };
  const double low = shrunk(0.05), high = shrunk(0.95);
  if (low == high) return {mean, between.variance, kNone, kNone, RangeBasis::kMostAlike};
  const auto error = [&](double q) {
    return end_error(raw, static_cast<std::int64_t>(sets.size()), q, mean, between.shrink);
  };
  if (!ends_are_known(error(0.05), error(0.95), high - low)) {
    return {mean, between.variance, kNone, kNone, RangeBasis::kUncertain};
  }
  return {mean, between.variance, low, high};
}

double trials_unpaired(std::int64_t trials, double variance_reference, double variance_scenario,
                       double variance_difference) {
  if (!(variance_difference > 0)) return kNone;
  return static_cast<double>(trials) *
         ((variance_reference + variance_scenario) / variance_difference);
}

}  // namespace armistice
