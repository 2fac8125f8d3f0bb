// Morris's trajectories through a grid: from a random base point, each unit moves once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiments/designs/factor.hpp"

namespace armistice {

/// What differs from the point before.
struct MorrisStep {
  std::size_t unit;
  double by;  // + or - levels / (2 (levels - 1)), on a grid from 0 to 1
};

/// Morris (1991): a grid of p levels 0, 1/(p - 1), ..., 1, steps of p / (2 (p - 1)) up or down,
/// units in random order. All factors of a unit step in the same direction, each from a level of
/// its own (Campolongo, Cariboni & Saltelli 2007). Level i of the grid stands at the quantile
/// (i + 1/2) / p, as in Saltelli, Tarantola, Campolongo & Ratto (2004): an effect is per way
/// from the lowest level to the highest, and a normal needs no cut.
class MorrisTrajectories {
 public:
  /// `levels`: even, 4 or more; `units` hold each of the factors once.
  MorrisTrajectories(int levels, std::vector<FactorUnit> units, std::uint64_t seed);

  /// Point k (0 to the number of units) of a trajectory: probabilities of all factors.
  void unit_point(std::int64_t trajectory, std::size_t k, std::span<double> u) const;

  /// The step to point k, 1 or more.
  MorrisStep step(std::int64_t trajectory, std::size_t k) const;

 private:
  bool upwards(std::int64_t trajectory, std::size_t unit) const;
  std::vector<std::size_t> order(std::int64_t trajectory) const;

  int levels_;
  std::vector<FactorUnit> units_;
  std::uint64_t seed_;
};

}  // namespace armistice
