#include "experiments/resumable/block_queue.hpp"

#include <utility>

namespace armistice {

void BlockQueue::done(DoneBlock block) {
  waiting_bytes_ += size_of(block.texts);
  waiting_.emplace(block.block, std::move(block.texts));
  while (!waiting_.empty() && waiting_.begin()->first == turn_) {
    const BlockTexts& texts = waiting_.begin()->second;
    work_.sink(turn_++, texts);
    waiting_bytes_ -= size_of(texts);
    waiting_.erase(waiting_.begin());
  }
}

}  // namespace armistice
