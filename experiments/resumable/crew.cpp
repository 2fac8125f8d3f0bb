#include "experiments/resumable/crew.hpp"

#include <utility>

namespace armistice {

Crew::Crew(const BlockWork& work) {
  for (int i = 0; i < work.threads; ++i) {
    threads_.emplace_back([this, &work](const std::stop_token& end) { serve(work, end); });
  }
}

void Crew::give(std::int64_t block) {
  const std::lock_guard lock(mutex_);
  to_do_.push_back(block);
  given_.notify_one();
}

std::deque<DoneBlock> Crew::take(std::chrono::microseconds patience) {
  std::unique_lock lock(mutex_);
  done_.wait_for(lock, patience, [this] { return !finished_.empty() || failure_ != nullptr; });
  if (failure_ != nullptr) std::rethrow_exception(failure_);
  return std::exchange(finished_, {});
}

void Crew::serve(const BlockWork& work, const std::stop_token& end) {
  while (true) {
    std::unique_lock lock(mutex_);
    given_.wait(lock, end, [this] { return !to_do_.empty(); });
    if (end.stop_requested()) return;
    const std::int64_t block = to_do_.front();
    to_do_.pop_front();
    lock.unlock();
    try {
      DoneBlock done{block, work.work(block)};
      lock.lock();
      finished_.push_back(std::move(done));
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      failure_ = std::current_exception();
    }
    done_.notify_one();
  }
}

}  // namespace armistice
