// The replicates of a design point, in groups. Results keep the means of the groups, so that
// estimates can separate chance from the design and resample it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace armistice {

/// Enough to see how results differ between groups; more would cost text.
inline constexpr int kMostReplicateGroups = 8;

inline int replicate_groups(int replicates) { return std::min(kMostReplicateGroups, replicates); }

/// Groups are of neighbours, and sizes differ by 1 at most.
inline int group_of_replicate(int replicate, int replicates) {
  return static_cast<int>(std::int64_t{replicate} * replicate_groups(replicates) / replicates);
}

/// By group, how many replicates it has.
inline std::vector<int> replicate_group_sizes(int replicates) {
  std::vector<int> sizes(static_cast<std::size_t>(replicate_groups(replicates)));
  for (int r = 0; r < replicates; ++r) {
    ++sizes[static_cast<std::size_t>(group_of_replicate(r, replicates))];
  }
  return sizes;
}

}  // namespace armistice
