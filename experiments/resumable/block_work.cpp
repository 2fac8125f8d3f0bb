#include "experiments/resumable/block_work.hpp"

#include <memory>

#include "experiments/engine/pieces.hpp"

namespace armistice {

std::int64_t run_on_threads(const BlockWork& work) {
  std::int64_t next = work.first;
  with_threads(work.threads, [&] {
    next = run_pieces<BlockTexts>(
        work.first, work.end, work.stop,
        [&work](std::int64_t block) { return std::make_unique<BlockTexts>(work.work(block)); },
        [&work](std::int64_t block, const BlockTexts& texts) { work.sink(block, texts); });
  });
  return next;
}

}  // namespace armistice
