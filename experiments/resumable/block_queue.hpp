// The state of the work on the first rank: the ranks that want a block, the next block, and the
// blocks that were finished before their turn. It contains no messages and no threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>

#include "experiments/resumable/done_block.hpp"

namespace armistice {

/// How far fast ranks may be ahead of the slowest: blocks, and bytes that wait for their turn.
/// Blocks that are already handed out may exceed it.
struct Lead {
  std::int64_t blocks;
  std::int64_t bytes;
};

class BlockQueue {
 public:
  static constexpr std::int64_t kNoMore = -1;

  /// `work` outlives it.
  BlockQueue(const BlockWork& work, Lead most)
      : work_(work), most_(most), next_(work.first), turn_(work.first) {}

  void want(int rank) { wants_.push_back(rank); }

  /// Passes it on, and what waited for it: the sink sees blocks in their order.
  void done(DoneBlock block);

  /// Calls to(rank, block) for the waiting ranks in their order: each gets the next block, or
  /// kNoMore at the end. Gives no block while a slow rank holds up too much.
  template <class Answer>
  void answer(const Answer& to) {
    while (!wants_.empty()) {
      if (work_.stop != nullptr && work_.stop->load()) end_ = std::min(end_, next_);
      const bool over = next_ >= std::min(end_, work_.end);
      if (!over && too_far()) return;
      const int rank = wants_.front();
      wants_.pop_front();
      to(rank, over ? kNoMore : next_++);
    }
  }

  /// The first block that the sink has not seen.
  std::int64_t turn() const { return turn_; }

 private:
  bool too_far() const { return next_ - turn_ >= most_.blocks || waiting_bytes_ >= most_.bytes; }

  const BlockWork& work_;
  Lead most_;
  std::int64_t next_, turn_;
  std::int64_t end_ = std::numeric_limits<std::int64_t>::max();  // sooner, once it was stopped
  std::deque<int> wants_;
  std::map<std::int64_t, BlockTexts> waiting_;
  std::int64_t waiting_bytes_ = 0;
};

}  // namespace armistice
