// The estimates of an attribution's terms: intervals that suit how they were sampled.
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "experiments/attribution/attributed_ensemble.hpp"
#include "experiments/ensemble/confidence_sequence.hpp"

namespace armistice {
namespace {

/// 95 % of a mean of few or many independent observations (Student 1908).
double quantile_975(std::int64_t observations) {
  const boost::math::students_t t(static_cast<double>(observations - 1));
  return boost::math::quantile(t, 0.975);
}

/// No player adds more than a whole share.
Interval bounded(const Attribution& a, const Interval& i) {
  if (!a.share) return i;
  return {std::max(i.low, -1.0), std::min(i.high, 1.0)};
}

/// Of trials, or of groups of trials that share their permutations. The last group may be smaller,
/// so the observations count by their trials.
Interval mean_interval(const Attribution& a, double value, const Moments& observed) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (observed.count < 2) return {kNone, kNone};
  const double n = static_cast<double>(observed.count);
  if (a.settings.precision > 0) {
    // As in paired_share_sequence: one more observation, as far off as can be.
    const double off = a.share ? 1 + std::abs(value) : 0;
    return bounded(a, mean_sequence(value, observed.variance() + off * off / n, n,
                                    a.exact ? kTunedTrials : kTunedTrials / kGroupTrials));
  }
  double squares = n;  // of the observations' sizes, in those of a whole one
  if (!a.exact) {
    const double last =
        static_cast<double>(a.trials - (observed.count - 1) * kGroupTrials) / kGroupTrials;
    squares = n - 1 + last * last;
  }
  const double size = static_cast<double>(a.trials) / (a.exact ? 1 : kGroupTrials);
  const double error = std::sqrt(observed.variance() * squares) / size;
  const double half = quantile_975(observed.count) * error;
  return bounded(a, {value - half, value + half});
}

Interval share_interval(const Attribution& a, TermKind kind) {
  const bool sequence = a.settings.precision > 0;
  if (kind == TermKind::kTotal) {
    const auto interval = sequence ? paired_share_sequence : paired_share_interval;
    return interval(a.gained, a.lost, a.trials);
  }
  const auto interval = sequence ? share_sequence : wilson_interval;
  return interval(kind == TermKind::kNobody ? a.has_before : a.has_after, a.trials);
}

}  // namespace

TermEstimate estimate(const Attribution& a, std::size_t term) {
  const TermSums& sums = a.sums[term];
  const TermKind kind = a.terms[term].kind;
  const double value = sums.sum / static_cast<double>(a.trials);
  // What every trial has alike, whatever its permutations.
  const bool whole =
      kind == TermKind::kNobody || kind == TermKind::kEverybody || kind == TermKind::kTotal;
  const DifferenceRange ranges = difference_range(a.sets[term]);
  if (whole && a.share) return {value, share_interval(a, kind), ranges};
  if (whole && a.settings.precision > 0) {
    return {value, paired_mean_sequence(value, sums.trials), ranges};
  }
  if (whole) return {value, paired_mean_interval(value, sums.trials), ranges};
  return {value, mean_interval(a, value, a.exact ? sums.trials : sums.groups), ranges};
}

}  // namespace armistice
