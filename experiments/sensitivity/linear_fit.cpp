#include "experiments/sensitivity/linear_fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kRankTolerance = 1e-9;  // of the largest pivot: smaller is a linear combination
constexpr double kCombination = 1e-6;    // in a null vector: larger takes part in one
constexpr double kConstantTolerance = 1e-12;  // of the size of the values: less is no variation
constexpr double kLeastPivot = 1e-10;         // of a correlation matrix: less is collinear

/// Centred and of length 1; zeros if constant.
Eigen::VectorXd standardised(const Eigen::Ref<const Eigen::ArrayXd>& values) {
  const Eigen::VectorXd centred = values - values.mean();
  const double length = centred.norm();
  const double size = values.abs().maxCoeff() * std::sqrt(static_cast<double>(values.size()));
  if (!(length > kConstantTolerance * size)) return Eigen::VectorXd::Zero(values.size());
  return centred / length;
}

}  // namespace

LinearFit linear_fit(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                     const Eigen::Ref<const Eigen::ArrayXd>& response) {
  const Eigen::Index points = factors.rows(), count = factors.cols();
  LinearFit fit;
  fit.states.assign(static_cast<std::size_t>(count), FactorState::kEstimated);
  fit.standardised = fit.partial = Eigen::ArrayXd::Constant(count, kNone);
  fit.r_squared = kNone;
  if (points == 0) return fit;

  std::vector<Eigen::Index> varying;
  Eigen::MatrixXd x(points, count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto column = static_cast<Eigen::Index>(varying.size());
    x.col(column) = standardised(factors.col(i));
    if (x.col(column).isZero(0)) {
      fit.states[static_cast<std::size_t>(i)] = FactorState::kConstant;
    } else {
      varying.push_back(i);
    }
  }
  const auto columns = static_cast<Eigen::Index>(varying.size());
  const Eigen::VectorXd y = standardised(response);
  if (points <= count + 1 || y.isZero(0)) return fit;
  if (columns == 0) {
    fit.r_squared = 0;
    return fit;
  }

  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x.leftCols(columns));
  qr.setThreshold(kRankTolerance);
  const Eigen::Index rank = qr.rank();
  const auto factor_at = [&](Eigen::Index pivot) {
    return varying[static_cast<std::size_t>(qr.colsPermutation().indices()[pivot])];
  };
  const Eigen::MatrixXd upper = qr.matrixR().topLeftCorner(rank, rank);
  const Eigen::MatrixXd inverse =
      upper.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(rank, rank));
  // What the columns beyond the rank are made of: each null vector has such a column and these.
  const Eigen::MatrixXd made_of = inverse * qr.matrixR().topRightCorner(rank, columns - rank);
  const Eigen::VectorXd projected = (qr.householderQ().adjoint() * y).head(rank);
  const Eigen::VectorXd coefficients = inverse * projected;
  const double residual = std::max(0.0, 1 - projected.squaredNorm());
  fit.r_squared = 1 - residual;
  for (Eigen::Index k = 0; k < columns; ++k) {
    const Eigen::Index i = factor_at(k);
    if (k < rank) fit.basis.push_back(i);
    // Of full rank there is nothing to be made of; a row of no columns is not even to be looked at.
    if (k >= rank || (made_of.cols() > 0 && (made_of.row(k).array().abs() > kCombination).any())) {
      fit.states[static_cast<std::size_t>(i)] = FactorState::kCollinear;
      continue;
    }
    const double b = coefficients[k];
    fit.standardised[i] = b;
    // From t^2 / (t^2 + degrees of freedom).
    fit.partial[i] = b / std::sqrt(b * b + residual * inverse.row(k).squaredNorm());
  }
  return fit;
}

Eigen::ArrayXd resampled_fit(const Eigen::Ref<const Eigen::MatrixXd>& table,
                             const std::vector<int>& counts) {
  const Eigen::Index columns = table.rows(), factors = columns - 1;
  if (factors == 0) return Eigen::ArrayXd::Zero(1);
  const auto n = static_cast<double>(counts.size());
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(columns);
  for (std::size_t j = 0; j < counts.size(); ++j) {
    if (counts[j] > 0) mean += double(counts[j]) * table.col(static_cast<Eigen::Index>(j));
  }
  mean /= n;
  // The upper triangle, row by row of the sample, so that the order of each sum is fixed.
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(columns, columns);
  Eigen::VectorXd row(columns);
  for (std::size_t j = 0; j < counts.size(); ++j) {
    if (counts[j] == 0) continue;
    row = table.col(static_cast<Eigen::Index>(j)) - mean;
    for (Eigen::Index c = 0; c < columns; ++c) {
      squares.col(c).head(c + 1) += (counts[j] * row[c]) * row.head(c + 1);
    }
  }
  Eigen::ArrayXd measures = Eigen::ArrayXd::Constant(1 + 2 * factors, kNone);
  const Eigen::VectorXd lengths = squares.diagonal().cwiseSqrt();
  if (!(lengths.minCoeff() > kConstantTolerance * table.cwiseAbs().maxCoeff())) return measures;
  const Eigen::MatrixXd upper =
      lengths.cwiseInverse().asDiagonal() * squares * lengths.cwiseInverse().asDiagonal();
  const Eigen::MatrixXd correlations =
      upper.topLeftCorner(factors, factors).selfadjointView<Eigen::Upper>();
  const Eigen::LDLT<Eigen::MatrixXd> cholesky(correlations);
  if (!(cholesky.vectorD().minCoeff() > kLeastPivot)) return measures;
  const Eigen::VectorXd with_response = upper.col(factors).head(factors);
  const Eigen::VectorXd coefficients = cholesky.solve(with_response);
  const Eigen::MatrixXd inverse = cholesky.solve(Eigen::MatrixXd::Identity(factors, factors));
  const double residual = std::max(0.0, 1 - coefficients.dot(with_response));
  measures[0] = 1 - residual;
  for (Eigen::Index i = 0; i < factors; ++i) {
    const double b = coefficients[i];
    measures[1 + i] = b;
    measures[1 + factors + i] = b / std::sqrt(b * b + residual * inverse(i, i));
  }
  return measures;
}

}  // namespace armistice
