// Every coalition of players on the same trials. The Shapley values of each trial are summed up
// trial by trial, so memory does not grow with the trials or the coalitions. The bytes are the same
// for any number of threads and any kernel.
#pragma once

#include <vector>

#include "experiments/attribution/players.hpp"
#include "experiments/attribution/shapley.hpp"
#include "experiments/comparison/difference.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/stages.hpp"

namespace armistice {

/// What is attributed: the change of `objective` from the reference to the scenario.
struct Question {
  const Scenario& reference;
  const Scenario& scenario;
  Players players;
  Compared objective = Share::kDurableAcceptablePeace;
  int permutations = 0;  // of each group of 16 trials; 0: every coalition
  bool alone = false;    // also each player alone, and how they rank
};

/// A term over the trials. With permutations it is the means of groups that are independent, since
/// the trials of a group share theirs.
struct TermSums {
  double sum = 0;  // over trials
  Moments trials, groups;
  std::int64_t raised = 0, lowered = 0;  // trials in which it is a whole share more or less
};

struct Attribution : CourseRecord {
  bool exact = true;
  bool share = true;  // the objective is one: a trial has it or not
  std::int64_t trials = 0;
  std::int64_t coalitions_each = 0;  // run on each trial; with permutations the most
  std::vector<Term> terms;
  std::vector<TermSums> sums;                    // of each term
  std::vector<std::vector<SetDifference>> sets;  // of each term, set by set
  std::int64_t has_before = 0, has_after = 0;    // trials that count towards a share: in the
                                                 // reference, in the scenario
};

/// Throws Error(kInput) if there are no players or too many.
void check_players(const Question& question);

/// Exact for up to kMostExactPlayers; with permutations for up to kMostPlayers. Runs the nested
/// sample too. Ignores `timeline` and `donors` of the settings. Uses the hooks progress and stop;
/// progress counts runs of a trial. With `stages` it goes on from what is kept, and keeps its own.
/// A precision applies to the intervals of the total and of all Shapley values. Throws as
/// run_ensemble, and Error(kInput) if there are no players or too many.
Attribution run_attribution(const Question& question, const RunSettings& settings,
                            const RunHooks& hooks = {}, StageKeeper* stages = nullptr);

/// The estimates of a term.
struct TermEstimate {
  double value;
  Interval sampling;       // 95 %; a confidence sequence in a run to a precision
  DifferenceRange ranges;  // over parameter sets; not a number without them
};
TermEstimate estimate(const Attribution& attribution, std::size_t term);

/// Players by what each adds alone, the most first.
struct Ranked {
  int player;
  TermEstimate alone;
  bool moves;           // its interval excludes 0
  bool above_the_next;  // the interval of the difference excludes 0; false for the last
};
/// Empty unless each player alone was asked for.
std::vector<Ranked> ranking(const Attribution& attribution);

}  // namespace armistice
