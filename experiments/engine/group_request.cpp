#include "experiments/engine/group_request.hpp"

#include <algorithm>

#include "experiments/trials/nested.hpp"

namespace armistice {

std::vector<GroupRequest> groups_of(const GroupRequest& alike,
                                    std::span<const TrialAddress> trials) {
  std::vector<GroupRequest> groups;
  for (std::size_t first = 0; first < trials.size(); first += kGroupTrials) {
    const auto part =
        trials.subspan(first, std::min<std::size_t>(kGroupTrials, trials.size() - first));
    GroupRequest& group = groups.emplace_back(alike);
    group.count = static_cast<int>(part.size());
    std::copy(part.begin(), part.end(), group.trials.begin());
  }
  return groups;
}

std::vector<GroupRequest> groups_of_trials(const GroupRequest& alike, std::int64_t first,
                                           int count) {
  std::vector<TrialAddress> trials;
  for (int i = 0; i < count; ++i) trials.push_back({static_cast<std::uint32_t>(first + i), 0});
  return groups_of(alike, trials);
}

std::vector<GroupRequest> groups_of_set(const GroupRequest& alike, std::uint32_t set) {
  std::vector<TrialAddress> trials;
  for (std::uint32_t r = 0; r < kReplicates; ++r) trials.push_back({set, r});
  return groups_of(alike, trials);
}

}  // namespace armistice
