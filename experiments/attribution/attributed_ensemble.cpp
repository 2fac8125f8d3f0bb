#include "experiments/attribution/attributed_ensemble.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <memory>

#include "experiments/comparison/archived_pairs.hpp"
#include "experiments/engine/course.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/error.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace armistice {

template <class Archive>
void serialize(Archive& archive, TermSums& sums) {
  archive(sums.sum, sums.trials, sums.groups, sums.raised, sums.lowered);
}

namespace {

/// The terms of a group of trials, or of a set with all its replicates.
struct TermSample {
  int trials = 0;
  std::int64_t has_before = 0, has_after = 0;
  std::vector<TermSums> terms;
  // While it is made: the plan of each group, where plans are drawn; and [trial][coalition] of the
  // group under way.
  std::vector<GamePlan> plans;
  std::vector<double> worths;
};

void add(TermSums& sums, const TermSums& more) {
  sums.sum += more.sum;
  sums.raised += more.raised;
  sums.lowered += more.lowered;
  add(sums.trials, more.trials);
  add(sums.groups, more.groups);
}

/// The worth of a coalition in one trial.
double worth(const TrialGroup& group, const Compared& objective, int lane) {
  if (const Share* share = std::get_if<Share>(&objective)) {
    return counts_towards(group.shares(lane), *share) ? 1 : 0;
  }
  return double{group.result(std::get<Result>(objective), lane)};
}

class AttributionRun {
 public:
  AttributionRun(const Question& question, Attribution& sums, const RunHooks& hooks,
                 StageKeeper* stages)
      : question_(question),
        hooks_(hooks),
        stages_(stages),
        settings_(sums.settings),
        sums_(sums),
        players_(static_cast<int>(question.players.players.size())),
        processor_(processor_of(settings_)),
        scenarios_([&question] {
          return CoalitionScenarios(question.reference, question.scenario,
                                    question.players.players);
        }) {
    if (question.permutations == 0) {
      plan_ = exact_plan(players_);
      if (question.alone) add_single_effects(plan_, players_);
    } else {
      plan_ = plan_at({0, 0});
    }
    sums_.exact = question.permutations == 0;
    sums_.share = std::holds_alternative<Share>(question.objective);
    sums_.terms = plan_.terms;
    sums_.sums.resize(plan_.terms.size());
    sums_.sets.resize(plan_.terms.size());
    sums_.coalitions_each = sums_.exact ? static_cast<std::int64_t>(plan_.coalitions.size())
                                        : std::int64_t{question.permutations} * (players_ - 1) + 2 +
                                              (question.alone ? 2 * players_ : 0);
  }

  /// Whole groups, except the last, so `from` is the start of one.
  std::int64_t run_trials(std::int64_t from, std::int64_t to) {
    const auto groups = [](std::int64_t n) { return (n + kGroupTrials - 1) / kGroupTrials; };
    Stage stage(stages_, hooks_.stop, groups(from), groups(to), kept_sums());
    Work<TermSample> work = looked_at(stage.next(), groups(to));
    work.groups = [this, to](std::int64_t group, TermSample& sample) {
      const std::int64_t first = group * kGroupTrials;
      const auto count = static_cast<int>(std::min<std::int64_t>(kGroupTrials, to - first));
      return of_coalitions(groups_of_trials({}, settings_.first_trial + first, count), sample);
    };
    work.keep = [this, &stage](std::int64_t group, const TermSample& sample) {
      keep(sample);
      stage.keep(group);
    };
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return sums_.trials;
  }

  int run_nested_sets() {
    Stage stage(stages_, hooks_.stop, 0, settings_.nested_sets, kept_sums());
    Work<TermSample> work = looked_at(stage.next(), settings_.nested_sets);
    work.groups = [this](std::int64_t set, TermSample& sample) {
      return of_coalitions(groups_of_set({}, static_cast<std::uint32_t>(set)), sample);
    };
    work.keep = [this, &stage](std::int64_t set, const TermSample& sample) {
      for (std::size_t t = 0; t < sums_.sets.size(); ++t) {
        const TermSums& sums = sample.terms[t];
        const bool by_trial = sums_.exact || has_own_coalitions(sums_.terms[t].kind);
        sums_.sets[t].push_back(set_difference(by_trial ? sums.trials : sums.groups));
      }
      stage.keep(set);
      show(sums_.trials + (set + 1) * kReplicates);
    };
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return static_cast<int>(stage.next());
  }

 private:
  StageSums kept_sums() {
    return archived_sums([this](auto& archive) {
      archive(sums_.trials, sums_.has_before, sums_.has_after);
      serialize_elements(archive, sums_.sums);
      const auto sets = static_cast<std::size_t>(settings_.nested_sets);
      for (auto& of_term : sums_.sets) serialize_list(archive, of_term, sets);
    });
  }

  GamePlan plan_at(const TrialAddress& first) const {
    GamePlan plan = permutation_plan(
        players_, draw_permutations(players_, question_.permutations, settings_.seed,
                                    first.parameter_set, first.replicate));
    if (question_.alone) add_single_effects(plan, players_);
    return plan;
  }

  void show(std::int64_t trials) const {
    if (!hooks_.progress) return;
    const std::int64_t all =
        std::max(expected_trials(settings_, sums_.precision, sums_.trials), sums_.trials);
    hooks_.progress(
        sums_.coalitions_each * trials,
        sums_.coalitions_each * (all + std::int64_t{settings_.nested_sets} * kReplicates));
  }

  void keep(const TermSample& sample) {
    sums_.trials += sample.trials;
    sums_.has_before += sample.has_before;
    sums_.has_after += sample.has_after;
    for (std::size_t t = 0; t < sums_.sums.size(); ++t) add(sums_.sums[t], sample.terms[t]);
    show(sums_.trials);
  }

  Work<TermSample> looked_at(std::int64_t first, std::int64_t end) {
    Work<TermSample> work{first, end};
    work.look = [this](std::size_t i, const TrialGroup& group, TermSample& sample) {
      look(i, group, sample);
    };
    return work;
  }

  const GamePlan& plan_of(const TermSample& sample, std::size_t group) const {
    return sums_.exact ? plan_ : sample.plans[group];
  }

  /// Each group of trials in every coalition, one after the other.
  std::vector<GroupRequest> of_coalitions(const std::vector<GroupRequest>& groups,
                                          TermSample& sample) {
    std::vector<GroupRequest> all;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (!sums_.exact) sample.plans.push_back(plan_at(groups[g].trials[0]));
      for (const Coalition coalition : plan_of(sample, g).coalitions) {
        all.push_back(groups[g]);
        // Made for the occasion: 4,096 of them would not fit, and making one takes less time than
        // a trial.
        all.back().make_context = [this, coalition] {
          return std::make_unique<const BatchContext>(scenarios_.local().of(coalition),
                                                      settings_.seed, settings_.horizon_months);
        };
      }
    }
    return all;
  }

  void look(std::size_t i, const TrialGroup& group, TermSample& sample) const {
    // Plans of one kind have as many coalitions, or nearly: a drawn one lists each but once.
    std::size_t number = 0;
    while (i >= plan_of(sample, number).coalitions.size()) {
      i -= plan_of(sample, number++).coalitions.size();
    }
    const GamePlan& plan = plan_of(sample, number);
    const std::size_t coalitions = plan.coalitions.size();
    if (i == 0) sample.worths.resize(coalitions * static_cast<std::size_t>(group.trials));
    for (int k = 0; k < group.trials; ++k) {
      sample.worths[static_cast<std::size_t>(k) * coalitions + i] =
          worth(group, question_.objective, k);
    }
    if (i + 1 == coalitions) add_group(plan, group.trials, sample);
  }

  /// Adds a group whose coalitions have all been run.
  void add_group(const GamePlan& plan, int count, TermSample& sample) const {
    sample.trials += count;
    sample.terms.resize(plan.terms.size());
    const std::size_t coalitions = plan.coalitions.size();
    const auto of_trial = [&](int i) {
      return std::span(sample.worths).subspan(static_cast<std::size_t>(i) * coalitions, coalitions);
    };
    for (int i = 0; sums_.share && i < count; ++i) {
      sample.has_before += of_trial(i)[0] > 0.5;
      sample.has_after += of_trial(i)[1] > 0.5;
    }
    for (std::size_t t = 0; t < plan.terms.size(); ++t) {
      double values[kGroupTrials], sum = 0;
      TermSums sums;
      for (int i = 0; i < count; ++i) {
        sum += values[i] = plan.value(t, of_trial(i));
        sums.raised += values[i] > 0.5;
        sums.lowered += values[i] < -0.5;
      }
      const double mean = sum / count;
      sums.sum = sum;
      sums.trials = moments_of(values, count);
      sums.groups = moments_of(&mean, 1);
      add(sample.terms[t], sums);
    }
  }

  const Question& question_;
  const RunHooks& hooks_;
  StageKeeper* stages_;
  const RunSettings& settings_;
  Attribution& sums_;
  int players_;
  std::shared_ptr<Processor> processor_;
  GamePlan plan_;  // the same for all groups, if exact
  tbb::enumerable_thread_specific<CoalitionScenarios> scenarios_;
};

double widest_headline(const Attribution& attribution) {
  double widest = 0;
  for (std::size_t t = 0; t < attribution.terms.size(); ++t) {
    const TermKind kind = attribution.terms[t].kind;
    if (kind != TermKind::kTotal && kind != TermKind::kShapley) continue;
    const double half = half_width(estimate(attribution, t).sampling);
    if (!(half <= widest)) widest = half;  // what isn't a number isn't narrow
  }
  return widest;
}

}  // namespace

void check_players(const Question& question) {
  const auto players = static_cast<int>(question.players.players.size());
  if (players == 0) {
    throw Error(Fault::kInput,
                "attribute: the scenario does not differ from its reference: there "
                "is nothing to attribute");
  }
  const int most = question.permutations == 0 ? kMostExactPlayers : kMostPlayers;
  if (players > most) {
    throw Error(Fault::kInput, "attribute: " + std::to_string(players) +
                                   " players, and not at most " + std::to_string(most));
  }
}

Attribution run_attribution(const Question& question, const RunSettings& settings,
                            const RunHooks& hooks, StageKeeper* stages) {
  check_players(question);
  Attribution sums;
  sums.settings = checked_settings(settings);
  AttributionRun run(question, sums, hooks, stages);
  Course course;
  course.run_trials = [&run](std::int64_t from, std::int64_t to) {
    return run.run_trials(from, to);
  };
  course.widest = [&sums] { return widest_headline(sums); };
  course.run_sets = [&run] { return run.run_nested_sets(); };
  take_course(sums, course);
  return sums;
}

}  // namespace armistice
