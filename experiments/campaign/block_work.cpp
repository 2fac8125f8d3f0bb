#include "experiments/campaign/block_work.hpp"

#include "experiments/ensemble/pipelines.hpp"

namespace armistice {

std::int64_t run_on_threads(const BlockWork& work) {
  struct Done {
    std::int64_t block = 0;
    BlockTexts texts;
  };
  std::int64_t next = work.first;
  with_threads(work.threads, [&] {
    run_pieces<Done>(
        work.first, work.end, std::int64_t{1}, static_cast<std::size_t>(work.threads) + 4,
        work.stop,
        [&work](std::int64_t block, std::int64_t) {
          return Done{block, work.work(block)};
        },
        [&](const Done& done) {
          work.sink(done.block, done.texts);
          next = done.block + 1;
        });
  });
  return next;
}

}  // namespace armistice
