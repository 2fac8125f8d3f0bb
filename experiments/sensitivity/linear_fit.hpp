// A linear regression in standardised variables, of a sample by QR, and of its resamples.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "experiments/sensitivity/regression_measures.hpp"

namespace armistice {

/// The columns of a regression. A factor with numbers is one column of them. Words have no order,
/// so a factor with words has an indicator of 0 and 1 for each word except the first that occurs.
/// The choice of that word does not change the results for the whole factor.
struct Terms {
  Eigen::ArrayXXd columns;                // [point][column]
  std::vector<std::size_t> factor;        // by column
  std::vector<bool> unordered;            // by factor
  std::vector<std::size_t> columns_of{};  // by factor: how many
};

/// `unordered` by factor; empty: all have an order.
Terms terms_of(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
               const std::vector<bool>& unordered = {});

struct LinearFit {
  std::vector<FactorState> states;  // by factor
  std::vector<Eigen::Index> basis;  // columns of which all others are linear combinations
  Eigen::ArrayXd standardised;      // by factor: its coefficient; of words not a number
  Eigen::ArrayXd partial;           // by factor: its partial correlation; likewise
  /// For each factor: of the variance of the response that the other factors leave, the part that
  /// it explains. For a factor with numbers it is the square of the partial correlation.
  Eigen::ArrayXd partial_r_squared;
  double r_squared;
  Eigen::Index degrees = 0;  // of freedom, of the residuals
};

/// By rank-revealing QR. All members except the states are not a number if there are no more points
/// than columns + 1, or if the response is constant.
LinearFit linear_fit(const Terms& terms, const Eigen::Ref<const Eigen::ArrayXd>& response);

/// R^2, then by column the standardised coefficient, then by column the partial correlation, then
/// by group of columns its partial R^2, of the sample that holds row i `counts[i]` times. `table`
/// is [column][row], the last column the response; `group` is by column, 0 to groups - 1. By
/// Cholesky; not a number if a resample has a constant or collinear column.
Eigen::ArrayXd resampled_fit(const Eigen::Ref<const Eigen::MatrixXd>& table,
                             const std::vector<int>& counts, const std::vector<int>& group);

}  // namespace armistice
