#include "experiments/pivotal/pivotal_ensemble.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "experiments/comparison/archived_pairs.hpp"
#include "experiments/engine/course.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

template <class Archive>
void serialize(Archive& archive, PivotalCounts& counts) {
  archive(counts.changed_outcome, counts.changed_detail, counts.gained, counts.lost);
}

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
  int trials = 0;
  std::int64_t with_objective = 0;
  std::vector<PivotalCounts> actors, interventions;
  Ending own[kGroupTrials];
  unsigned any[kGroupTrials] = {};  // changes by one of the interventions of the actor under way
};

/// Trials of a parameter set whose class each of some interventions changes.
struct SetSample {
  std::vector<std::int64_t> changed;
  Ending own[kGroupTrials];  // of the group under way
};

class PivotalRun {
 public:
  PivotalRun(const PivotalQuestion& question, PivotalAnalysis& sums, const RunHooks& hooks,
             StageKeeper* stages)
      : question_(question),
        hooks_(hooks),
        stages_(stages),
        sums_(sums),
        context_(question.scenario, sums.settings.seed, sums.settings.horizon_months),
        processor_(processor_of(sums.settings)) {
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

  std::int64_t run_trials(std::int64_t from, std::int64_t to) {
    const auto groups = [](std::int64_t n) { return (n + kGroupTrials - 1) / kGroupTrials; };
    Stage stage(stages_, hooks_.stop, groups(from), groups(to), kept_sums());
    Work<GroupSample> work{stage.next(), groups(to)};
    work.groups = [this, to](std::int64_t number, GroupSample& sample) {
      const std::int64_t first = number * kGroupTrials;
      sample.trials = static_cast<int>(std::min<std::int64_t>(kGroupTrials, to - first));
      return held_by(all_interventions(),
                     groups_of_trials(alike(), sums_.settings.first_trial + first, sample.trials));
    };
    work.look = [this](std::size_t i, const TrialGroup& group, GroupSample& sample) {
      i == 0 ? count_own(group, sample) : count_held(i - 1, group, sample);
    };
    work.keep = [this, &stage](std::int64_t group, const GroupSample& sample) {
      sums_.trials += sample.trials;
      sums_.with_objective += sample.with_objective;
      add(sums_.actors, sample.actors);
      add(sums_.interventions, sample.interventions);
      stage.keep(group);
      show(each_trial_ * sums_.trials);
    };
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return sums_.trials;
  }

  /// Each by its number. Returns how many sets were finished.
  int run_nested_sets(const std::vector<std::size_t>& numbers) {
    std::vector<Intervention> ranged;
    for (const std::size_t number : numbers) ranged.push_back(all_interventions()[number]);
    const std::size_t runs = ranged.size() + 1;  // of each group
    Stage stage(stages_, hooks_.stop, 0, sums_.settings.nested_sets, kept_sums());
    Work<SetSample> work{stage.next(), sums_.settings.nested_sets};
    work.groups = [&](std::int64_t set, SetSample& sample) {
      sample.changed.resize(ranged.size());
      return held_by(ranged, groups_of_set(alike(), static_cast<std::uint32_t>(set)));
    };
    work.look = [&](std::size_t i, const TrialGroup& group, SetSample& sample) {
      for (int k = 0; k < group.trials; ++k) {
        if (i % runs == 0) {
          sample.own[k] = ending(group, k);
        } else {
          const unsigned flags = changes(sample.own[k], ending(group, k));
          sample.changed[i % runs - 1] += (flags & kDetailChanged) != 0;
        }
      }
    };
    work.keep = [&](std::int64_t set, const SetSample& sample) {
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        sums_.sets[numbers[i]].push_back(set_difference(sample.changed[i], 0, kReplicates));
      }
      stage.keep(set);
      show(each_trial_ * sums_.trials + static_cast<std::int64_t>(runs) * kReplicates * (set + 1));
    };
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return static_cast<int>(stage.next());
  }

 private:
  StageSums kept_sums() {
    return archived_sums([this](auto& archive) {
      archive(sums_.trials, sums_.with_objective);
      serialize_elements(archive, sums_.actors);
      serialize_elements(archive, sums_.interventions);
      const auto sets = static_cast<std::size_t>(sums_.settings.nested_sets);
      for (auto& of_intervention : sums_.sets) serialize_list(archive, of_intervention, sets);
    });
  }

  GroupRequest alike() const {
    GroupRequest group;
    group.context = &context_;
    return group;
  }

  /// Lists the interventions of all actors, one actor after the other.
  std::vector<Intervention> all_interventions() const {
    std::vector<Intervention> all;
    for (const PivotalActor& actor : question_.interventions.actors) {
      all.insert(all.end(), actor.interventions.begin(), actor.interventions.end());
    }
    return all;
  }

  /// Each group first as it is, then under each intervention.
  static std::vector<GroupRequest> held_by(const std::vector<Intervention>& interventions,
                                           const std::vector<GroupRequest>& groups) {
    std::vector<GroupRequest> all;
    for (const GroupRequest& group : groups) {
      all.push_back(group);
      for (const Intervention& held : interventions) {
        all.push_back(group);
        all.back().intervention = held;
      }
    }
    return all;
  }

  void show(std::int64_t done) const {
    if (hooks_.progress) hooks_.progress(done, to_do_);
  }

  Ending ending(const TrialGroup& group, int lane) const {
    return {group.detail(lane), counts_towards(group.shares(lane), question_.objective)};
  }

  void count_own(const TrialGroup& group, GroupSample& sample) const {
    for (int k = 0; k < group.trials; ++k) {
      sample.own[k] = ending(group, k);
      sample.with_objective += sample.own[k].objective;
    }
  }

  /// Intervention `number` of all; after the last of an actor the actor is counted too.
  void count_held(std::size_t number, const TrialGroup& group, GroupSample& sample) const {
    PivotalCounts& counts = sample.interventions.emplace_back();
    for (int k = 0; k < group.trials; ++k) {
      const unsigned flags = changes(sample.own[k], ending(group, k));
      add(counts, flags);
      sample.any[k] |= flags;
    }
    const auto& actors = question_.interventions.actors;
    const std::size_t actor = sample.actors.size();
    const std::size_t next =
        first_intervention(question_.interventions, actor) + actors[actor].interventions.size();
    if (number + 1 < next) return;
    PivotalCounts& of_actor = sample.actors.emplace_back();
    for (int k = 0; k < group.trials; ++k) add(of_actor, std::exchange(sample.any[k], 0u));
  }

  const PivotalQuestion& question_;
  const RunHooks& hooks_;
  StageKeeper* stages_;
  PivotalAnalysis& sums_;
  const BatchContext context_;
  std::shared_ptr<Processor> processor_;
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
                            const RunHooks& hooks, StageKeeper* stages) {
  PivotalAnalysis sums;
  sums.settings = checked_settings(settings);
  PivotalRun run(question, sums, hooks, stages);
  Course course;
  course.run_trials = [&run](std::int64_t from, std::int64_t to) {
    return run.run_trials(from, to);
  };
  course.run_sets = [&] {
    std::vector<std::size_t> ranged;
    for (const std::size_t actor : actors_by_pivotality(sums)) {
      if (ranged.size() == kRangedActors) break;
      ranged.push_back(interventions_by_pivotality(question, sums, actor).front());
    }
    return run.run_nested_sets(ranged);
  };
  take_course(sums, course);
  return sums;
}

}  // namespace armistice
