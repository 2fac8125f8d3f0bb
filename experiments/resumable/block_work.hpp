// Blocks of work, run in parallel and received in order: on the threads of this machine, or on the
// ranks of an MPI job. The result of a block depends only on its number, so both give the same
// bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace armistice {

/// What a block adds to each file of a result.
using BlockTexts = std::vector<std::string>;

struct BlockWork {
  std::int64_t first = 0, end = 0;  // blocks to do
  int threads = 1;                  // of this process
  /// Called from several threads at once.
  std::function<BlockTexts(std::int64_t block)> work;
  /// Called one at a time, in the order of blocks. On the first rank only.
  std::function<void(std::int64_t block, const BlockTexts& texts)> sink;
  /// When it turns true, blocks that have begun are finished, and no other begins.
  const std::atomic<bool>* stop = nullptr;
};

/// Returns the first block that was not done: `end`, unless it was stopped. An exception from
/// `work` or `sink` ends it.
std::int64_t run_on_threads(const BlockWork& work);

}  // namespace armistice
