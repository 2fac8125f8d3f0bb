#include "experiments/comparison/paired_ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "experiments/ensemble/asked_dates.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/precision.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// What belongs to one scenario while it runs.
struct Runner {
  Runner(const Scenario& scenario, const RunSettings& s)
      : context(scenario, s.seed, s.horizon_months), runners(context, *s.kernel, false, false) {}
  BatchContext context;
  Runners runners;
};

struct PairedBlock {
  std::int64_t first_trial = 0;
  int trials = 0;
  std::vector<Tally> tallies;
  std::vector<PairTally> pairs;
  std::vector<DateTally> dates;
};

/// Some sets, one after the other.
struct SetTally {
  std::vector<PairTally> pairs;
  std::vector<DateTally> dates;
};
using SetSample = std::vector<SetTally>;

class PairedRun {
 public:
  PairedRun(std::span<const Scenario> scenarios, PairedEnsemble& sums)
      : settings_(sums.settings),
        sums_(sums),
        empty_(scenarios.size(), empty_tally(settings_.horizon_months, 0, false, false)) {
    for (const Scenario& scenario : scenarios) {
      runners_.push_back(std::make_unique<Runner>(scenario, settings_));
    }
    for (const CalendarMonth date : settings_.by) {
      std::vector<int>& months = months_.emplace_back();
      for (const Scenario& scenario : scenarios) months.push_back(month_of(date, scenario));
    }
    no_dates_.assign(settings_.by.size(), empty_date_tally(scenarios.size()));
    sums_.dates = no_dates_;
    sums_.date_sets.resize(settings_.by.size());
    sums_.tallies = empty_;
    sums_.pairs.resize(scenarios.size() - 1);
    sums_.sets.resize(scenarios.size() - 1);
  }

  /// Runs trials `from` to before `to`; returns how many there are now.
  template <class Done>
  std::int64_t run_trials(std::int64_t from, std::int64_t to, const std::atomic<bool>* stop,
                          const Done& done) {
    std::vector<PairedBlock> blocks(Runners::tokens());
    run_blocks(
        part_of(settings_, from, to), stop, blocks, [this](PairedBlock& b) { run_block(b); },
        [this, &done](const PairedBlock& b) {
          for (std::size_t i = 0; i < b.tallies.size(); ++i) add(sums_.tallies[i], b.tallies[i]);
          for (std::size_t i = 0; i < b.pairs.size(); ++i) add(sums_.pairs[i], b.pairs[i]);
          for (std::size_t i = 0; i < b.dates.size(); ++i) add(sums_.dates[i], b.dates[i]);
          done(sums_.trials());
        });
    return sums_.trials();
  }

  template <class Done>
  void run_nested_sets(const std::atomic<bool>* stop, const Done& done) {
    int finished = 0;
    run_sets<SetSample>(
        settings_.nested_sets, Runners::tokens(), stop,
        [this](int first, int last) {
          SetSample sample;
          for (int set = first; set < last; ++set) {
            sample.push_back(tally_of_set(static_cast<std::uint32_t>(set)));
          }
          return sample;
        },
        [&](const SetSample& sample) {
          for (const SetTally& set : sample) {
            for (std::size_t i = 0; i < set.pairs.size(); ++i) {
              keep_set(set.pairs[i], sums_.sets[i]);
            }
            for (std::size_t i = 0; i < set.dates.size(); ++i) {
              add(sums_.date_sets[i], set.dates[i]);
            }
          }
          finished += static_cast<int>(sample.size());
          done(std::int64_t{finished} * kReplicates);
        });
  }

 private:
  /// Runs a group of trials of every scenario. The groups hold until the thread's next.
  std::vector<TrialGroup> run_group(const TrialAddress* trials, int count) {
    std::vector<TrialGroup> groups;
    for (const auto& r : runners_) groups.push_back(r->runners.local().run(trials, count));
    return groups;
  }

  static void add_pairs(std::vector<PairTally>& pairs, const std::vector<TrialGroup>& groups) {
    for (std::size_t i = 0; i < pairs.size(); ++i) add(pairs[i], groups.front(), groups[i + 1]);
  }

  void add_dates(std::vector<DateTally>& dates, const std::vector<TrialGroup>& groups) const {
    for (std::size_t i = 0; i < dates.size(); ++i) add(dates[i], groups, months_[i]);
  }

  void run_block(PairedBlock& block) {
    block.tallies = empty_;
    block.dates = no_dates_;
    block.pairs.assign(empty_.size() - 1, {});
    for (int first = 0; first < block.trials; first += kGroupTrials) {
      TrialAddress trials[kGroupTrials];
      const int count = std::min(kGroupTrials, block.trials - first);
      for (int i = 0; i < count; ++i) {
        trials[i] = {static_cast<std::uint32_t>(block.first_trial + first + i), 0};
      }
      const std::vector<TrialGroup> groups = run_group(trials, count);
      for (std::size_t i = 0; i < groups.size(); ++i) add(block.tallies[i], groups[i]);
      add_pairs(block.pairs, groups);
      add_dates(block.dates, groups);
    }
  }

  SetTally tally_of_set(std::uint32_t set) {
    SetTally sums{std::vector<PairTally>(empty_.size() - 1), no_dates_};
    for (std::uint32_t first = 0; first < kReplicates; first += kGroupTrials) {
      TrialAddress trials[kGroupTrials];
      for (std::uint32_t i = 0; i < kGroupTrials; ++i) trials[i] = {set, first + i};
      const std::vector<TrialGroup> groups = run_group(trials, kGroupTrials);
      add_pairs(sums.pairs, groups);
      add_dates(sums.dates, groups);
    }
    return sums;
  }

  static void keep_set(const PairTally& pair, PairedSets& sets) {
    for (std::size_t s = 0; s < sets.shares.size(); ++s) {
      sets.shares[s].push_back(set_difference(pair.gained[s], pair.lost[s], pair.trials));
    }
    for (std::size_t r = 0; r < sets.results.size(); ++r) {
      sets.results[r].push_back(set_difference(pair.results[r].difference));
    }
  }

  const RunSettings& settings_;
  PairedEnsemble& sums_;
  std::vector<Tally> empty_;
  std::vector<DateTally> no_dates_;
  std::vector<std::vector<int>> months_;  // of the dates asked about: [date][scenario]
  std::vector<std::unique_ptr<Runner>> runners_;
};

}  // namespace

PairedEnsemble run_paired(std::span<const Scenario> scenarios, const RunSettings& settings,
                          const RunHooks& hooks, const WidestInterval& widest) {
  if (scenarios.size() < 2) {
    throw Error(Fault::kInput, "compare: expected two scenarios or more");
  }
  if (settings.precision > 0 && !widest) {
    throw Error(Fault::kOurs, "compare: a precision of nothing");
  }
  const auto start = std::chrono::steady_clock::now();
  PairedEnsemble sums;
  sums.settings = checked_settings(settings);
  const RunSettings& s = sums.settings;
  for (const Scenario& scenario : scenarios) check_dates(scenario, s);
  const auto each = static_cast<std::int64_t>(scenarios.size());
  const auto done = [&](std::int64_t trials) {
    if (!hooks.progress) return;
    const std::int64_t all =
        std::max(expected_trials(s, sums.precision, sums.trials()), sums.trials());
    hooks.progress(each * trials, each * (all + std::int64_t{s.nested_sets} * kReplicates));
  };
  with_threads(s.threads, [&] {
    PairedRun run(scenarios, sums);
    run_to_precision(
        s, sums.precision,
        [&](std::int64_t from, std::int64_t to) {
          return run.run_trials(from, to, hooks.stop, done);
        },
        [&] { return widest(sums); });
    sums.complete = sums.trials() == s.trials || sums.precision.reached;
    if (sums.complete) {
      run.run_nested_sets(hooks.stop, [&](std::int64_t n) { done(sums.trials() + n); });
    }
  });
  const auto sets = static_cast<int>(sums.sets.front().shares.front().size());
  sums.complete = sums.complete && sets == s.nested_sets;
  sums.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return sums;
}

}  // namespace armistice
