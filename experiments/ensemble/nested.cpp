#include "experiments/ensemble/nested.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"

namespace armistice {
namespace {

void count_replicates(NestedSample& sums, const std::array<int, kShares>& had) {
  ++sums.sets;
  for (std::size_t s = 0; s < had.size(); ++s) {
    ++sums.histograms[s][static_cast<std::size_t>(had[s])];
  }
}

void run_set(GroupRunner& runner, std::uint32_t set, NestedSample& sums) {
  std::array<int, kShares> had{};
  for (std::uint32_t first = 0; first < kReplicates; first += kGroupTrials) {
    TrialAddress trials[kGroupTrials];
    for (std::uint32_t i = 0; i < kGroupTrials; ++i) trials[i] = {set, first + i};
    const TrialGroup group = runner.run(trials, kGroupTrials);
    for (int i = 0; i < group.trials; ++i) {
      const std::uint32_t shares = group.shares(i);
      for (std::size_t s = 0; s < had.size(); ++s) had[s] += (shares >> s) & 1u;
    }
  }
  count_replicates(sums, had);
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
  sums.sets += more.sets;
  for (std::size_t s = 0; s < sums.histograms.size(); ++s) {
    for (std::size_t i = 0; i < sums.histograms[s].size(); ++i) {
      sums.histograms[s][i] += more.histograms[s][i];
    }
  }
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
    return {kNone, kNone, kNone, kNone, kNone};
  }
  const double mean = sum / n;
  if (sets == 1) return {mean, 0, mean, mean, 0};
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const double d = static_cast<double>(i) / m - mean;
    squares += histogram[i] * d * d;
  }
  const auto [between, shrink] = between_sets(squares / (n - 1), noise / n);
  const auto shrunk = [&, shrink = shrink](double q) {
    const double raw = empirical_quantile(histogram, sets, q);
    return std::clamp(mean + shrink * (raw - mean), 0.0, 1.0);
  };
  const double total = mean * (1 - mean);
  return {.mean = mean,
          .between_variance = between,
          .p05 = shrunk(0.05),
          .p95 = shrunk(0.95),
          .share_of_variance = total > 0 ? std::min(1.0, between / total) : 0};
}

NestedSample run_nested(const BatchContext& context, const Kernel& kernel, int sets,
                        const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier) {
  static_assert(kReplicates % kGroupTrials == 0);
  Runners runners(context, kernel, false, false);
  NestedSample sums = earlier;
  run_pieces<NestedSample>(
      earlier.sets, sets, kSetsPerTask, runners.tokens(), stop,
      [&](int first, int last) {
        NestedSample sample;
        for (int set = first; set < last; ++set) {
          run_set(runners.local(), static_cast<std::uint32_t>(set), sample);
        }
        return sample;
      },
      [&](const NestedSample& sample) {
        add(sums, sample);
        if (done) done(sums);
      });
  return sums;
}

}  // namespace armistice
