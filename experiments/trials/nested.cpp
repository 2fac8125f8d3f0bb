#include "experiments/trials/nested.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

/// Share number `rank` of the sets in ascending order, of `histogram`, counted from 0.
double ranked(const ReplicateHistogram& histogram, std::int64_t rank) {
  std::size_t had = 0;
  for (; had < kReplicates; ++had) {
    rank -= histogram[had];
    if (rank < 0) break;
  }
  return static_cast<double>(had) / kReplicates;
}

double empirical_quantile(const ReplicateHistogram& histogram, std::int64_t sets, double q) {
  return interpolated_quantile(sets, q,
                               [&histogram](std::int64_t rank) { return ranked(histogram, rank); });
}

}  // namespace

void add(NestedSample& sums, const NestedSample& more) {
  const auto add_sets = [](ReplicateHistogram& histogram, const ReplicateHistogram& further) {
    for (std::size_t i = 0; i < histogram.size(); ++i) histogram[i] += further[i];
  };
  sums.sets += more.sets;
  for (std::size_t s = 0; s < sums.histograms.size(); ++s) {
    add_sets(sums.histograms[s], more.histograms[s]);
  }
  for (std::size_t o = 0; o < sums.by_month.size(); ++o) {
    sums.by_month[o].resize(std::max(sums.by_month[o].size(), more.by_month[o].size()));
    for (std::size_t month = 0; month < more.by_month[o].size(); ++month) {
      add_sets(sums.by_month[o][month], more.by_month[o][month]);
    }
  }
}

RangeBasis range_basis(std::int64_t sets, double mean, double variance, double shrink) {
  if (sets == 0) return RangeBasis::kNoSets;
  if (sets < kLeastSets) return RangeBasis::kTooFewSets;
  if (variance == 0 && mean == 0) return RangeBasis::kZero;
  if (variance == 0) return RangeBasis::kAlike;
  return shrink > 0 ? RangeBasis::kRange : RangeBasis::kChance;
}

std::string why_no_range(RangeBasis basis, std::int64_t sets) {
  switch (basis) {
    case RangeBasis::kNoSets:
      return "no parameter set was run several times";
    case RangeBasis::kTooFewSets:
      return fmt::format("{} {} fewer than {}", sets, sets == 1 ? "set is" : "sets are",
                         kLeastSets);
    case RangeBasis::kZero:
      return fmt::format("0 in all {} sets", sets);
    case RangeBasis::kAlike:
      return fmt::format("the same in all {} sets", sets);
    case RangeBasis::kChance:
      return fmt::format("{} sets differ by no more than chance", sets);
    case RangeBasis::kMostAlike:
      return fmt::format("the same in 9 of 10 of {} sets", sets);
    case RangeBasis::kUncertain:
      return fmt::format("{} sets are too few to tell its ends", sets);
    case RangeBasis::kRange:
      break;
  }
  return "";
}

BetweenSets between_sets(double variance, double noise) {
  // Law of total variance: the variance between sets beyond that of their replicates.
  const double between = std::max(0.0, variance - noise);
  // Constrained empirical Bayes (Louis 1984; Ghosh 1992): shrunk so that the variance over sets is
  // the one just estimated, neither that of the raw shares nor that of their posterior means.
  return {between, variance > 0 ? std::sqrt(between / variance) : 0};
}

double end_error(const std::function<double(double)>& raw, std::int64_t sets, double q, double mean,
                 double shrink) {
  const double n = static_cast<double>(sets), rank = std::sqrt(q * (1 - q) / n);
  const double of_quantile =
      shrink * (raw(std::min(q + rank, 1.0)) - raw(std::max(q - rank, 0.0))) / 2;
  // The estimated variance of normal means errs by sqrt(2 / (n - 1)) of itself.
  const double of_shrink = std::min(1.0, std::sqrt(2 / (n - 1)) / (2 * shrink * shrink));
  return std::hypot(of_quantile, shrink * std::abs(raw(q) - mean) * of_shrink);
}

bool ends_are_known(double low_error, double high_error, double range) {
  constexpr double kMost = 0.25;  // of the range
  return std::max(low_error, high_error) <= kMost * range;
}

ParameterRange parameter_range(const ReplicateHistogram& histogram) {
  constexpr double m = kReplicates;
  std::int64_t sets = 0;
  double sum = 0, squares = 0, noise = 0;
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const double n = histogram[i], p = static_cast<double>(i) / m;
    sets += histogram[i];
    sum += n * p;
    noise += n * p * (1 - p) / (m - 1);  // unbiased for the variance of p, given the set
  }
  const double n = static_cast<double>(sets);
  if (sets == 0) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, kNone, RangeBasis::kNoSets};
  }
  const double mean = sum / n;
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const double d = static_cast<double>(i) / m - mean;
    squares += histogram[i] * d * d;
  }
  const double variance = sets > 1 ? squares / (n - 1) : 0;
  const auto [between, shrink] = between_sets(variance, noise / n);
  RangeBasis basis = range_basis(sets, mean, variance, shrink);
  if (basis == RangeBasis::kRange &&
      empirical_quantile(histogram, sets, 0.05) == empirical_quantile(histogram, sets, 0.95)) {
    basis = RangeBasis::kMostAlike;
  }
  if (basis == RangeBasis::kRange) {
    const auto raw = [&](double q) { return empirical_quantile(histogram, sets, q); };
    const auto error = [&, shrink = shrink](double q) {
      return end_error(raw, sets, q, mean, shrink);
    };
    const double range = shrink * (raw(0.95) - raw(0.05));
    if (!ends_are_known(error(0.05), error(0.95), range)) basis = RangeBasis::kUncertain;
  }
  const auto shrunk = [&, shrink = shrink](double q) {
    if (basis != RangeBasis::kRange) return std::numeric_limits<double>::quiet_NaN();
    const double raw = empirical_quantile(histogram, sets, q);
    return std::clamp(mean + shrink * (raw - mean), 0.0, 1.0);
  };
  const double total = mean * (1 - mean);
  return {.mean = mean,
          .between_variance = between,
          .p05 = shrunk(0.05),
          .p95 = shrunk(0.95),
          .share_of_variance = total > 0 ? std::min(1.0, between / total) : 0,
          .basis = basis};
}

}  // namespace armistice
