// A random order of 0 .. n - 1 without a table: where any index goes, at once.
#pragma once

#include <cstdint>

namespace armistice {

/// A Feistel network on the least power of two that holds n (Luby & Rackoff 1988), applied again
/// until it leads below n: cycle walking (Black & Rogaway 2002), less than twice on average. Its
/// rounds are Philox at (seed, dimension).
class KeyedPermutation {
 public:
  /// n: 1 to 2^62.
  KeyedPermutation(std::int64_t n, std::uint64_t seed, std::uint64_t dimension);

  /// Where `index` (0 to n - 1) goes: another place for each.
  std::int64_t operator()(std::int64_t index) const;

 private:
  std::uint64_t round_trip(std::uint64_t x) const;

  std::uint64_t n_, seed_, dimension_;
  int low_, high_;  // bits of the two halves
};

}  // namespace armistice
