// A GroupRunner for each thread, made when the thread first needs it.
#pragma once

#include <tbb/enumerable_thread_specific.h>
#include <tbb/task_arena.h>

#include "experiments/ensemble/batch.hpp"

namespace armistice {

class Runners {
 public:
  Runners(const BatchContext& context, const Kernel& kernel, bool timeline, bool donors)
      : runners_([&context, &kernel, timeline, donors] {
          return GroupRunner(context, kernel, timeline, donors);
        }) {}

  GroupRunner& local() { return runners_.local(); }

  /// Pieces of work at a time: one for each thread, and some to wait for their turn at the end.
  static std::size_t tokens() {
    return static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()) + 4;
  }

 private:
  tbb::enumerable_thread_specific<GroupRunner> runners_;
};

}  // namespace armistice
