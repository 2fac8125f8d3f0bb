#include "experiments/pivotal/pivotal_ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>

#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/statistics.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"

namespace armistice {
namespace {

/// How a trial ended, and what another ending changes about it.
struct Ending {
  Detail detail;
  bool objective;
};
constexpr unsigned kOutcomeChanged = 1, kDetailChanged = 2, kGained = 4, kLost = 8;

unsigned changes(const Ending& own, const Ending& held) {
  unsigned flags = 0;
  if (held.detail != own.detail) flags |= kDetailChanged;
  if (outcome_of(held.detail) != outcome_of(own.detail)) flags |= kOutcomeChanged;
  if (held.objective && !own.objective) flags |= kGained;
  if (own.objective && !held.objective) flags |= kLost;
  return flags;
}

void add(PivotalCounts& counts, unsigned flags) {
  counts.changed_outcome += (flags & kOutcomeChanged) != 0;
  counts.changed_detail += (flags & kDetailChanged) != 0;
  counts.gained += (flags & kGained) != 0;
  counts.lost += (flags & kLost) != 0;
}

void add(std::vector<PivotalCounts>& sums, const std::vector<PivotalCounts>& more) {
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i].changed_outcome += more[i].changed_outcome;
    sums[i].changed_detail += more[i].changed_detail;
    sums[i].gained += more[i].gained;
    sums[i].lost += more[i].lost;
  }
}

/// The counts of a group of trials.
struct GroupSample {
  bool whole = true;  // false: stopped on the way
  int trials = 0;
  std::int64_t with_objective = 0;
  std::vector<PivotalCounts> actors, interventions;
};

/// Trials of a parameter set whose class each of some interventions changes.
struct SetSample {
  bool whole = true;
  std::vector<std::int64_t> changed;
};

class PivotalRun {
 public:
  PivotalRun(const PivotalQuestion& question, PivotalAnalysis& sums, const RunHooks& hooks)
      : question_(question),
        hooks_(hooks),
        sums_(sums),
        context_(question.scenario, sums.settings.seed, sums.settings.horizon_months),
        runners_(context_, *sums.settings.kernel, false, false) {
    const auto& all = question.interventions;
    sums.actors.resize(all.actors.size());
    sums.interventions.resize(all.count());
    sums.sets.resize(all.count());
    each_trial_ = static_cast<std::int64_t>(all.count()) + 1;
    const std::size_t ranged = std::min(kRangedActors, all.actors.size());
    to_do_ = each_trial_ * sums.settings.trials + std::int64_t{sums.settings.nested_sets} *
                                                      kReplicates *
                                                      (static_cast<std::int64_t>(ranged) + 1);
  }

  void run_trials() {
    const auto groups = static_cast<int>((sums_.settings.trials + kGroupTrials - 1) / kGroupTrials);
    bool whole = true;
    run_pieces<GroupSample>(
        0, groups, 1, Runners::tokens(), hooks_.stop,
        [this](int group, int) { return run_group(group); },
        [&](const GroupSample& sample) {
          whole = whole && sample.whole;
          if (!whole) return;
          sums_.trials += sample.trials;
          sums_.with_objective += sample.with_objective;
          add(sums_.actors, sample.actors);
          add(sums_.interventions, sample.interventions);
          show(each_trial_ * sums_.trials);
        });
  }

  /// Each by its number. False: stopped.
  bool run_nested_sets(const std::vector<std::size_t>& numbers) {
    std::vector<Intervention> ranged;
    for (const std::size_t number : numbers) ranged.push_back(numbered(number));
    const std::int64_t each_set = (static_cast<std::int64_t>(ranged.size()) + 1) * kReplicates;
    int finished = 0;
    bool whole = true;
    run_pieces<SetSample>(
        0, sums_.settings.nested_sets, 1, Runners::tokens(), hooks_.stop,
        [&](int set, int) { return run_set(set, ranged); },
        [&](const SetSample& sample) {
          whole = whole && sample.whole;
          if (!whole) return;
          for (std::size_t i = 0; i < numbers.size(); ++i) {
            sums_.sets[numbers[i]].push_back(set_difference(sample.changed[i], 0, kReplicates));
          }
          show(each_trial_ * sums_.trials + each_set * ++finished);
        });
    return finished == sums_.settings.nested_sets;
  }

 private:
  bool stopped() const { return hooks_.stop != nullptr && hooks_.stop->load(); }
  void show(std::int64_t done) const {
    if (hooks_.progress) hooks_.progress(done, to_do_);
  }

  Intervention numbered(std::size_t number) const {
    for (const PivotalActor& actor : question_.interventions.actors) {
      if (number < actor.interventions.size()) return actor.interventions[number];
      number -= actor.interventions.size();
    }
    return {};
  }

  Ending ending(const TrialGroup& group, int lane) const {
    return {group.detail(lane), counts_towards(group.shares(lane), question_.objective)};
  }

  /// The first `count` of `own` under one more run of the same trials.
  void run_held(const TrialAddress* trials, int count, const Intervention& held, const Ending* own,
                unsigned* flags) {
    const TrialGroup group = runners_.local().run(trials, count, held);
    for (int i = 0; i < count; ++i) flags[i] = changes(own[i], ending(group, i));
  }

  void run_own(const TrialAddress* trials, int count, Ending* own) {
    const TrialGroup group = runners_.local().run(trials, count);
    for (int i = 0; i < count; ++i) own[i] = ending(group, i);
  }

  GroupSample run_group(int group) {
    const std::int64_t first = std::int64_t{group} * kGroupTrials;
    GroupSample sample;
    sample.trials =
        static_cast<int>(std::min<std::int64_t>(kGroupTrials, sums_.settings.trials - first));
    TrialAddress trials[kGroupTrials];
    for (int i = 0; i < sample.trials; ++i) {
      trials[i] = {static_cast<std::uint32_t>(sums_.settings.first_trial + first + i), 0};
    }
    Ending own[kGroupTrials];
    run_own(trials, sample.trials, own);
    for (int i = 0; i < sample.trials; ++i) sample.with_objective += own[i].objective;
    for (const PivotalActor& actor : question_.interventions.actors) {
      unsigned any[kGroupTrials] = {};
      for (const Intervention& held : actor.interventions) {
        if (stopped()) {
          sample.whole = false;
          return sample;
        }
        unsigned flags[kGroupTrials];
        run_held(trials, sample.trials, held, own, flags);
        PivotalCounts& counts = sample.interventions.emplace_back();
        for (int i = 0; i < sample.trials; ++i) {
          add(counts, flags[i]);
          any[i] |= flags[i];
        }
      }
      PivotalCounts& counts = sample.actors.emplace_back();
      for (int i = 0; i < sample.trials; ++i) add(counts, any[i]);
    }
    return sample;
  }

  SetSample run_set(int set, const std::vector<Intervention>& ranged) {
    SetSample sample;
    sample.changed.resize(ranged.size());
    for (std::uint32_t first = 0; first < kReplicates; first += kGroupTrials) {
      TrialAddress trials[kGroupTrials];
      for (std::uint32_t i = 0; i < kGroupTrials; ++i) {
        trials[i] = {static_cast<std::uint32_t>(set), first + i};
      }
      Ending own[kGroupTrials];
      run_own(trials, kGroupTrials, own);
      for (std::size_t r = 0; r < ranged.size(); ++r) {
        if (stopped()) {
          sample.whole = false;
          return sample;
        }
        unsigned flags[kGroupTrials];
        run_held(trials, kGroupTrials, ranged[r], own, flags);
        for (const unsigned flag : flags) sample.changed[r] += (flag & kDetailChanged) != 0;
      }
    }
    return sample;
  }

  const PivotalQuestion& question_;
  const RunHooks& hooks_;
  PivotalAnalysis& sums_;
  const BatchContext context_;
  Runners runners_;
  std::int64_t each_trial_ = 0, to_do_ = 0;  // runs of a trial
};

/// Places of `counts`, the largest first; of equals the first.
std::vector<std::size_t> by_changes(const PivotalCounts* counts, std::size_t size) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [counts](std::size_t a, std::size_t b) {
    return counts[a].changed_detail > counts[b].changed_detail;
  });
  return order;
}

}  // namespace

std::vector<std::size_t> actors_by_pivotality(const PivotalAnalysis& analysis) {
  return by_changes(analysis.actors.data(), analysis.actors.size());
}

std::size_t first_intervention(const Interventions& interventions, std::size_t actor) {
  std::size_t first = 0;
  for (std::size_t a = 0; a < actor; ++a) first += interventions.actors[a].interventions.size();
  return first;
}

std::vector<std::size_t> interventions_by_pivotality(const PivotalQuestion& question,
                                                     const PivotalAnalysis& analysis,
                                                     std::size_t actor) {
  const std::size_t first = first_intervention(question.interventions, actor);
  std::vector<std::size_t> order =
      by_changes(analysis.interventions.data() + first,
                 question.interventions.actors[actor].interventions.size());
  for (std::size_t& number : order) number += first;
  return order;
}

PivotalEstimate estimate(const PivotalCounts& counts, std::int64_t trials) {
  const double n = static_cast<double>(trials);
  return {static_cast<double>(counts.changed_detail) / n,
          wilson_interval(counts.changed_detail, trials),
          static_cast<double>(counts.gained - counts.lost) / n,
          paired_share_interval(counts.gained, counts.lost, trials)};
}

PivotalAnalysis run_pivotal(const PivotalQuestion& question, const RunSettings& settings,
                            const RunHooks& hooks) {
  const auto start = std::chrono::steady_clock::now();
  PivotalAnalysis sums;
  sums.settings = checked_settings(settings);
  with_threads(sums.settings.threads, [&] {
    PivotalRun run(question, sums, hooks);
    run.run_trials();
    sums.complete = sums.trials == sums.settings.trials;
    if (!sums.complete) return;
    std::vector<std::size_t> ranged;
    for (const std::size_t actor : actors_by_pivotality(sums)) {
      if (ranged.size() == kRangedActors) break;
      ranged.push_back(interventions_by_pivotality(question, sums, actor).front());
    }
    sums.complete = run.run_nested_sets(ranged);
  });
  sums.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return sums;
}

}  // namespace armistice
