// The mean of a response as a smooth function of one input: penalised splines (Eilers and Marx
// 1996, Statistical Science 11:89) over the input's ranks, their penalty chosen by generalised
// cross-validation; where the input has few values, the mean in each.
#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace armistice {

/// Inputs with up to so many different values are taken as classes.
inline constexpr int kMostClasses = 8;

/// The basis of one input: cubic B-splines, or a column for each class.
class SmoothBasis {
 public:
  explicit SmoothBasis(std::span<const float> input);

  int columns() const { return columns_; }
  std::size_t trials() const { return first_.size(); }
  bool classes() const { return classes_; }
  /// Value of the function with these coefficients at a trial's input.
  double at(const Eigen::VectorXd& coefficients, std::size_t trial) const {
    double sum = 0;
    for (std::size_t k = 0; k < used_; ++k) {
      sum += weights_[trial][k] * coefficients[first_[trial] + static_cast<int>(k)];
    }
    return sum;
  }
  /// Adds trials' part of B'B (its upper triangle) and of B'y; y counts by trial.
  void add_squares(std::size_t trial, Eigen::MatrixXd& squares) const;
  void add_product(std::size_t trial, double y, Eigen::VectorXd& products) const {
    for (std::size_t k = 0; k < used_; ++k) {
      products[first_[trial] + static_cast<int>(k)] += weights_[trial][k] * y;
    }
  }
  /// Squares of second differences; 0 for classes.
  Eigen::MatrixXd penalty() const;

 private:
  void make_classes(std::span<const float> input, const std::vector<float>& values);
  void make_splines(std::span<const float> input);

  bool classes_ = false;
  int columns_ = 0;
  std::size_t used_ = 0;  // columns that are not 0 in a trial
  std::vector<int> first_;
  std::vector<std::array<double, 4>> weights_;
};

/// The fit to some trials of a basis, for any response: B'B and the penalty in the coordinates in
/// which both are diagonal (Demmler and Reinsch 1975).
class Smoother {
 public:
  /// `squares` is the upper triangle of B'B over the trials.
  Smoother(const SmoothBasis& basis, const Eigen::MatrixXd& squares, std::int64_t trials);

  /// Coefficients of the fit; B'y and y'y are over the same trials.
  Eigen::VectorXd fit(const Eigen::VectorXd& products, double response_squares) const;

 private:
  double trials_;
  Eigen::MatrixXd back_;       // from diagonal coordinates to coefficients
  Eigen::VectorXd penalties_;  // of each diagonal coordinate
};

}  // namespace armistice
