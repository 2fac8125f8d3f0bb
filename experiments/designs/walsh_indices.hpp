// Which columns of a two-level design the factors get.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace armistice {

/// Two-level designs have at most this many runs.
inline constexpr std::uint64_t kMostRuns = std::uint64_t{1} << 20;

/// Walsh indices of a regular two-level design, as in Sanchez & Sanchez (2005). In run r a factor
/// of index w is high if r and w have an odd number of bits in common. Each next index is the
/// smallest with which no product of fewer columns than `resolution` (3, 4 or 5) is constant. With
/// 3 no main effect is aliased with another; with 4, nor with an interaction of two factors; with
/// 5, nor are two such interactions with each other. Returns fewer than `factors` if kMostRuns is
/// too small.
std::vector<std::uint64_t> walsh_indices(std::size_t factors, int resolution);

/// The least power of two above all indices.
std::int64_t runs_of(const std::vector<std::uint64_t>& indices);

}  // namespace armistice
