// The busiest loops of the program after the model itself: 2,640 values a trial into their bins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "experiments/input/counted.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

/// Counts timelines, one for each thread. Bins are remembered for a while before they are counted:
/// the counts of 120 months do not fit into a core's cache beside the model, so they are visited
/// once for eight groups.
class TimelineBinning {
 public:
  explicit TimelineBinning(int horizon_months);

  /// Adds the first `trials` lanes of a group's timeline, [month][quantity][kGroupTrials].
  void add(const float* timeline, int trials);

  /// For all groups that were added.
  const TimelineHistogram& counted();

 private:
  static constexpr std::size_t kPendingGroups = 8;
  void count_some(const float* timeline, int trials);  // the end of a run
  void count_pending();

  std::size_t months_, pending_groups_ = 0;
  std::vector<std::uint8_t> pending_;  // [group][month][quantity][trial]
  TimelineHistogram histogram_;
};

/// Adds a group's timeline, of which idle lanes hold 0, to sums by [month][quantity].
void add_to_sums(const float* timeline, std::vector<double>& sums);

/// A group's sum, as a fixed tree: the same for every kernel, and short chains of additions.
double group_sum(const float* lanes);

}  // namespace armistice
