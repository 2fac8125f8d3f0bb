// What we do not know, apart from chance: some parameter sets are each run several times, and the
// spread of a share between sets is told from the luck of the replicates within them.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

#include "experiments/ensemble/batch.hpp"
#include "experiments/ensemble/shares.hpp"

namespace armistice {

inline constexpr int kNestedSets = 512;
inline constexpr int kReplicates = 32;

/// Sets by how many of their replicates had it: sets of 0, 1, ... kReplicates.
using ReplicateHistogram = std::array<std::uint32_t, kReplicates + 1>;

/// Parameter sets 0 .. sets-1, replicates 0 .. kReplicates-1. Replicate 0 of set k is trial k.
struct NestedSample {
  int sets = 0;
  std::array<ReplicateHistogram, kShares> histograms{};
  const ReplicateHistogram& of(Share s) const { return histograms[static_cast<std::size_t>(s)]; }
  bool operator==(const NestedSample&) const = default;
};

/// Adds the sample of further sets.
void add(NestedSample& sums, const NestedSample& more);

/// A share over parameter sets, without the noise of replicates.
struct ParameterRange {
  double mean;
  double between_variance;   // of the share, between sets; not below 0
  double p05, p95;           // of the share, over sets
  double share_of_variance;  // of a single trial's outcome, that is due to parameters; 0 .. 1
};

/// What is left of the variance of sets' means when the noise of their replicates is taken off, and
/// by how much each set's distance from the mean of all is then shortened.
struct BetweenSets {
  double variance, shrink;
};
BetweenSets between_sets(double variance, double noise);

/// Not a number throughout without sets; without a range (p05 = p95 = mean) for one.
ParameterRange parameter_range(const ReplicateHistogram& histogram);

/// Runs the sets up to sets-1 that `earlier` has not, and adds them to it, on the threads of the
/// calling arena. `done` is called in the order of sets, with the sample so far. A raised `stop`
/// ends it early with the sets finished by then.
NestedSample run_nested(const BatchContext& context, const Kernel& kernel, int sets,
                        const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier = {});

}  // namespace armistice
