// Points in the cube of probabilities, and boxes in it: uniform there is the prior.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "experiments/calibration/fitted.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {

/// By parameter, the part of the prior's probabilities that is left.
struct CubeBox {
  std::vector<double> low, high;

  static CubeBox whole(std::size_t parameters);
  double volume() const;
  bool holds(const CubePoint& point) const;
  /// A point beyond an edge comes back as far within it.
  void reflect(CubePoint& point) const;
};

/// Scrambled Sobol' points of the box, by number.
std::vector<CubePoint> spread_points(const CubeBox& box, std::int64_t points, std::uint64_t seed);

/// The box around points, with a margin of a twentieth of its width on each side; never wider than
/// `within`.
CubeBox box_around(const std::vector<CubePoint>& points, const CubeBox& within);

/// Draws of a calibration: of a purpose, a round and a place.
AddressedEngine draws_of(std::uint64_t seed, std::string_view purpose, std::uint32_t round,
                         std::uint64_t place);

/// `count` places, each chosen in proportion to its weight, by one uniform draw (systematic
/// resampling: Kitagawa 1996).
std::vector<std::size_t> resampled(const std::vector<double>& weights, std::size_t count,
                                   double uniform);

}  // namespace armistice
