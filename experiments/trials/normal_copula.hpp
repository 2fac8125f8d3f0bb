// Correlated uniforms: the Gaussian copula.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <span>

namespace armistice {

/// NORTA (Cario & Nelson 1997): u becomes Phi(L Phi^-1(u)), with L the Cholesky factor of the
/// matrix of correlations. Margins stay uniform; the rank correlation of a pair is
/// 6/pi asin(correlation/2). A uniform that is correlated with none before it stays as it is.
class NormalCopula {
 public:
  /// Correlations of the normals; symmetric and positive definite, with 1 on the diagonal.
  explicit NormalCopula(const Eigen::MatrixXd& correlations);

  /// One for all pairs. size: 1 or more; correlation: more than -1/(size - 1), less than 1.
  NormalCopula(std::size_t size, double correlation);

  /// In place; as many numbers in [0, 1) as the matrix has rows.
  void operator()(std::span<double> u) const;

  /// Whether a uniform stays as it is.
  bool leaves(std::size_t i) const;

 private:
  Eigen::MatrixXd factor_;
};

}  // namespace armistice
