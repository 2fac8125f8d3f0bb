#include "experiments/information/smoother.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <limits>
#include <numeric>

namespace armistice {
namespace {

constexpr int kDegree = 3;
constexpr std::int64_t kTrialsAPiece = 50;  // at least, on average
constexpr int kMostPieces = 12;

/// The four cubic B-splines that are not 0 on a piece, at `t`, 0 to 1, of it.
std::array<double, 4> cubic_splines(double t) {
  const double s = 1 - t;
  return {s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6,
          t * t * t / 6};
}

}  // namespace

SmoothBasis::SmoothBasis(std::span<const float> input)
    : first_(input.size()), weights_(input.size()) {
  std::vector<float> values(input.begin(), input.end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() <= static_cast<std::size_t>(kMostClasses)) {
    make_classes(input, values);
  } else {
    make_splines(input);
  }
}

void SmoothBasis::make_classes(std::span<const float> input, const std::vector<float>& values) {
  classes_ = true;
  columns_ = static_cast<int>(values.size());
  used_ = 1;
  for (std::size_t i = 0; i < input.size(); ++i) {
    first_[i] =
        static_cast<int>(std::lower_bound(values.begin(), values.end(), input[i]) - values.begin());
    weights_[i] = {1, 0, 0, 0};
  }
}

void SmoothBasis::make_splines(std::span<const float> input) {
  const auto n = static_cast<std::int64_t>(input.size());
  const int pieces = static_cast<int>(std::clamp<std::int64_t>(n / kTrialsAPiece, 1, kMostPieces));
  columns_ = pieces + kDegree;
  used_ = 4;
  std::vector<std::size_t> order(input.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return input[a] < input[b]; });
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && input[order[end]] == input[order[begin]]) ++end;
    // Equal inputs share the middle of their ranks.
    const double rank = static_cast<double>(begin + end) / 2 / static_cast<double>(n);
    const double place = rank * pieces;
    const int piece = std::min(static_cast<int>(place), pieces - 1);
    const std::array<double, 4> weights = cubic_splines(place - piece);
    for (std::size_t i = begin; i < end; ++i) {
      first_[order[i]] = piece;
      weights_[order[i]] = weights;
    }
  }
}

void SmoothBasis::add_squares(std::size_t trial, Eigen::MatrixXd& squares) const {
  for (std::size_t j = 0; j < used_; ++j) {
    for (std::size_t k = j; k < used_; ++k) {
      squares(first_[trial] + static_cast<int>(j), first_[trial] + static_cast<int>(k)) +=
          weights_[trial][j] * weights_[trial][k];
    }
  }
}

Eigen::MatrixXd SmoothBasis::penalty() const {
  Eigen::MatrixXd penalty = Eigen::MatrixXd::Zero(columns_, columns_);
  if (classes_) return penalty;
  for (int i = 0; i + 2 < columns_; ++i) {
    const double second[] = {1, -2, 1};
    for (int j = 0; j < 3; ++j) {
      for (int k = 0; k < 3; ++k) penalty(i + j, i + k) += second[j] * second[k];
    }
  }
  return penalty;
}

Smoother::Smoother(const SmoothBasis& basis, const Eigen::MatrixXd& squares, std::int64_t trials)
    : trials_(static_cast<double>(trials)) {
  // A trace of a ridge, for a class or a piece that none of these trials is in.
  Eigen::MatrixXd gram = squares.selfadjointView<Eigen::Upper>();
  gram.diagonal().array() += 1e-9 * trials_;
  const Eigen::LLT<Eigen::MatrixXd> root(gram);
  const Eigen::MatrixXd half = root.matrixL().solve(basis.penalty());
  const Eigen::MatrixXd whitened = root.matrixL().solve(half.transpose());
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> diagonal(whitened);
  penalties_ = diagonal.eigenvalues().cwiseMax(0);
  back_ = root.matrixU().solve(diagonal.eigenvectors());
}

Eigen::VectorXd Smoother::fit(const Eigen::VectorXd& products, double response_squares) const {
  const Eigen::VectorXd z = back_.transpose() * products;
  const auto shrink = [&](double penalty) {
    return (1 / (1 + penalty * penalties_.array())).matrix().eval();
  };
  // Generalised cross-validation (Craven and Wahba 1979) over penalties a factor 4 apart, from
  // almost none to a straight line.
  Eigen::VectorXd best = shrink(0);
  double least = std::numeric_limits<double>::infinity();
  double penalty = trials_ * 0x1p-20;
  for (int i = 0; i < 20; ++i, penalty *= 4) {
    const Eigen::VectorXd d = shrink(penalty);
    const double explained = (z.array().square() * (2 - d.array()) * d.array()).sum();
    const double left = std::max(0.0, response_squares - explained), free = trials_ - d.sum();
    const double score = free > 0 ? left / (free * free) : std::numeric_limits<double>::infinity();
    if (score < least) {
      least = score;
      best = d;
    }
  }
  return back_ * (z.array() * best.array()).matrix();
}

}  // namespace armistice
