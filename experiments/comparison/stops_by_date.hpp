// A comparison at a date that is asked about: how many trials of each scenario had first stopped by
// then, and how, and in which trials the scenarios differ.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

/// The outcome of a trial so far at the end of a month, from 1: continued war until the first stop.
Outcome outcome_by(const TrialGroup& group, int lane, int month);

using OutcomeCounts = std::array<std::int64_t, kOutcomes>;

/// Some trials at one date.
struct DateTally {
  struct Pair {
    OutcomeCounts gained{};  // trials that count in the scenario alone
    OutcomeCounts lost{};    // trials that count in the reference alone
    bool operator==(const Pair&) const = default;
  };
  std::vector<OutcomeCounts> scenarios;  // the reference first
  std::vector<Pair> pairs;               // of each scenario but the reference
  bool operator==(const DateTally&) const = default;
};
DateTally empty_date_tally(std::size_t scenarios);

/// Adds groups of the same trials, one of each scenario. `months` are the date's in each of them:
/// scenarios may start apart.
void add(DateTally& sums, std::span<const TrialGroup> groups, std::span<const int> months);
void add(DateTally& sums, const DateTally& more);

/// The parameter sets at one date.
struct DateSets {
  /// By how many of their replicates had each outcome: [scenario][outcome].
  std::vector<std::array<ReplicateHistogram, kOutcomes>> scenarios;
  std::vector<std::array<std::vector<SetDifference>, kOutcomes>> pairs;  // [pair][outcome]
  bool operator==(const DateSets&) const = default;
};
/// Adds the next set, of kReplicates.
void add(DateSets& sets, const DateTally& replicates);

}  // namespace armistice
