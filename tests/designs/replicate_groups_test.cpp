#include "experiments/designs/replicate_groups.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace armistice {
namespace {

TEST(ReplicateGroups, AreOfNeighboursAndAsEvenAsCanBe) {
  for (const int replicates : {1, 2, 3, 7, 8, 9, 11, 16, 1000, 4096}) {
    const std::vector<int> sizes = replicate_group_sizes(replicates);
    EXPECT_EQ(sizes.size(), std::min<std::size_t>(8, static_cast<std::size_t>(replicates)));
    EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), 0), replicates);
    const auto [least, most] = std::minmax_element(sizes.begin(), sizes.end());
    EXPECT_LE(*most - *least, 1) << replicates;
    for (int r = 1; r < replicates; ++r) {
      const int step = group_of_replicate(r, replicates) - group_of_replicate(r - 1, replicates);
      EXPECT_TRUE(step == 0 || step == 1) << r << " of " << replicates;
    }
  }
}

}  // namespace
}  // namespace armistice
