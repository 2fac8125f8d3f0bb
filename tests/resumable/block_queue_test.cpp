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

  static auto answers(BlockQueue& ledger) {
    std::vector<std::pair<int, std::int64_t>> all;
    ledger.answer([&all](int rank, std::int64_t block) { all.emplace_back(rank, block); });
    return all;
  }
};

TEST_F(BlockQueueTest, GivesTheNextBlockToWhoAsksFirst) {
  BlockQueue ledger(work, kFar);
  for (const int rank : {2, 0, 2}) ledger.want(rank);
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(2, 0), Pair(0, 1), Pair(2, 2)));
  EXPECT_THAT(answers(ledger), IsEmpty());
}

TEST_F(BlockQueueTest, PassesBlocksOnInTheirOrder) {
  BlockQueue ledger(work, kFar);
  for (const std::int64_t block : {2, 1, 4}) ledger.done({block, {"text"}});
  EXPECT_THAT(seen, IsEmpty());
  EXPECT_EQ(ledger.waiting_bytes(), 12);
  ledger.done({0, {"text"}});
  EXPECT_THAT(seen, ElementsAre(0, 1, 2));
  EXPECT_EQ(ledger.turn(), 3);
  EXPECT_EQ(ledger.waiting_bytes(), 4);
}

TEST_F(BlockQueueTest, EndsWhenTheBlocksDo) {
  work.first = 4;
  BlockQueue ledger(work, kFar);
  for (int i = 0; i < 3; ++i) ledger.want(i);
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(0, 4), Pair(1, 5), Pair(2, BlockQueue::kNoMore)));
}

TEST_F(BlockQueueTest, GivesNoMoreOnceItIsStopped) {
  BlockQueue ledger(work, kFar);
  ledger.want(0);
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(0, 0)));
  stop = true;
  ledger.want(1);
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(1, BlockQueue::kNoMore)));
  ledger.done({0, {"text"}});  // what was out already still counts
  EXPECT_EQ(ledger.turn(), 1);
}

TEST_F(BlockQueueTest, WaitsForTheSlowestOnceTheOthersAreFarAhead) {
  BlockQueue ledger(work, {2, 1 << 20});
  for (int i = 0; i < 4; ++i) ledger.want(i);
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(0, 0), Pair(1, 1)));
  ledger.done({1, {"text"}});
  EXPECT_THAT(answers(ledger), IsEmpty());
  ledger.done({0, {"text"}});
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(2, 2), Pair(3, 3)));
}

TEST_F(BlockQueueTest, HoldsNoMoreBytesThanItMay) {
  BlockQueue ledger(work, {1000, 10});
  for (int i = 0; i < 2; ++i) ledger.want(i);
  EXPECT_EQ(answers(ledger).size(), 2U);
  ledger.done({1, {"more than ten bytes"}});
  ledger.want(1);
  EXPECT_THAT(answers(ledger), IsEmpty());
  ledger.done({0, {""}});
  EXPECT_THAT(answers(ledger), ElementsAre(Pair(1, 2)));
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
