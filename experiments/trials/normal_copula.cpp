#include "experiments/trials/normal_copula.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>

#include "experiments/trials/quantile.hpp"

namespace armistice {
namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
const boost::math::normal_distribution<double, Policy> kStandard;

Eigen::MatrixXd equal_correlations(std::size_t size, double correlation) {
  const auto n = static_cast<Eigen::Index>(size);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Constant(n, n, correlation);
  matrix.diagonal().setOnes();
  return matrix;
}

}  // namespace

NormalCopula::NormalCopula(const Eigen::MatrixXd& correlations)
    : factor_(correlations.llt().matrixL()) {}

NormalCopula::NormalCopula(std::size_t size, double correlation)
    : NormalCopula(equal_correlations(size, correlation)) {}

bool NormalCopula::leaves(std::size_t i) const {
  const auto row = static_cast<Eigen::Index>(i);
  return factor_.row(row).head(row).isZero(0);
}

void NormalCopula::operator()(std::span<double> u) const {
  const auto n = static_cast<Eigen::Index>(u.size());
  Eigen::VectorXd z(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    z[i] = quantile(kStandard, std::max(u[static_cast<std::size_t>(i)], kLeastProbability));
  }
  for (Eigen::Index i = 1; i < n; ++i) {
    if (leaves(static_cast<std::size_t>(i))) continue;
    double sum = 0;  // in this order on every machine
    for (Eigen::Index j = 0; j <= i; ++j) sum += factor_(i, j) * z[j];
    u[static_cast<std::size_t>(i)] = std::min(cdf(kStandard, sum), 1 - 0x1p-53);
  }
}

}  // namespace armistice
