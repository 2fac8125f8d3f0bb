#include "experiments/designs/keyed_permutation.hpp"

#include <bit>

#include "experiments/designs/addressed_words.hpp"

namespace armistice {
namespace {

// Four make it pseudorandom in both directions (Luby & Rackoff 1988) when the halves are long;
// these are short.
constexpr std::uint64_t kRounds = 8;

constexpr std::uint64_t mask_of(int bits) { return (std::uint64_t{1} << bits) - 1; }

}  // namespace

KeyedPermutation::KeyedPermutation(std::int64_t n, std::uint64_t seed, std::uint64_t dimension)
    : n_(static_cast<std::uint64_t>(n)), seed_(seed), dimension_(dimension) {
  const auto bits = static_cast<int>(std::bit_width(n_ - 1));
  low_ = (bits + 1) / 2;
  high_ = bits / 2;
}

std::uint64_t KeyedPermutation::round_trip(std::uint64_t x) const {
  std::uint64_t low = x & mask_of(low_), high = x >> low_;
  for (std::uint64_t round = 0; round < kRounds; round += 2) {
    high ^= words_at(seed_, DesignChance::kPermutation, dimension_, round, low)[0] & mask_of(high_);
    low ^=
        words_at(seed_, DesignChance::kPermutation, dimension_, round + 1, high)[0] & mask_of(low_);
  }
  return high << low_ | low;
}

std::int64_t KeyedPermutation::operator()(std::int64_t index) const {
  auto x = static_cast<std::uint64_t>(index);
  do {
    x = round_trip(x);
  } while (x >= n_);
  return static_cast<std::int64_t>(x);
}

}  // namespace armistice
