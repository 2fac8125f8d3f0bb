// An ensemble: trial k runs under parameter set k, replicate 0. Trials run in blocks of 4,096, side
// by side, and their sums are added in the order of blocks. So any number of threads, any kernel
// and any larger ensemble give the same trials and the same sums. Memory does not grow with the
// trials.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/engine/run_settings.hpp"
#include "experiments/engine/structural_run.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/nested.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

/// A block of trials, as the sink sees it.
struct TrialBlock {
  std::int64_t first_trial = 0;
  int trials = 0;
  int donors = 0;                    // 0: not recorded
  std::vector<float> results;        // [result][kBlockTrials]
  std::vector<float> donor_results;  // [donor][donor result][kBlockTrials]
  Tally tally;                       // of this block, without timeline histograms
  std::vector<std::string> texts;    // what `RunHooks::format` made of it, one for each file

  /// i counts from 0 within the block.
  float result(Result r, int i) const {
    return results[static_cast<std::size_t>(r) * kBlockTrials + static_cast<std::size_t>(i)];
  }
  float donor_result(int donor, DonorResult r, int i) const {
    const auto row = static_cast<std::size_t>(donor) * kDonorResults + static_cast<std::size_t>(r);
    return donor_results[row * kBlockTrials + static_cast<std::size_t>(i)];
  }
};

/// Observers of a run. None of them changes a trial; each may be empty. An exception from one ends
/// the run.
struct RunHooks {
  /// Called in parallel, once a block, before the sink: for what is costly. `texts` is empty.
  std::function<void(const TrialBlock&, std::vector<std::string>& texts)> format{};
  /// Called once a block, in the order of blocks, one at a time.
  std::function<void(const TrialBlock&)> sink{};
  /// Called one at a time, with trials done and to do, those of the nested sample included.
  std::function<void(std::int64_t done, std::int64_t total)> progress{};
  /// Called between blocks, then between sets of the nested sample, every few seconds and when the
  /// run is stopped, with the sums so far, histograms of timelines included. A later run can
  /// continue from these sums.
  std::function<void(const Tally&, const NestedSample&)> checkpoint{};
  /// When it turns true, blocks that have begun are finished, and no other begins.
  const std::atomic<bool>* stop = nullptr;
};

/// If it was stopped, the tally holds trials 0 to `tally.trials` - 1.
struct Ensemble : CourseRecord {
  Tally tally;
  NestedSample nested;
  StructuralSample structural;  // empty unless it was asked for
};

/// The shares whose intervals `precision` is about.
inline constexpr Share kHeadlineIntervals[] = {Share::kNegotiatedAll, Share::kDeFactoAll,
                                               Share::kDefeatAll, Share::kContinuedWarAll,
                                               Share::kDurableAcceptablePeace};

/// `earlier` are the sums of an earlier run with the same scenario and settings, to go on from:
/// whole blocks, or all trials and then some sets of the nested sample. Throws what
/// checked_settings throws.
Ensemble run_ensemble(const Scenario& scenario, const RunSettings& settings,
                      const RunHooks& hooks = {}, const Tally* earlier = nullptr,
                      const NestedSample& earlier_sets = {});

}  // namespace armistice
