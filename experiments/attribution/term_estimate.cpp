// The estimates of an attribution's terms: intervals that suit how they were sampled.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/attribution/attributed_ensemble.hpp"
#include "experiments/comparison/skewed_mean.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace armistice {
namespace {

/// No player adds more than a whole share.
Interval bounded(const Attribution& a, const Interval& i) {
  if (!a.share) return i;
  return {std::max(i.low, -1.0), std::min(i.high, 1.0)};
}

/// Observations are trials, or groups of trials that share their permutations. The last group may
/// be smaller, so observations are weighted by their trials. Most may be 0, and the others few and
/// of one sign: an interval that takes them for normal then covers too rarely.
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
  return bounded(a, skewed_mean_interval(value, error, observed));
}

Interval share_interval(const Attribution& a, std::size_t term) {
  const bool sequence = a.settings.precision > 0;
  const TermKind kind = a.terms[term].kind;
  if (kind != TermKind::kNobody && kind != TermKind::kEverybody) {
    const auto interval = sequence ? paired_share_sequence : paired_share_interval;
    return interval(a.sums[term].raised, a.sums[term].lowered, a.trials);
  }
  const auto interval = sequence ? share_sequence : wilson_interval;
  return interval(kind == TermKind::kNobody ? a.has_before : a.has_after, a.trials);
}

}  // namespace

TermEstimate estimate(const Attribution& a, std::size_t term) {
  const TermSums& sums = a.sums[term];
  const TermKind kind = a.terms[term].kind;
  const double value = sums.sum / static_cast<double>(a.trials);
  const bool whole = has_own_coalitions(kind);
  const DifferenceRange ranges = difference_range(a.sets[term]);
  if (whole && a.share) return {value, share_interval(a, term), ranges};
  if (whole && a.settings.precision > 0) {
    return {value, paired_mean_sequence(value, sums.trials), ranges};
  }
  if (whole) return {value, paired_mean_interval(value, sums.trials), ranges};
  return {value, mean_interval(a, value, a.exact ? sums.trials : sums.groups), ranges};
}

std::vector<Ranked> ranking(const Attribution& a) {
  std::vector<Ranked> players;
  const auto place = [&a](const Term& term) {
    return static_cast<std::size_t>(std::find(a.terms.begin(), a.terms.end(), term) -
                                    a.terms.begin());
  };
  const auto excludes_0 = [](const Interval& i) { return i.low > 0 || i.high < 0; };
  for (std::size_t t = 0; t < a.terms.size(); ++t) {
    if (a.terms[t].kind != TermKind::kAlone) continue;
    const TermEstimate e = estimate(a, t);
    players.push_back({a.terms[t].player, e, excludes_0(e.sampling), false});
  }
  const bool asked = players.size() < 2 || place({TermKind::kAloneOver, 0, 1}) < a.terms.size();
  if (!asked) return {};
  std::stable_sort(players.begin(), players.end(),
                   [](const Ranked& x, const Ranked& y) { return x.alone.value > y.alone.value; });
  for (std::size_t k = 0; k + 1 < players.size(); ++k) {
    const auto [i, j] = std::minmax(players[k].player, players[k + 1].player);
    players[k].above_the_next =
        excludes_0(estimate(a, place({TermKind::kAloneOver, i, j})).sampling);
  }
  return players;
}

}  // namespace armistice
