// Several scenarios on the same trials, each beside the first: block by block, so that memory does
// not grow with the trials, and with the same bytes for any threads and any kernel.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "experiments/comparison/pair_tally.hpp"
#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/comparison/stops_by_date.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/stages.hpp"

namespace armistice {

/// A pair's differences set by set, from replicates that share their chance.
struct PairedSets {
  std::array<std::vector<SetDifference>, kShares> shares;
  std::array<std::vector<SetDifference>, kResults> results;
  std::span<const SetDifference> of(Share s) const { return shares[static_cast<std::size_t>(s)]; }
  std::span<const SetDifference> of(Result r) const { return results[static_cast<std::size_t>(r)]; }
  bool operator==(const PairedSets&) const = default;
};

struct PairedEnsemble : CourseRecord {
  std::vector<Tally> tallies;    // of each scenario, the reference first; as its own run has them
  std::vector<PairTally> pairs;  // of each scenario but the reference
  std::vector<PairedSets> sets;  // likewise
  std::vector<DateTally> dates;  // of each date of `settings.by`
  std::vector<DateSets> date_sets;

  std::int64_t trials() const { return tallies.front().trials; }
};

/// Half-width of the widest of the intervals that a precision is about, after some of the trials.
using WidestInterval = std::function<double(const PairedEnsemble&)>;

/// Runs two scenarios or more; the first is the reference. Ignores `timeline` and `donors` of the
/// settings. Uses the hooks progress and stop. Throws as run_ensemble. A precision needs `widest`.
/// With `stages` it keeps what came of its stages, and goes on from what is kept.
PairedEnsemble run_paired(std::span<const Scenario> scenarios, const RunSettings& settings,
                          const RunHooks& hooks = {}, const WidestInterval& widest = {},
                          StageKeeper* stages = nullptr);

}  // namespace armistice
