// Morris's trajectories: from a random base point, each unit moves once.
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
  double by;  // the way that it moved, of 1 from one end to the other
};

/// The places where a factor may stand, as probabilities, and how it moves among them.
struct MorrisGrid {
  std::vector<double> places;
  bool unordered = false;  // moves to any other place
};

/// A continuum has `levels` places, at the quantiles (i + 1/2) / levels, as in Saltelli, Tarantola,
/// Campolongo & Ratto (2004): an effect is per way from the lowest level to the highest, and a
/// normal needs no cut. A factor with values has each of them, whatever its weight.
MorrisGrid morris_grid(const Factor& factor, int levels);

/// Morris (1991): a grid of p levels 0, 1/(p - 1), ..., 1, steps of p / (2 (p - 1)) up or down,
/// units in random order. All factors of a unit step in the same direction, each from a level of
/// its own (Campolongo, Cariboni & Saltelli 2007).
///
/// With an odd number of values there is no such step: the factor goes (p - 1) / 2 places up or
/// down, and on from the other end where the grid ends. Words without an order go to any other.
/// So each place is left and reached equally often, and no step stays where it was.
class MorrisTrajectories {
 public:
  /// `units` hold each of the factors once, of which the grids are.
  MorrisTrajectories(std::vector<MorrisGrid> grids, std::vector<FactorUnit> units,
                     std::uint64_t seed);

  /// Point k (0 to the number of units) of a trajectory: probabilities of all factors.
  void unit_point(std::int64_t trajectory, std::size_t k, std::span<double> u) const;

  /// The step to point k, 1 or more. By how much: of a unit of one factor the way along its grid,
  /// and 1 if its words have no order; of several, the mean of the sizes, with the direction.
  MorrisStep step(std::int64_t trajectory, std::size_t k) const;

 private:
  struct Way {
    std::size_t from, to;  // places
  };
  bool upwards(std::int64_t trajectory, std::size_t unit) const;
  std::vector<std::size_t> order(std::int64_t trajectory) const;
  Way way_of(std::int64_t trajectory, std::size_t factor, bool up) const;

  std::vector<MorrisGrid> grids_;  // by factor
  std::vector<FactorUnit> units_;
  std::uint64_t seed_;
};

}  // namespace armistice
