#include <gtest/gtest.h>

#include <atomic>

#include "experiments/error.hpp"
#include "experiments/resumable/block_work.hpp"
#include "experiments/resumable/processes.hpp"
#include "experiments/resumable/shard.hpp"

namespace armistice {
namespace {

TEST(Shards, CutTheBlocksWithoutGapAndEvenly) {
  for (const std::int64_t blocks : {1, 7, 12, 1000, 123'456'789}) {
    for (const int count : {1, 2, 3, 7, 999}) {
      std::int64_t next = 0, least = blocks, most = 0;
      for (int i = 1; i <= count; ++i) {
        const BlockRange range = blocks_of_shard(Shard{i, count}, blocks);
        EXPECT_EQ(range.first, next);
        next = range.end;
        least = std::min(least, range.size());
        most = std::max(most, range.size());
      }
      EXPECT_EQ(next, blocks);
      EXPECT_LE(most - least, 1) << blocks << " blocks, " << count << " shards";
    }
  }
}

TEST(BlockWork, ArrivesInOrderWhateverTheThreads) {
  for (const int threads : {1, 3}) {
    std::vector<std::int64_t> seen;
    const BlockWork work{5,
                         90,
                         threads,
                         [](std::int64_t b) { return BlockTexts{std::to_string(b)}; },
                         [&seen](std::int64_t b, const BlockTexts& texts) {
                           EXPECT_EQ(texts.front(), std::to_string(b));
                           seen.push_back(b);
                         },
                         nullptr};
    EXPECT_EQ(run_on_ranks(work), 90);
    ASSERT_EQ(seen.size(), 85u);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], 5 + std::int64_t(i));
  }
}

TEST(BlockWork, StopsBetweenBlocksAndSaysWhere) {
  std::atomic<bool> stop = false;
  std::int64_t last = -1;
  const BlockWork work{0,
                       1000,
                       2,
                       [](std::int64_t) { return BlockTexts{}; },
                       [&](std::int64_t b, const BlockTexts&) {
                         last = b;
                         if (b == 20) stop = true;
                       },
                       &stop};
  const std::int64_t next = run_on_ranks(work);
  EXPECT_EQ(next, last + 1);
  EXPECT_GE(next, 21);
  EXPECT_LT(next, 1000);
}

TEST(BlockWork, PassesOnWhatABlockThrows) {
  const BlockWork work{0,
                       10,
                       2,
                       [](std::int64_t b) -> BlockTexts {
                         if (b == 3) throw Error(Fault::kOurs, "three");
                         return {};
                       },
                       [](std::int64_t, const BlockTexts&) {},
                       nullptr};
  EXPECT_THROW(run_on_ranks(work), Error);
}

}  // namespace
}  // namespace armistice
