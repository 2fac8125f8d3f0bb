// What we do not know, apart from chance: some parameter sets are each run several times, and the
// spread of a share between sets is told from the luck of the replicates within them.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/trials/shares.hpp"

namespace armistice {

inline constexpr int kNestedSets = 512;
inline constexpr int kReplicates = 32;

/// Sets by how many of their replicates had it: sets of 0, 1, ... kReplicates.
using ReplicateHistogram = std::array<std::uint32_t, kReplicates + 1>;

/// Parameter sets 0 .. sets-1, replicates 0 .. kReplicates-1. Replicate 0 of set k is trial k.
struct NestedSample {
  int sets = 0;
  std::array<ReplicateHistogram, kShares> histograms{};
  /// Counts first stops so far: [outcome][month - 1], months from 1; empty until a set was run.
  std::array<std::vector<ReplicateHistogram>, kOutcomes> by_month;
  /// Reads it at the end of a month, from 1; continued war counts what had not stopped by then.
  const ReplicateHistogram& by(Outcome o, int month) const {
    return by_month[static_cast<std::size_t>(o)][static_cast<std::size_t>(month - 1)];
  }
  const ReplicateHistogram& of(Share s) const { return histograms[static_cast<std::size_t>(s)]; }
  bool operator==(const NestedSample&) const = default;
};

/// Adds the sample of further sets.
void add(NestedSample& sums, const NestedSample& more);

/// Whether there is a range over parameter sets (kRange), or why there is none.
enum class RangeBasis {
  kRange,
  kNoSets,
  kTooFewSets,  // for the 5th and the 95th percentile of them
  kZero,        // 0 in every set
  kAlike,       // the same in every set
  kChance,      // sets differ by no more than their replicates do by chance
  kMostAlike,   // the same from the 5th percentile to the 95th
  kUncertain,   // more sets would move an end by much of the range
};
inline constexpr std::int64_t kLeastSets = 20;  // one beyond each of the two percentiles

/// What sets of a raw variance `variance`, of which `shrink` is left, leave to say.
RangeBasis range_basis(std::int64_t sets, double mean, double variance, double shrink);

/// "0 in all 512 sets", "512 sets differ by no more than chance"; empty for a range.
std::string why_no_range(RangeBasis basis, std::int64_t sets);

/// A share over parameter sets, without the noise of replicates.
struct ParameterRange {
  double mean;
  double between_variance;   // of the share, between sets; not below 0
  double p05, p95;           // of the share, over sets; not a number where there is no range
  double share_of_variance;  // of a single trial's outcome, that is due to parameters; 0 .. 1
  RangeBasis basis = RangeBasis::kRange;
};

/// What is left of the variance of sets' means when the noise of their replicates is taken off, and
/// by how much each set's distance from the mean of all is then shortened.
struct BetweenSets {
  double variance, shrink;
};
BetweenSets between_sets(double variance, double noise);

/// Standard error of an end of a range over sets. Its first part is that of the quantile q of their
/// raw means, by the ranks one standard error beside it (Woodruff 1952). The other is that of what
/// was taken off as noise, as for normal means. `raw(q)` are quantiles of the sets' means.
double end_error(const std::function<double(double)>& raw, std::int64_t sets, double q, double mean,
                 double shrink);

/// Whether both ends are known to a part of the range: else another seed would tell another range.
bool ends_are_known(double low_error, double high_error, double range);

/// Not a number throughout without sets.
ParameterRange parameter_range(const ReplicateHistogram& histogram);

}  // namespace armistice
