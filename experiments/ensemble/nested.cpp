#include "experiments/ensemble/nested.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"

namespace armistice {
namespace {

/// Replicates of a set by outcome and, in the place of each month, that first stopped in it.
using Stops = std::array<std::vector<std::uint32_t>, kOutcomes>;

void count_replicates(NestedSample& sums, const std::array<int, kShares>& had, const Stops& stops) {
  ++sums.sets;
  for (std::size_t s = 0; s < had.size(); ++s) {
    ++sums.histograms[s][static_cast<std::size_t>(had[s])];
  }
  std::array<std::uint32_t, kOutcomes> so_far{};
  so_far[static_cast<std::size_t>(Outcome::kContinuedWar)] = kReplicates;
  for (std::size_t month = 0; month < stops.front().size(); ++month) {
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      so_far[o] += stops[o][month];
      so_far[static_cast<std::size_t>(Outcome::kContinuedWar)] -= stops[o][month];
    }
    for (std::size_t o = 0; o < kOutcomes; ++o) ++sums.by_month[o][month][so_far[o]];
  }
}

void run_set(GroupRunner& runner, std::uint32_t set, NestedSample& sums) {
  std::array<int, kShares> had{};
  Stops stops;
  stops.fill(std::vector<std::uint32_t>(sums.by_month.front().size()));
  for (std::uint32_t first = 0; first < kReplicates; first += kGroupTrials) {
    TrialAddress trials[kGroupTrials];
    for (std::uint32_t i = 0; i < kGroupTrials; ++i) trials[i] = {set, first + i};
    const TrialGroup group = runner.run(trials, kGroupTrials);
    for (int i = 0; i < group.trials; ++i) {
      const std::uint32_t shares = group.shares(i);
      for (std::size_t s = 0; s < had.size(); ++s) had[s] += (shares >> s) & 1u;
      const auto outcome = static_cast<std::size_t>(group.result(Result::outcome, i));
      if (static_cast<Outcome>(outcome) == Outcome::kContinuedWar) continue;
      ++stops[outcome][static_cast<std::size_t>(group.result(Result::end_month, i)) - 1];
    }
  }
  count_replicates(sums, had, stops);
}

/// Share number `rank` of the sets in ascending order, of `histogram`, counted from 0.
double ranked(const ReplicateHistogram& histogram, std::int64_t rank) {
  std::size_t had = 0;
  for (; had < kReplicates; ++had) {
    rank -= histogram[had];
    if (rank < 0) break;
  }
  return static_cast<double>(had) / kReplicates;
}

/// Linear between the two nearest sets.
double empirical_quantile(const ReplicateHistogram& histogram, std::int64_t sets, double q) {
  const double place = q * static_cast<double>(sets - 1);
  const double floor = std::floor(place);
  const auto rank = static_cast<std::int64_t>(floor);
  const double low = ranked(histogram, rank);
  const double high = ranked(histogram, std::min(rank + 1, sets - 1));
  return low + (place - floor) * (high - low);
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
  if (variance == 0 && mean == 0) return RangeBasis::kZero;
  if (sets < kLeastSets) return RangeBasis::kTooFewSets;
  if (variance == 0) return RangeBasis::kAlike;
  return shrink > 0 ? RangeBasis::kRange : RangeBasis::kChance;
}

std::string why_no_range(RangeBasis basis, std::int64_t sets) {
  switch (basis) {
    case RangeBasis::kNoSets:
      return "no parameter set was run several times";
    case RangeBasis::kTooFewSets:
      return fmt::format("{} sets are fewer than {}", sets, kLeastSets);
    case RangeBasis::kZero:
      return fmt::format("0 in all {} sets", sets);
    case RangeBasis::kAlike:
      return fmt::format("the same in all {} sets", sets);
    case RangeBasis::kChance:
      return fmt::format("{} sets differ by no more than chance", sets);
    case RangeBasis::kMostAlike:
      return fmt::format("the same in 9 of 10 of {} sets", sets);
    case RangeBasis::kRange:
      break;
  }
  return "";
}

BetweenSets between_sets(double variance, double noise) {
  // Law of total variance: what sets differ by beyond the luck of their replicates.
  const double between = std::max(0.0, variance - noise);
  // Constrained empirical Bayes (Louis 1984; Ghosh 1992): shrunk so that the variance over sets is
  // the one just estimated, neither that of the raw shares nor that of their posterior means.
  return {between, variance > 0 ? std::sqrt(between / variance) : 0};
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

NestedSample run_nested(const BatchContext& context, const Kernel& kernel, int sets,
                        const std::function<void(std::int64_t)>& done,
                        const std::atomic<bool>* stop) {
  static_assert(kReplicates % kGroupTrials == 0);
  Runners runners(context, kernel, false, false);
  NestedSample sums;
  run_sets<NestedSample>(
      sets, runners.tokens(), stop,
      [&](int first, int last) {
        NestedSample sample;
        const auto months = static_cast<std::size_t>(context.input.horizon_months);
        for (auto& outcome : sample.by_month) outcome.resize(months);
        for (int set = first; set < last; ++set) {
          run_set(runners.local(), static_cast<std::uint32_t>(set), sample);
        }
        return sample;
      },
      [&](const NestedSample& sample) {
        add(sums, sample);
        if (done) done(std::int64_t{sums.sets} * kReplicates);
      });
  return sums;
}

}  // namespace armistice
