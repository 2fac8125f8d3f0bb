// One thread of a launch on a device: it runs one trial.
#pragma once

#include "agents/interface/launch.hpp"
#include "agents/kernel/batch.hpp"
#include "agents/kernel/observer.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

static_assert(kTableLanes == kLaunchTrials);

/// Trial `thread` of all the groups' lanes, counted through.
inline void run_thread(const LaunchGroup* groups, unsigned group_count, unsigned thread) {
  const unsigned group = thread / kLaunchTrials;
  const int lane = static_cast<int>(thread % kLaunchTrials);
  if (group >= group_count || lane >= groups[group].trials) return;
  const auto from_lane = [lane](float* table) { return table ? table + lane : nullptr; };
  const BatchOutput& all = groups[group].output;
  const BatchOutput out{from_lane(all.results), from_lane(all.timeline), from_lane(all.donors),
                        from_lane(all.costs)};
  NoObserver nobody;
  run_batch(groups[group].input, out, nobody, lane);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
