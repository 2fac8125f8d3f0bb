// The chance of a design: four random words at an address, from Philox 4x64-10 (Salmon et al. 2011)
// under a key of its own. Nothing is carried from one point to another, so a point depends on the
// design and its number alone.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace armistice {

/// The second half of the key, "designed" in ASCII. No other use of a seed has it.
inline constexpr std::uint64_t kDesignsKey = 0x64657369676e6564;

/// What the words are for: part of the address.
enum class DesignChance : std::uint64_t {
  kScrambling = 1,   // bits: dimension, group of digits, prefix
  kPermutation = 2,  // a round of the network: dimension, round, half
  kJitter = 3,       // within a stratum: dimension, point
  kLevels = 4,       // of Morris's base points: trajectory, factor
  kDirections = 5,   // of Morris's steps: trajectory, unit
  kOrder = 6,        // of Morris's steps: trajectory, unit
};

inline std::array<std::uint64_t, 4> words_at(std::uint64_t seed, DesignChance chance,
                                             std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  const philox4x64_ctr_t counter{{a, b, c, static_cast<std::uint64_t>(chance)}};
  const philox4x64_key_t key{{seed, kDesignsKey}};
  const philox4x64_ctr_t words = philox4x64(counter, key);
  return {words[0], words[1], words[2], words[3]};
}

/// The 53 high bits as a number in [0, 1).
inline double unit_of(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }

/// A number below n (at most 2^32), from the high bits: its chance differs from 1/n by less than
/// 2^-64.
inline std::uint64_t below(std::uint64_t n, std::uint64_t word) {
  return ((word >> 32) * n + ((word & 0xffffffff) * n >> 32)) >> 32;
}

}  // namespace armistice
