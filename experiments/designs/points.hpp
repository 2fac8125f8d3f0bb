// The points of a design, any of them at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "experiments/designs/design.hpp"
#include "experiments/designs/trajectories.hpp"
#include "experiments/trials/normal_copula.hpp"

namespace armistice {

/// A point depends only on the design and its number, not on other points, their order or the
/// thread. Memory does not grow with the number of points.
///
/// The order of points, with U units. Saltelli: base sample j has the rows j (U + 2) + k, where k =
/// 0 is A_j, 1 is B_j, 2 + i is A_j with unit i from B_j. With second order it has the rows j (2U +
/// 2) + k, and 2 + U + i is B_j with unit i from A_j. A and B are the halves of a Sobol' point of
/// twice as many coordinates as there are factors (Saltelli et al. 2010). So the first whole
/// samples are a smaller design. Morris: trajectory t has the rows t (U + 1) + k. Full factorial:
/// the last factor changes fastest.
class DesignPoints {
 public:
  /// Takes any design but a table; throws what checked() throws.
  explicit DesignPoints(Design design);

  const Design& design() const { return design_; }
  std::int64_t size() const { return size_; }

  /// The probabilities of point `id` (0 to size() - 1), one in [0, 1) for each factor, after the
  /// copula of their unit. Throws Error(Fault::kOurs) if there is no such point, or if the span has
  /// another size.
  void unit_point(std::int64_t id, std::span<double> u) const;

  /// Likewise the values: the Quantile of each factor at its probability.
  void point(std::int64_t id, std::span<double> values) const;

  /// The step of Morris's design that leads to point `id`; none to the first of a trajectory.
  std::optional<MorrisStep> step(std::int64_t id) const;

 private:
  void check(std::int64_t id) const;

  Design design_;
  std::int64_t size_ = 0;
  std::vector<Quantile> quantiles_;
  std::function<void(std::int64_t, std::span<double>)> independent_;  // before the copula
  std::optional<MorrisTrajectories> trajectories_;
  struct Joined {
    std::vector<std::size_t> factors;
    NormalCopula copula;
  };
  std::vector<Joined> joined_;
};

}  // namespace armistice
