#include "experiments/designs/scrambled_sobol.hpp"

#include <algorithm>
#include <bit>
#include <boost/random/sobol.hpp>

#include "experiments/designs/addressed_words.hpp"

namespace armistice {
namespace {

static_assert(kMostSobolDimensions <= BOOST_RANDOM_SOBOL_MAX_DIMENSION);

constexpr unsigned kGroup = 8;  // digits: their tree of prefixes has 255 nodes, and a draw 256 bits
constexpr unsigned kGroups = 7;  // 56 digits, of which a double keeps 53

}  // namespace

ScrambledSobol::ScrambledSobol(std::size_t dimensions, std::int64_t points, std::uint64_t seed)
    : seed_(seed),
      bits_(std::max<std::size_t>(std::bit_width(static_cast<std::uint64_t>(points) - 1), 1)),
      columns_(dimensions * bits_) {
  boost::random::sobol engine(dimensions);
  for (std::size_t bit = 0; bit < bits_; ++bit) {
    // Point 2^(bit + 1) - 1 has only this bit in its Gray code. Boost's engine leaves out the
    // origin: its number n is point n + 1.
    engine.seed((std::uint64_t{2} << bit) - 2);
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
      columns_[dimension * bits_ + bit] = engine();
    }
  }
}

std::uint64_t ScrambledSobol::digits(std::int64_t index, std::size_t dimension) const {
  const auto n = static_cast<std::uint64_t>(index);
  std::uint64_t digits = 0;
  const std::uint64_t* column = columns_.data() + dimension * bits_;
  for (std::uint64_t gray = n ^ (n >> 1); gray != 0; gray &= gray - 1) {
    digits ^= column[std::countr_zero(gray)];
  }
  return digits;
}

double ScrambledSobol::operator()(std::int64_t index, std::size_t dimension) const {
  const std::uint64_t plain = digits(index, dimension);
  std::uint64_t scrambled = 0;
  for (unsigned group = 0; group < kGroups; ++group) {
    const std::uint64_t prefix = group == 0 ? 0 : plain >> (64 - kGroup * group);
    const auto bits = words_at(seed_, DesignChance::kScrambling, dimension, group, prefix);
    // The digits so far lead through a binary tree: the children of node i are 2i and 2i + 1.
    std::uint64_t node = 1;
    for (unsigned i = 1; i <= kGroup; ++i) {
      const std::uint64_t flip = bits[node / 64] >> (node % 64) & 1;
      const std::uint64_t digit = plain >> (64 - kGroup * group - i) & 1;
      scrambled = scrambled << 1 | (digit ^ flip);
      node = 2 * node + digit;
    }
  }
  return static_cast<double>(scrambled >> (kGroup * kGroups - 53)) * 0x1p-53;
}

}  // namespace armistice
