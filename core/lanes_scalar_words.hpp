// The words of one lane, as whole numbers of the machine.
#pragma once

#include <cstdint>

namespace armistice::inline ARMISTICE_LANE_SET {

/// One 32-bit word for each lane.
struct Words {
  std::uint32_t value = 0;
  Words() = default;
  Words(std::uint32_t x) : value(x) {}
  static Words load(const std::uint32_t* from) { return Words(*from); }
};

inline Words operator&(Words a, Words b) { return a.value & b.value; }
inline Words operator|(Words a, Words b) { return a.value | b.value; }
inline Words operator^(Words a, Words b) { return a.value ^ b.value; }
inline Words operator+(Words a, Words b) { return a.value + b.value; }
inline Words operator-(Words a, Words b) { return a.value - b.value; }

/// The words of one counter of Philox, kept so that 32 x 32 -> 64 bit products are cheap.
struct WideWords {
  std::uint64_t value = 0;
};
inline WideWords widen(Words a) { return {a.value}; }
inline Words narrow(WideWords a) { return static_cast<std::uint32_t>(a.value); }
inline WideWords high_half(WideWords a) { return {a.value >> 32}; }
inline WideWords xor3(WideWords a, WideWords b, std::uint32_t c) { return {a.value ^ b.value ^ c}; }

}  // namespace armistice::inline ARMISTICE_LANE_SET
