// What the first rank of a job does with wants and finished blocks, without any messages.
#include "experiments/resumable/block_queue.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "experiments/error.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr Lead kFar{1000, 1 << 20};

struct BlockQueueTest : testing::Test {
  std::vector<std::int64_t> seen;
  std::atomic<bool> stop{false};
  BlockWork work{0,    6, 1, {}, [this](std::int64_t b, const BlockTexts&) { seen.push_back(b); },
                 &stop};

  static auto answers(BlockQueue& queue) {
    std::vector<std::pair<int, std::int64_t>> all;
    queue.answer([&all](int rank, std::int64_t block) { all.emplace_back(rank, block); });
    return all;
  }
};

TEST_F(BlockQueueTest, GivesTheNextBlockToWhoAsksFirst) {
  BlockQueue queue(work, kFar);
  for (const int rank : {2, 0, 2}) queue.want(rank);
  EXPECT_THAT(answers(queue), ElementsAre(Pair(2, 0), Pair(0, 1), Pair(2, 2)));
  EXPECT_THAT(answers(queue), IsEmpty());
}

TEST_F(BlockQueueTest, PassesBlocksOnInTheirOrder) {
  BlockQueue queue(work, kFar);
  for (const std::int64_t block : {2, 1, 4}) queue.done({block, {"text"}});
  EXPECT_THAT(seen, IsEmpty());
  queue.done({0, {"text"}});
  EXPECT_THAT(seen, ElementsAre(0, 1, 2));
  EXPECT_EQ(queue.turn(), 3);
}

TEST_F(BlockQueueTest, EndsWhenTheBlocksDo) {
  work.first = 4;
  BlockQueue queue(work, kFar);
  for (int i = 0; i < 3; ++i) queue.want(i);
  EXPECT_THAT(answers(queue), ElementsAre(Pair(0, 4), Pair(1, 5), Pair(2, BlockQueue::kNoMore)));
}

TEST_F(BlockQueueTest, GivesNoMoreOnceItIsStopped) {
  BlockQueue queue(work, kFar);
  queue.want(0);
  EXPECT_THAT(answers(queue), ElementsAre(Pair(0, 0)));
  stop = true;
  queue.want(1);
  EXPECT_THAT(answers(queue), ElementsAre(Pair(1, BlockQueue::kNoMore)));
  queue.done({0, {"text"}});  // what was out already still counts
  EXPECT_EQ(queue.turn(), 1);
}

TEST_F(BlockQueueTest, WaitsForTheSlowestOnceTheOthersAreFarAhead) {
  BlockQueue queue(work, {2, 1 << 20});
  for (int i = 0; i < 4; ++i) queue.want(i);
  EXPECT_THAT(answers(queue), ElementsAre(Pair(0, 0), Pair(1, 1)));
  queue.done({1, {"text"}});
  EXPECT_THAT(answers(queue), IsEmpty());
  queue.done({0, {"text"}});
  EXPECT_THAT(answers(queue), ElementsAre(Pair(2, 2), Pair(3, 3)));
}

TEST_F(BlockQueueTest, HoldsNoMoreBytesThanItMay) {
  BlockQueue queue(work, {1000, 10});
  for (int i = 0; i < 2; ++i) queue.want(i);
  EXPECT_EQ(answers(queue).size(), 2U);
  queue.done({1, {"more than ten bytes"}});
  queue.want(1);
  EXPECT_THAT(answers(queue), IsEmpty());
  queue.done({0, {""}});
  EXPECT_THAT(answers(queue), ElementsAre(Pair(1, 2)));
}

TEST(DoneBlock, IsTheSameBehindAMessage) {
  const DoneBlock sent{7, {"", std::string("a\0b", 3), std::string(100'000, 'x')}};
  const DoneBlock got = unpacked(packed(sent));
  EXPECT_EQ(got.block, sent.block);
  EXPECT_EQ(got.texts, sent.texts);
  EXPECT_EQ(size_of(got.texts), 100'003);
}

TEST(DoneBlock, RefusesADamagedMessage) {
  std::vector<char> bytes = packed({7, {"text"}});
  bytes.pop_back();
  EXPECT_THROW(unpacked(bytes), Error);
}

}  // namespace
}  // namespace armistice
