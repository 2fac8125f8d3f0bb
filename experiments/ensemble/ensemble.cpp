#include "experiments/ensemble/ensemble.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "experiments/ensemble/confidence_sequence.hpp"
#include "experiments/ensemble/instruction_set.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/precision.hpp"
#include "experiments/ensemble/processors.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"
#include "experiments/ensemble/timeline_binning.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr std::int64_t kMostTrials = std::numeric_limits<std::uint32_t>::max();

void require(bool holds, const std::string& message) {
  if (!holds) throw Error(Fault::kInput, message);
}

/// Columns of a group, each to its place among the columns of the block.
void keep_columns(const float* group, std::vector<float>& block, int place) {
  for (std::size_t column = 0; column * kBlockTrials < block.size(); ++column) {
    std::copy_n(group + column * kGroupTrials, kGroupTrials,
                block.data() + column * kBlockTrials + place);
  }
}

/// How many trials to run before the next checkpoint. At each the threads wait for the last block,
/// so that it is worth seconds of work; how often it comes changes no result.
class CheckpointPace {
 public:
  std::int64_t trials() const { return blocks_ * kBlockTrials; }

  /// Whether it is time for one. Counts from the last that was.
  bool due() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    blocks_ = seconds < kSeconds ? 2 * blocks_ : std::max(kFirstBlocks, blocks_ / 2);
    if (seconds < kSeconds / 2) return false;
    last_ = now;
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr double kSeconds = 2;
  static constexpr std::int64_t kFirstBlocks = 8;
  Clock::time_point last_ = Clock::now();
  std::int64_t blocks_ = kFirstBlocks;
};

/// True every few seconds: for checkpoints that nobody waits for.
class SteadyBeat {
 public:
  bool due() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::seconds(2)) return false;
    last_ = now;
    return true;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

class EnsembleRun {
 public:
  EnsembleRun(const BatchContext& context, const RunSettings& settings, const RunHooks& hooks,
              const Tally* done, Tally& sums)
      : settings_(settings),
        hooks_(hooks),
        sums_(sums),
        runners_(context, *settings.kernel, settings.timeline, settings.donors),
        binnings_([&settings] {
          return TimelineBinning(settings.timeline ? settings.horizon_months : 0);
        }),
        blocks_(Runners::tokens()) {
    const int donors = settings.donors ? context.cast.donors : 0;
    const auto columns = [](int n) { return static_cast<std::size_t>(n) * kBlockTrials; };
    empty_ = empty_tally(settings.horizon_months, donors, settings.timeline, settings.donors);
    for (TrialBlock& block : blocks_) {
      block.donors = donors;
      block.results.resize(columns(kResults));
      block.donor_results.resize(columns(donors * kDonorResults));
    }
    sums_ = done != nullptr ? *done : empty_;
    earlier_timelines_ =
        done != nullptr ? done->timeline_histogram
                        : empty_timeline_histogram(settings.timeline ? settings.horizon_months : 0);
  }

  /// Runs trials `from` to before `to`; returns how many there are now.
  std::int64_t run(std::int64_t from, std::int64_t to,
                   const std::function<void(std::int64_t)>& done) {
    while (from < to) {
      const std::int64_t end = hooks_.checkpoint ? std::min(to, from + pace_.trials()) : to;
      run_some(from, end, done);
      from = sums_.trials;
      const bool stopped = from < end;
      if (hooks_.checkpoint && (pace_.due() || stopped)) {
        add_timelines();
        hooks_.checkpoint(sums_, {});
      }
      if (stopped) break;
    }
    return from;
  }

  void add_timelines() {
    sums_.timeline_histogram = earlier_timelines_;
    for (TimelineBinning& b : binnings_) add(sums_.timeline_histogram, b.counted());
  }

 private:
  void run_some(std::int64_t from, std::int64_t to, const std::function<void(std::int64_t)>& done) {
    run_blocks(
        part_of(settings_, from, to), hooks_.stop, blocks_, [this](TrialBlock& b) { run_block(b); },
        [this, &done](TrialBlock& b) {
          add(sums_, b.tally);
          if (hooks_.sink) hooks_.sink(b);
          std::string().swap(b.text);  // gives its memory back
          done(sums_.trials);
        });
  }

  void run_block(TrialBlock& block) {
    GroupRunner& runner = runners_.local();
    TimelineBinning& binning = binnings_.local();
    block.tally = empty_;
    for (int first = 0; first < block.trials; first += kGroupTrials) {
      TrialAddress trials[kGroupTrials];
      const int count = std::min(kGroupTrials, block.trials - first);
      for (int i = 0; i < count; ++i) {
        trials[i] = {static_cast<std::uint32_t>(block.first_trial + first + i), 0};
      }
      const TrialGroup group = runner.run(trials, count);
      keep_columns(group.results, block.results, first);
      keep_columns(group.donor_results, block.donor_results, first);
      if (settings_.timeline) binning.add(group.timeline, group.trials);
      add(block.tally, group);
    }
    if (hooks_.format) hooks_.format(block, block.text);
  }

  const RunSettings& settings_;
  const RunHooks& hooks_;
  Tally& sums_;
  Tally empty_;
  TimelineHistogram earlier_timelines_;
  CheckpointPace pace_;
  Runners runners_;
  tbb::enumerable_thread_specific<TimelineBinning> binnings_;
  std::vector<TrialBlock> blocks_;
};

double widest_headline(const Tally& tally) {
  double widest = 0;
  for (const Share s : kHeadlineIntervals) {
    widest = std::max(widest, half_width(share_sequence(tally.count(s), tally.trials)));
  }
  return widest;
}

}  // namespace

RunSettings checked_settings(RunSettings s) {
  require(s.trials >= 1 && s.trials <= kMostTrials,
          "trials: " + std::to_string(s.trials) + " is not 1 to " + std::to_string(kMostTrials));
  require(s.first_trial >= 0 && s.first_trial % kBlockTrials == 0 &&
              s.first_trial <= kMostTrials - s.trials,
          "first trial: " + std::to_string(s.first_trial) + " is not the start of a block of " +
              std::to_string(kBlockTrials) + " trials up to number " + std::to_string(kMostTrials));
  require(s.threads >= 0, "threads: " + std::to_string(s.threads) + " is negative");
  require(s.horizon_months >= kLeastHorizon && s.horizon_months <= kLargestHorizon,
          "horizon: " + std::to_string(s.horizon_months) + " months is not " +
              std::to_string(kLeastHorizon) + " to " + std::to_string(kLargestHorizon));
  require(s.precision >= 0, "precision: " + std::to_string(s.precision) + " is not above 0");
  if (s.threads == 0) s.threads = available_threads();
  if (s.kernel == nullptr) s.kernel = &kernel_named("auto");
  check_kernel(*s.kernel);
  // Shards share no set: the nested sample belongs to the one that starts at trial 0.
  const std::int64_t sets =
      s.first_trial == 0 ? std::clamp<std::int64_t>(s.nested_sets, 0, s.trials) : 0;
  s.nested_sets = static_cast<int>(sets);
  return s;
}

Ensemble run_ensemble(const Scenario& scenario, const RunSettings& settings, const RunHooks& hooks,
                      const Tally* earlier, const NestedSample& earlier_sets) {
  const auto start = std::chrono::steady_clock::now();
  Ensemble ensemble;
  ensemble.settings = checked_settings(settings);
  const RunSettings& s = ensemble.settings;
  const BatchContext context(scenario, s.seed, s.horizon_months);
  Tally& tally = ensemble.tally;
  const auto done = [&](std::int64_t trials) {
    if (!hooks.progress) return;
    const std::int64_t all = expected_trials(s, ensemble.precision, tally.trials);
    hooks.progress(trials, std::max(all, tally.trials) + std::int64_t{s.nested_sets} * kReplicates);
  };

  with_threads(s.threads, [&] {
    EnsembleRun run(context, s, hooks, earlier, tally);
    run_to_precision(
        s, ensemble.precision,
        [&](std::int64_t from, std::int64_t to) { return run.run(from, to, done); },
        [&tally] { return widest_headline(tally); }, earlier != nullptr ? earlier->trials : 0);
    run.add_timelines();
    ensemble.complete = tally.trials == s.trials || ensemble.precision.reached;
    if (ensemble.complete) {
      SteadyBeat beat;
      ensemble.nested = run_nested(
          context, *s.kernel, s.nested_sets,
          [&](const NestedSample& sample) {
            if (hooks.checkpoint && beat.due()) hooks.checkpoint(tally, sample);
            done(tally.trials + std::int64_t{sample.sets} * kReplicates);
          },
          hooks.stop, earlier_sets);
      if (ensemble.nested.sets < s.nested_sets && hooks.checkpoint) {
        hooks.checkpoint(tally, ensemble.nested);
      }
    }
  });
  ensemble.complete = ensemble.complete && ensemble.nested.sets == s.nested_sets;
  ensemble.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return ensemble;
}

}  // namespace armistice
