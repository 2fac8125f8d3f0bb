// How often another choice of one actor would have changed how a trial ends. Every intervention is
// run on the same trials as the scenario itself, group by group, so memory does not grow with the
// trials. The bytes are the same for any number of threads and any kernel.
#pragma once

#include <vector>

#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/stages.hpp"
#include "experiments/pivotal/interventions.hpp"

namespace armistice {

/// What is asked of a scenario. The actors and their interventions are numbered as in
/// `interventions`, the interventions through all actors.
struct PivotalQuestion {
  const Scenario& scenario;
  Interventions interventions;
  Share objective = Share::kDurableAcceptablePeace;
};

/// Trials that an intervention changes; of an actor, trials that any of its interventions changes,
/// so that one trial may be gained by one of them and lost by another.
struct PivotalCounts {
  std::int64_t changed_outcome = 0;   // the headline
  std::int64_t changed_detail = 0;    // the class
  std::int64_t gained = 0, lost = 0;  // of the objective
  bool operator==(const PivotalCounts&) const = default;
};

/// For how many actors, the most pivotal first, the range over parameter sets is worked out.
inline constexpr std::size_t kRangedActors = 10;

struct PivotalAnalysis : CourseRecord {
  std::int64_t trials = 0;
  std::int64_t with_objective = 0;           // trials of the scenario itself that count towards it
  std::vector<PivotalCounts> actors;         // by any intervention of each actor
  std::vector<PivotalCounts> interventions;  // of each
  /// For each: how often it changes the class in each set; empty where it was not computed.
  std::vector<std::vector<SetDifference>> sets;
};

/// Ignores `timeline`, `donors` and `precision` of the settings. Uses the hooks progress (in runs
/// of a trial) and stop. With `stages` it goes on from what is kept, and keeps its own. The nested
/// sample is run for the most pivotal intervention of each of the kRangedActors most pivotal
/// actors. Throws as run_ensemble.
PivotalAnalysis run_pivotal(const PivotalQuestion& question, const RunSettings& settings,
                            const RunHooks& hooks = {}, StageKeeper* stages = nullptr);

/// Actors by the trials whose class any of their interventions changes, the most pivotal first; of
/// equals the earlier in the cast.
std::vector<std::size_t> actors_by_pivotality(const PivotalAnalysis& analysis);

/// An actor's first intervention, as the interventions are numbered.
std::size_t first_intervention(const Interventions& interventions, std::size_t actor);

/// Its interventions by the trials whose class they change, likewise.
std::vector<std::size_t> interventions_by_pivotality(const PivotalQuestion& question,
                                                     const PivotalAnalysis& analysis,
                                                     std::size_t actor);

/// What is said of a row of counts.
struct PivotalEstimate {
  double share_changed;
  Interval sampling;             // 95 %, Wilson's
  double difference;             // of the objective's share
  Interval difference_sampling;  // 95 %, Tango's
};
PivotalEstimate estimate(const PivotalCounts& counts, std::int64_t trials);

}  // namespace armistice
