// The sums of a comparison: trial k of one scenario beside trial k of another, which share their
// parameter set and their chance. Classes are counted; distances of numbers are kept as moments.
#pragma once

#include <array>
#include <cstdint>

#include "experiments/trials/tally.hpp"

namespace armistice {

/// Mean and squares of values that came in pieces, without the cancellation of a plain sum of
/// squares: what never differs has the variance 0 to the last digit.
struct Moments {
  std::int64_t count = 0;
  double mean = 0, squares = 0, cubes = 0;  // of the distances from the mean
  std::int64_t zeros = 0;                   // of the values
  /// The variance of a single value; not a number for fewer than two.
  double variance() const;
  /// 0 where nothing differs; not a number for fewer than three.
  double skewness() const;
  bool operator==(const Moments&) const = default;
};
Moments moments_of(const double* values, int count);
/// Adds later values (Chan, Golub and LeVeque 1979; for cubes Pebay 2008).
void add(Moments& sums, const Moments& more);

/// One result in the pairs of trials.
struct ResultPair {
  Moments reference, scenario, difference;
  bool operator==(const ResultPair&) const = default;
};

struct PairTally {
  std::int64_t trials = 0;
  std::array<std::array<std::int64_t, kDetails>, kDetails> transitions{};  // [reference][scenario]
  std::array<std::int64_t, kShares> gained{};  // trials that count in the scenario alone
  std::array<std::int64_t, kShares> lost{};    // trials that count in the reference alone
  std::array<ResultPair, kResults> results;    // of use where all trials have a value

  const ResultPair& result(Result r) const { return results[static_cast<std::size_t>(r)]; }
  std::int64_t gains(Share s) const { return gained[static_cast<std::size_t>(s)]; }
  std::int64_t losses(Share s) const { return lost[static_cast<std::size_t>(s)]; }
  std::int64_t count(Detail from, Detail to) const {
    return transitions[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
  }
  std::int64_t count(Outcome from, Outcome to) const;  // trials, in the reference and here
  /// Trials of another detail than in the reference.
  std::int64_t changed() const;

  bool operator==(const PairTally&) const = default;
};

/// Adds two groups of the same trials.
void add(PairTally& sums, const TrialGroup& reference, const TrialGroup& scenario);
/// Adds later trials.
void add(PairTally& sums, const PairTally& more);

}  // namespace armistice
