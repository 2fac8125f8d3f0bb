#include "experiments/sensitivity/linear_fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <set>

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

/// The increase of the residual sum of squares without these columns: b' C^-1 b, with their
/// coefficients b and their block C of the inverse of the columns' products.
double explained_by(const std::vector<Eigen::Index>& columns, const Eigen::VectorXd& coefficients,
                    const Eigen::MatrixXd& inverse_of_products) {
  const Eigen::VectorXd b = coefficients(columns);
  const Eigen::MatrixXd c = inverse_of_products(columns, columns);
  return b.dot(c.ldlt().solve(b));
}

/// By group, the columns of it.
std::vector<std::vector<Eigen::Index>> members_of(const std::vector<int>& group) {
  std::vector<std::vector<Eigen::Index>> members;
  for (std::size_t c = 0; c < group.size(); ++c) {
    const auto g = static_cast<std::size_t>(group[c]);
    if (members.size() <= g) members.resize(g + 1);
    members[g].push_back(static_cast<Eigen::Index>(c));
  }
  return members;
}

}  // namespace

Terms terms_of(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
               const std::vector<bool>& unordered) {
  Terms terms;
  const auto count = static_cast<std::size_t>(factors.cols());
  terms.unordered = unordered.empty() ? std::vector<bool>(count) : unordered;
  terms.columns_of.assign(count, 1);
  std::vector<Eigen::ArrayXd> columns;
  for (std::size_t f = 0; f < count; ++f) {
    const auto values = factors.col(static_cast<Eigen::Index>(f));
    if (terms.unordered[f]) {
      const std::set<double> words(values.begin(), values.end());
      terms.columns_of[f] = words.empty() ? 0 : words.size() - 1;
      for (auto word = words.begin(); word != words.end(); ++word) {
        if (word == words.begin()) continue;
        columns.emplace_back((values == *word).cast<double>());
        terms.factor.push_back(f);
      }
    } else {
      columns.emplace_back(values);
      terms.factor.push_back(f);
    }
  }
  terms.columns.resize(factors.rows(), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    terms.columns.col(static_cast<Eigen::Index>(c)) = columns[c];
  }
  return terms;
}

LinearFit linear_fit(const Terms& terms, const Eigen::Ref<const Eigen::ArrayXd>& response) {
  const Eigen::Index points = terms.columns.rows(), count = terms.columns.cols();
  const std::size_t factors = terms.columns_of.size();
  LinearFit fit;
  fit.states.assign(factors, FactorState::kEstimated);
  for (std::size_t f = 0; f < factors; ++f) {
    if (terms.columns_of[f] == 0) fit.states[f] = FactorState::kConstant;
  }
  fit.standardised = fit.partial = fit.partial_r_squared =
      Eigen::ArrayXd::Constant(static_cast<Eigen::Index>(factors), kNone);
  fit.r_squared = kNone;
  if (points == 0) return fit;

  std::vector<Eigen::Index> varying;
  Eigen::MatrixXd x(points, count);
  const auto factor_of = [&terms](Eigen::Index column) {
    return terms.factor[static_cast<std::size_t>(column)];
  };
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto column = static_cast<Eigen::Index>(varying.size());
    x.col(column) = standardised(terms.columns.col(i));
    if (x.col(column).isZero(0)) {
      fit.states[factor_of(i)] = FactorState::kConstant;
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
  const auto column_at = [&](Eigen::Index pivot) {
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
  fit.degrees = points - 1 - rank;
  std::vector<std::vector<Eigen::Index>> pivots(factors);  // by factor
  for (Eigen::Index k = 0; k < columns; ++k) {
    const Eigen::Index i = column_at(k);
    if (k < rank) fit.basis.push_back(i);
    // With full rank there is nothing to solve, and a row without columns must not be read.
    if (k >= rank || (made_of.cols() > 0 && (made_of.row(k).array().abs() > kCombination).any())) {
      fit.states[factor_of(i)] = FactorState::kCollinear;
      continue;
    }
    pivots[factor_of(i)].push_back(k);
  }
  const Eigen::MatrixXd products = inverse * inverse.transpose();
  for (std::size_t f = 0; f < factors; ++f) {
    if (fit.states[f] != FactorState::kEstimated) continue;
    const auto at = static_cast<Eigen::Index>(f);
    const double explained = explained_by(pivots[f], coefficients, products);
    fit.partial_r_squared[at] = explained / (explained + residual);
    if (terms.unordered[f]) continue;
    const Eigen::Index k = pivots[f].front();
    const double b = coefficients[k];
    fit.standardised[at] = b;
    // From t^2 / (t^2 + degrees of freedom).
    fit.partial[at] = b / std::sqrt(b * b + residual * inverse.row(k).squaredNorm());
  }
  return fit;
}

Eigen::ArrayXd resampled_fit(const Eigen::Ref<const Eigen::MatrixXd>& table,
                             const std::vector<int>& counts, const std::vector<int>& group) {
  const Eigen::Index columns = table.rows(), factors = columns - 1;
  const std::vector<std::vector<Eigen::Index>> members = members_of(group);
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
  const auto groups = static_cast<Eigen::Index>(members.size());
  Eigen::ArrayXd measures = Eigen::ArrayXd::Constant(1 + 2 * factors + groups, kNone);
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
  for (Eigen::Index g = 0; g < groups; ++g) {
    const double explained =
        explained_by(members[static_cast<std::size_t>(g)], coefficients, inverse);
    measures[1 + 2 * factors + g] = explained / (explained + residual);
  }
  return measures;
}

}  // namespace armistice
