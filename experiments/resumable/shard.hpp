// A shard: piece I of N of a run or a sweep, in whole blocks, so that shards added in order are the
// whole.
#pragma once

#include <cstdint>

namespace armistice {

struct Shard {
  int index = 1, count = 1;  // 1 to count
  bool whole() const { return count == 1; }
  bool operator==(const Shard&) const = default;
};

/// Blocks from `first` to before `end`.
struct BlockRange {
  std::int64_t first, end;
  std::int64_t size() const { return end - first; }
};

/// The blocks of a shard, of `blocks` in all: contiguous, and as even as can be.
inline BlockRange blocks_of_shard(const Shard& shard, std::int64_t blocks) {
  const auto before = [&](std::int64_t shards) {
    return blocks / shard.count * shards + blocks % shard.count * shards / shard.count;
  };
  return {before(shard.index - 1), before(shard.index)};
}

}  // namespace armistice
