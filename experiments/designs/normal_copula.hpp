// Correlated uniforms: the Gaussian copula of equal correlation.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <span>

namespace armistice {

/// NORTA (Cario & Nelson 1997): u becomes Phi(L Phi^-1(u)), with L the Cholesky factor of the
/// matrix that has 1 on its diagonal and the correlation elsewhere. Margins stay uniform; the rank
/// correlation of each pair is 6/pi asin(correlation/2). The first uniform stays as it is.
class NormalCopula {
 public:
  /// size: 1 or more; correlation: more than -1/(size - 1), less than 1.
  NormalCopula(std::size_t size, double correlation);

  /// In place; `size` numbers in [0, 1).
  void operator()(std::span<double> u) const;

 private:
  Eigen::MatrixXd factor_;
};

}  // namespace armistice
