#include "experiments/calibration/likelihood.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <numbers>

namespace armistice {
namespace {

constexpr double kDegreesOfFreedom = 5;

/// Correlations that few replicates show are mostly chance: they shrink by K / (n + K).
Eigen::MatrixXd shrunk(const HistoryMoments& moments) {
  const auto k = static_cast<Eigen::Index>(moments.mean.size());
  const double n = moments.histories;
  const double keep = n / (n + static_cast<double>(k));
  Eigen::MatrixXd covariance(k, k);
  for (Eigen::Index i = 0; i < k; ++i) {
    for (Eigen::Index j = 0; j < k; ++j) {
      covariance(i, j) = moments.covariance[static_cast<std::size_t>(i * k + j)];
      if (i != j) covariance(i, j) *= keep;
    }
  }
  return covariance;
}

}  // namespace

double log_likelihood(const HistoryMoments& moments, const std::vector<double>& observed,
                      const std::vector<SummaryStatistic>& statistics) {
  const auto k = static_cast<Eigen::Index>(observed.size());
  if (moments.histories < 2 || moments.histories * 4 < moments.replicates) return kImpossible;
  Eigen::MatrixXd scale = shrunk(moments);
  Eigen::VectorXd away(k);
  for (Eigen::Index i = 0; i < k; ++i) {
    const auto place = static_cast<std::size_t>(i);
    scale(i, i) += statistics[place].discrepancy * statistics[place].discrepancy;
    away(i) = observed[place] - moments.mean[place];
  }
  // The matrix of a t whose covariance is this.
  constexpr double nu = kDegreesOfFreedom;
  scale *= (nu - 2) / nu;
  const Eigen::LLT<Eigen::MatrixXd> root(scale);
  if (root.info() != Eigen::Success) return kImpossible;
  const double distance = root.matrixL().solve(away).squaredNorm();
  const double log_determinant = 2 * root.matrixLLT().diagonal().array().log().sum();
  const auto d = static_cast<double>(k);
  const double goes_on = (moments.histories + 0.5) / (moments.replicates + 1.0);
  return std::log(goes_on) + std::lgamma((nu + d) / 2) - std::lgamma(nu / 2) -
         d / 2 * std::log(nu * std::numbers::pi) - log_determinant / 2 -
         (nu + d) / 2 * std::log1p(distance / nu);
}

std::vector<double> implausibility(const std::vector<double>& mean,
                                   const std::vector<double>& within,
                                   const std::vector<double>& error, int histories,
                                   const std::vector<double>& observed,
                                   const std::vector<SummaryStatistic>& statistics) {
  std::vector<double> all;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double chance = within[i] * (1 + 1.0 / std::max(histories, 1));
    const double variance =
        chance + error[i] + statistics[i].discrepancy * statistics[i].discrepancy;
    all.push_back(std::abs(observed[i] - mean[i]) / std::sqrt(variance));
  }
  return all;
}

}  // namespace armistice
