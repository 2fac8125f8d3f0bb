// The threads of one rank, and what is before and behind them. Messages are another's business.
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
  /// `work` outlives it. Ends with the blocks under way; those not begun are dropped.
  explicit Crew(const BlockWork& work);

  void give(std::int64_t block);

  /// What is done, in no order; waits for something, but no longer than `patience`. Throws what a
  /// block threw.
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
