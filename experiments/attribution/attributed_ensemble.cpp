#include "experiments/attribution/attributed_ensemble.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <chrono>

#include "experiments/ensemble/confidence_sequence.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/precision.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// The terms of a group of trials, or of a set with all its replicates.
struct TermSample {
  bool whole = true;  // false: stopped on the way
  int trials = 0;
  std::int64_t has_before = 0, has_after = 0;
  std::vector<TermSums> terms;
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
  AttributionRun(const Question& question, Attribution& sums, const RunHooks& hooks)
      : question_(question),
        hooks_(hooks),
        settings_(sums.settings),
        sums_(sums),
        players_(static_cast<int>(question.players.players.size())),
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

  /// Whole groups but for the last, so `from` is the start of one.
  std::int64_t run_trials(std::int64_t from, std::int64_t to) {
    const auto groups = [](std::int64_t trials) {
      return static_cast<int>((trials + kGroupTrials - 1) / kGroupTrials);
    };
    bool whole = true;
    run_pieces<TermSample>(
        groups(from), groups(to), 1, Runners::tokens(), hooks_.stop,
        [&](int group, int) {
          const std::int64_t first = std::int64_t{group} * kGroupTrials;
          const auto count = static_cast<int>(std::min<std::int64_t>(kGroupTrials, to - first));
          TrialAddress trials[kGroupTrials];
          for (int i = 0; i < count; ++i) {
            trials[i] = {static_cast<std::uint32_t>(settings_.first_trial + first + i), 0};
          }
          TermSample sample;
          add_group(sample, trials, count);
          return sample;
        },
        [&](const TermSample& sample) {
          whole = whole && sample.whole;
          if (whole) keep(sample);
        });
    return sums_.trials;
  }

  int run_nested_sets() {
    int finished = 0;
    bool whole = true;
    run_pieces<TermSample>(
        0, settings_.nested_sets, 1, Runners::tokens(), hooks_.stop,
        [this](int set, int) {
          TermSample sample;
          for (std::uint32_t first = 0; first < kReplicates && sample.whole;
               first += kGroupTrials) {
            TrialAddress trials[kGroupTrials];
            for (std::uint32_t i = 0; i < kGroupTrials; ++i) {
              trials[i] = {static_cast<std::uint32_t>(set), first + i};
            }
            add_group(sample, trials, kGroupTrials);
          }
          return sample;
        },
        [&](const TermSample& sample) {
          whole = whole && sample.whole;
          if (!whole) return;
          for (std::size_t t = 0; t < sums_.sets.size(); ++t) {
            const TermSums& sums = sample.terms[t];
            const bool by_trial = sums_.exact || has_own_coalitions(sums_.terms[t].kind);
            sums_.sets[t].push_back(set_difference(by_trial ? sums.trials : sums.groups));
          }
          ++finished;
          show(sums_.trials + std::int64_t{finished} * kReplicates);
        });
    return finished;
  }

 private:
  GamePlan plan_at(const TrialAddress& first) const {
    GamePlan plan = permutation_plan(
        players_, draw_permutations(players_, question_.permutations, settings_.seed,
                                    first.parameter_set, first.replicate));
    if (question_.alone) add_single_effects(plan, players_);
    return plan;
  }

  bool stopped() const { return hooks_.stop != nullptr && hooks_.stop->load(); }

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

  /// Worths of the plan's coalitions, as [trial][coalition]; false if it was stopped.
  bool run_coalitions(const GamePlan& plan, const TrialAddress* trials, int count,
                      std::vector<double>& worths) {
    const std::size_t coalitions = plan.coalitions.size();
    worths.resize(coalitions * static_cast<std::size_t>(count));
    for (std::size_t c = 0; c < coalitions; ++c) {
      if (stopped()) return false;
      // Made for the occasion: 4,096 of them would not fit, and making one takes less time than a
      // trial.
      const BatchContext context(scenarios_.local().of(plan.coalitions[c]), settings_.seed,
                                 settings_.horizon_months);
      GroupRunner runner(context, *settings_.kernel, false, false);
      const TrialGroup group = runner.run(trials, count);
      for (int i = 0; i < count; ++i) {
        worths[static_cast<std::size_t>(i) * coalitions + c] = worth(group, question_.objective, i);
      }
    }
    return true;
  }

  void add_group(TermSample& sample, const TrialAddress* trials, int count) {
    const bool exact = question_.permutations == 0;
    const GamePlan drawn = exact ? GamePlan{} : plan_at(trials[0]);
    const GamePlan& plan = exact ? plan_ : drawn;
    std::vector<double> worths;
    sample.whole = run_coalitions(plan, trials, count, worths);
    if (!sample.whole) return;
    sample.trials += count;
    sample.terms.resize(plan.terms.size());
    const std::size_t coalitions = plan.coalitions.size();
    const auto of_trial = [&](int i) {
      return std::span(worths).subspan(static_cast<std::size_t>(i) * coalitions, coalitions);
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
  const RunSettings& settings_;
  Attribution& sums_;
  int players_;
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

}  // namespace

Attribution run_attribution(const Question& question, const RunSettings& settings,
                            const RunHooks& hooks) {
  check_players(question);
  const auto start = std::chrono::steady_clock::now();
  Attribution sums;
  sums.settings = checked_settings(settings);
  const RunSettings& s = sums.settings;
  with_threads(s.threads, [&] {
    AttributionRun run(question, sums, hooks);
    run_to_precision(
        s, sums.precision,
        [&run](std::int64_t from, std::int64_t to) { return run.run_trials(from, to); },
        [&sums] { return widest_headline(sums); });
    sums.complete = sums.trials == s.trials || sums.precision.reached;
    if (sums.complete) sums.complete = run.run_nested_sets() == s.nested_sets;
  });
  sums.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return sums;
}

}  // namespace armistice
