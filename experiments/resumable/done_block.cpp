#include "experiments/resumable/done_block.hpp"

#include <cstring>

#include "experiments/error.hpp"

namespace armistice {

std::int64_t size_of(const BlockTexts& texts) {
  std::int64_t bytes = 0;
  for (const std::string& text : texts) bytes += static_cast<std::int64_t>(text.size());
  return bytes;
}

std::vector<char> packed(const DoneBlock& done) {
  std::vector<char> bytes;
  const auto put = [&bytes](std::int64_t n) {
    char digits[sizeof n];
    std::memcpy(digits, &n, sizeof n);
    bytes.insert(bytes.end(), digits, digits + sizeof n);
  };
  put(done.block);
  for (const std::string& text : done.texts) {
    put(static_cast<std::int64_t>(text.size()));
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return bytes;
}

DoneBlock unpacked(std::span<const char> message) {
  const auto taken = [&message](std::int64_t bytes) {
    if (bytes < 0 || static_cast<std::size_t>(bytes) > message.size()) {
      throw Error(Fault::kOurs, "armistice: a damaged message between ranks");
    }
    const auto front = message.first(static_cast<std::size_t>(bytes));
    message = message.subspan(front.size());
    return front;
  };
  const auto number = [&taken] {
    std::int64_t n = 0;
    std::memcpy(&n, taken(sizeof n).data(), sizeof n);
    return n;
  };
  DoneBlock done{number(), {}};
  while (!message.empty()) {
    const auto text = taken(number());
    done.texts.emplace_back(text.begin(), text.end());
  }
  return done;
}

}  // namespace armistice
