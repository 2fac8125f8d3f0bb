// A finished block on its way between ranks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/resumable/block_work.hpp"

namespace armistice {

struct DoneBlock {
  std::int64_t block;
  BlockTexts texts;
};

/// Bytes of its texts: what it weighs while it waits.
std::int64_t size_of(const BlockTexts& texts);

/// Its number and its texts, each after its length, as one message between machines of one kind.
std::vector<char> packed(const DoneBlock& done);

/// The inverse. Throws Error(kOurs) if `message` is not what `packed` made.
DoneBlock unpacked(std::span<const char> message);

}  // namespace armistice
