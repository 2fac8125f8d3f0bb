#include "experiments/engine/ensemble.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <chrono>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/engine/course.hpp"
#include "experiments/engine/nested_run.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "experiments/trials/timeline_binning.hpp"

namespace armistice {
namespace {

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

/// True every few seconds, for checkpoints.
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
        processor_(lane_processor(*settings.kernel)),
        donors_(settings.donors ? context.cast.donors : 0),
        empty_(empty_tally(settings.horizon_months, donors_, settings.timeline, settings.donors)),
        binnings_([&settings] {
          return TimelineBinning(settings.timeline ? settings.horizon_months : 0);
        }) {
    alike_.context = &context;
    alike_.timeline = settings.timeline;
    alike_.donors = settings.donors;
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

  Processor& processor() { return *processor_; }

  void add_timelines() {
    sums_.timeline_histogram = earlier_timelines_;
    for (TimelineBinning& b : binnings_) add(sums_.timeline_histogram, b.counted());
  }

 private:
  void run_some(std::int64_t from, std::int64_t to, const std::function<void(std::int64_t)>& done) {
    const auto blocks = [](std::int64_t trials) {
      return (trials + kBlockTrials - 1) / kBlockTrials;
    };
    Work<TrialBlock> work{blocks(from), blocks(to)};
    work.groups = [this, to](std::int64_t number, TrialBlock& block) {
      return begin(number * kBlockTrials, to, block);
    };
    work.look = [this](std::size_t i, const TrialGroup& group, TrialBlock& block) {
      const auto place = static_cast<int>(i) * kGroupTrials;
      keep_columns(group.results, block.results, place);
      keep_columns(group.donor_results, block.donor_results, place);
      if (settings_.timeline) binnings_.local().add(group.timeline, group.trials);
      add(block.tally, group);
    };
    if (hooks_.format)
      work.finish = [this](TrialBlock& block) { hooks_.format(block, block.texts); };
    work.keep = [this, &done](std::int64_t, TrialBlock& block) {
      add(sums_, block.tally);
      if (hooks_.sink) hooks_.sink(block);
      done(sums_.trials);
    };
    work.finish_begun = true;
    run_work(*processor_, hooks_.stop, work);
  }

  std::vector<GroupRequest> begin(std::int64_t first, std::int64_t to, TrialBlock& block) {
    const auto columns = [](int n) { return static_cast<std::size_t>(n) * kBlockTrials; };
    block.first_trial = settings_.first_trial + first;
    block.trials = static_cast<int>(std::min<std::int64_t>(kBlockTrials, to - first));
    block.donors = donors_;
    block.results.resize(columns(kResults));
    block.donor_results.resize(columns(donors_ * kDonorResults));
    block.tally = empty_;
    return groups_of_trials(alike_, block.first_trial, block.trials);
  }

  const RunSettings& settings_;
  const RunHooks& hooks_;
  Tally& sums_;
  std::unique_ptr<Processor> processor_;
  GroupRequest alike_;
  int donors_;
  Tally empty_;
  TimelineHistogram earlier_timelines_;
  CheckpointPace pace_;
  tbb::enumerable_thread_specific<TimelineBinning> binnings_;
};

/// Counts the nested sample, and that which draws the model's form too.
std::int64_t trials_of_sets(const RunSettings& settings) {
  return (settings.structures ? 2 : 1) * std::int64_t{settings.nested_sets} * kReplicates;
}

double widest_headline(const Tally& tally) {
  double widest = 0;
  for (const Share s : kHeadlineIntervals) {
    widest = std::max(widest, half_width(share_sequence(tally.count(s), tally.trials)));
  }
  return widest;
}

}  // namespace

Ensemble run_ensemble(const Scenario& scenario, const RunSettings& settings, const RunHooks& hooks,
                      const Tally* earlier, const NestedSample& earlier_sets) {
  Ensemble ensemble;
  ensemble.settings = checked_settings(settings);
  const RunSettings& s = ensemble.settings;
  check_dates(scenario, s);
  const BatchContext context(scenario, s.seed, s.horizon_months);
  Tally& tally = ensemble.tally;
  const auto done = [&](std::int64_t trials) {
    if (!hooks.progress) return;
    const std::int64_t all = expected_trials(s, ensemble.precision, tally.trials);
    hooks.progress(trials, std::max(all, tally.trials) + trials_of_sets(s));
  };
  EnsembleRun run(context, s, hooks, earlier, tally);
  Course course;
  course.run_trials = [&](std::int64_t from, std::int64_t to) { return run.run(from, to, done); };
  course.widest = [&tally] { return widest_headline(tally); };
  course.run_sets = [&] {
    run.add_timelines();
    SteadyBeat beat;
    ensemble.nested = run_nested(
        context, run.processor(), s.nested_sets,
        [&](const NestedSample& sample) {
          if (hooks.checkpoint && beat.due()) hooks.checkpoint(tally, sample);
          done(tally.trials + std::int64_t{sample.sets} * kReplicates);
        },
        hooks.stop, earlier_sets);
    if (ensemble.nested.sets < s.nested_sets && hooks.checkpoint) {
      hooks.checkpoint(tally, ensemble.nested);
    }
    return ensemble.nested.sets;
  };
  course.done = earlier != nullptr ? earlier->trials : 0;
  take_course(ensemble, course);
  if (!ensemble.complete) run.add_timelines();
  if (ensemble.complete && s.structures) {
    const std::int64_t before = tally.trials + std::int64_t{s.nested_sets} * kReplicates;
    with_threads(s.threads, [&] {
      ensemble.structural = run_structural(
          scenario, s.seed, s.horizon_months, run.processor(), s.nested_sets,
          [&](const NestedSample& sample) {
            done(before + std::int64_t{sample.sets} * kReplicates);
          },
          hooks.stop);
    });
    ensemble.complete = ensemble.structural.nested.sets == s.nested_sets;
  }
  return ensemble;
}

}  // namespace armistice
