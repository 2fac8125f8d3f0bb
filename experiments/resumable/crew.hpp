// The threads of one rank, with the queues before and after them. It sends no messages.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "experiments/resumable/done_block.hpp"

namespace armistice {

class Crew {
 public:
  /// `work` must outlive it. The destructor waits for the blocks in progress and drops those not
  /// begun.
  explicit Crew(const BlockWork& work);

  void give(std::int64_t block);

  /// The finished blocks, in no order. Waits for at least one, but no longer than `patience`.
  /// Throws what a block threw.
  std::deque<DoneBlock> take(std::chrono::microseconds patience);

 private:
  void serve(const BlockWork& work, const std::stop_token& end);

  std::mutex mutex_;
  std::condition_variable_any given_, done_;
  std::deque<std::int64_t> to_do_;
  std::deque<DoneBlock> finished_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace armistice
