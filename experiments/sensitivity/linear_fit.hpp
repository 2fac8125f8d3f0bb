// A linear regression in standardised variables, of a sample by QR, and of its resamples.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "experiments/sensitivity/regression_measures.hpp"

namespace armistice {

struct LinearFit {
  std::vector<FactorState> states;  // by factor
  std::vector<Eigen::Index> basis;  // factors of which all others are linear combinations
  Eigen::ArrayXd standardised;      // by factor: its coefficient
  Eigen::ArrayXd partial;           // by factor: its partial correlation with the response
  double r_squared;
};

/// `factors` is [point][factor]. By rank-revealing QR; all but the states is not a number if there
/// are no more points than factors + 1 or the response is constant.
LinearFit linear_fit(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                     const Eigen::Ref<const Eigen::ArrayXd>& response);

/// R^2, then by column the standardised coefficient, then by column the partial correlation, of
/// the sample that holds row i `counts[i]` times. `table` is [column][row], the last column the
/// response. By Cholesky; not a number if a resample has a constant or collinear column.
Eigen::ArrayXd resampled_fit(const Eigen::Ref<const Eigen::MatrixXd>& table,
                             const std::vector<int>& counts);

}  // namespace armistice
