#include "experiments/designs/walsh_indices.hpp"

#include <bit>

namespace armistice {

std::vector<std::uint64_t> walsh_indices(std::size_t factors, int resolution) {
  // A product of columns has the exclusive or of their indices, and is constant if that is 0. So a
  // new index may not be the product of fewer than resolution - 1 of those before.
  std::vector<std::uint64_t> chosen, pairs;
  std::vector<std::uint8_t> taken(kMostRuns);
  for (std::uint64_t index = 1; chosen.size() < factors && index < kMostRuns; ++index) {
    if (taken[index] != 0) continue;
    if (resolution >= 5) {
      for (const std::uint64_t pair : pairs) taken[pair ^ index] = 1;
      for (const std::uint64_t other : chosen) pairs.push_back(other ^ index);
    }
    if (resolution >= 4) {
      for (const std::uint64_t other : chosen) taken[other ^ index] = 1;
    }
    taken[index] = 1;
    chosen.push_back(index);
  }
  return chosen;
}

std::int64_t runs_of(const std::vector<std::uint64_t>& indices) {
  return static_cast<std::int64_t>(std::bit_ceil(indices.back() + 1));
}

}  // namespace armistice
