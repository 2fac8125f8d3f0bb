// What the options of PRIM mean in points; for its own files.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "experiments/discovery/prim.hpp"
#include "experiments/error.hpp"

namespace armistice {

/// Means that differ by less, relatively, are equal: they may come from one share in rounded units.
inline constexpr double kEqualMeans = 1e-9;

inline void check(const PrimOptions& options) {
  if (!(options.alpha > 0 && options.alpha < 0.5)) {
    throw Error(Fault::kInput, "PRIM: alpha must lie between 0 and 0.5");
  }
  if (!(options.least_support >= 0 && options.least_support < 1)) {
    throw Error(Fault::kInput, "PRIM: the least support must lie between 0 and 1");
  }
}

inline void require_points(const Mass& all) {
  if (all.points == 0) throw Error(Fault::kInput, "PRIM: there is no point to look at");
}

/// How many points a peel or a paste moves.
inline std::size_t points_to_move(std::size_t in_the_box, const PrimOptions& options) {
  const double moved = std::floor(options.alpha * static_cast<double>(in_the_box));
  return std::max(std::size_t{1}, static_cast<std::size_t>(moved));
}

/// How many points a box keeps at least.
inline std::size_t least_points(std::size_t all, const PrimOptions& options) {
  const double kept = std::ceil(options.least_support * static_cast<double>(all));
  return std::max({std::size_t{1}, options.least_points, static_cast<std::size_t>(kept)});
}

}  // namespace armistice
