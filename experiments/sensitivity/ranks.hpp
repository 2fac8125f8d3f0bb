// Ranks of values that may be equal, in a sample or a resample of it.
#pragma once

#include <Eigen/Core>
#include <vector>

namespace armistice {

/// The order of values, kept so that any resample is ranked without sorting again.
class Ranking {
 public:
  explicit Ranking(const Eigen::Ref<const Eigen::ArrayXd>& values);

  /// By value, its rank from 1 in a sample that holds value i `counts[i]` times; equals share the
  /// mean of their ranks. What isn't in the sample has the rank it would share.
  Eigen::ArrayXd ranks(const std::vector<int>& counts) const;
  Eigen::ArrayXd ranks() const;
  std::size_t different() const { return group_ends_.size(); }
  /// By value, the number of its group of equals, from the least.
  Eigen::ArrayXi groups() const;

 private:
  std::vector<Eigen::Index> order_;
  std::vector<std::size_t> group_ends_;  // in `order_`
};

}  // namespace armistice
