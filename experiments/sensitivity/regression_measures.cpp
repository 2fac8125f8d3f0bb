#include "experiments/sensitivity/regression_measures.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"
#include "experiments/sensitivity/linear_fit.hpp"
#include "experiments/sensitivity/ranks.hpp"

namespace armistice {
namespace {

/// Rows that didn't fail; [point][factor], the last column the response.
Eigen::ArrayXXd complete_table(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                               const Response& response, Eigen::ArrayXd& a, Eigen::ArrayXd& b) {
  Eigen::ArrayXXd table(factors.rows(), factors.cols() + 1);
  a = response.has_halves() ? response.first_half : response.mean;
  b = response.has_halves() ? second_half(response) : response.mean;
  Eigen::Index kept = 0;
  for (Eigen::Index i = 0; i < factors.rows(); ++i) {
    if (response.failed(i)) continue;
    table.row(kept).head(factors.cols()) = factors.row(i);
    table(kept, factors.cols()) = response.mean[i];
    a[kept] = a[i];
    b[kept] = b[i];
    ++kept;
  }
  a.conservativeResize(kept);
  b.conservativeResize(kept);
  table.conservativeResize(kept, Eigen::NoChange);
  return table;
}

Eigen::ArrayXXd ranks_of(const std::vector<Ranking>& rankings, const std::vector<int>& counts) {
  Eigen::ArrayXXd ranks(counts.size(), rankings.size());
  for (std::size_t c = 0; c < rankings.size(); ++c) {
    ranks.col(static_cast<Eigen::Index>(c)) = rankings[c].ranks(counts);
  }
  return ranks;
}

/// The columns of the basis and the response.
std::vector<Eigen::Index> columns_of(const LinearFit& fit, Eigen::Index response) {
  std::vector<Eigen::Index> columns = fit.basis;
  columns.push_back(response);
  return columns;
}

struct FitEstimates {
  IndexEstimate r_squared;
  std::vector<IndexEstimate> standardised, partial;  // by factor
};

FitEstimates estimates_of(const LinearFit& fit, const Eigen::ArrayXXd& resamples) {
  const auto basis = static_cast<Eigen::Index>(fit.basis.size());
  FitEstimates estimates;
  estimates.r_squared = percentile_estimate(fit.r_squared, resamples.col(0));
  estimates.standardised.resize(fit.states.size());
  estimates.partial.resize(fit.states.size());
  for (Eigen::Index k = 0; k < basis; ++k) {
    const Eigen::Index i = fit.basis[static_cast<std::size_t>(k)];
    const auto at = static_cast<std::size_t>(i);
    estimates.standardised[at] = percentile_estimate(fit.standardised[i], resamples.col(1 + k));
    estimates.partial[at] = percentile_estimate(fit.partial[i], resamples.col(1 + basis + k));
  }
  return estimates;
}

/// Of the means: the covariance of halves over the variance.
double reliability_of(const Eigen::ArrayXd& mean, const Eigen::ArrayXd& a,
                      const Eigen::ArrayXd& b) {
  return ((a - a.mean()) * (b - b.mean())).sum() / (mean - mean.mean()).square().sum();
}

}  // namespace

RegressionMeasures regression_measures(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                                       const Response& response, const Bootstrap& bootstrap) {
  check(response);
  if (factors.rows() != response.points()) {
    throw Error(Fault::kInput, fmt::format("{} points of factors and {} of the response; expected "
                                           "as many of both",
                                           factors.rows(), response.points()));
  }
  const Eigen::Index count = factors.cols();
  Eigen::ArrayXd a, b;
  const Eigen::ArrayXXd table = complete_table(factors, response, a, b);
  RegressionMeasures measures;
  measures.points = static_cast<int>(table.rows());
  measures.left_out = static_cast<int>(response.points()) - measures.points;
  measures.factors.resize(static_cast<std::size_t>(count));
  if (response.has_halves() && measures.points > 1) {
    measures.reliability = reliability_of(table.col(count), a, b);
  }

  std::vector<Ranking> rankings;
  for (Eigen::Index c = 0; c <= count; ++c) rankings.emplace_back(table.col(c));
  const std::vector<int> once(static_cast<std::size_t>(table.rows()), 1);
  const Eigen::ArrayXXd ranks = ranks_of(rankings, once);
  const LinearFit fit = linear_fit(table.leftCols(count), table.col(count));
  const LinearFit rank_fit = linear_fit(ranks.leftCols(count), ranks.col(count));

  const std::vector<Eigen::Index> columns = columns_of(fit, count);
  const std::vector<Eigen::Index> rank_columns = columns_of(rank_fit, count);
  const Eigen::MatrixXd basis = table(Eigen::all, columns).matrix().transpose();
  const auto statistics = 2 * static_cast<Eigen::Index>(columns.size()) - 1;
  const auto rank_statistics = 2 * static_cast<Eigen::Index>(rank_columns.size()) - 1;
  const Eigen::ArrayXXd resamples = bootstrap_table(
      once.size(), statistics + rank_statistics, bootstrap, [&](const std::vector<int>& counts) {
        const Eigen::ArrayXXd resampled = ranks_of(rankings, counts);
        Eigen::ArrayXd both(statistics + rank_statistics);
        both << resampled_fit(basis, counts),
            resampled_fit(resampled(Eigen::all, rank_columns).matrix().transpose(), counts);
        return both;
      });
  const FitEstimates estimates = estimates_of(fit, resamples.leftCols(statistics));
  const FitEstimates rank_estimates = estimates_of(rank_fit, resamples.rightCols(rank_statistics));
  measures.r_squared = estimates.r_squared;
  measures.rank_r_squared = rank_estimates.r_squared;
  for (std::size_t i = 0; i < measures.factors.size(); ++i) {
    measures.factors[i] = {fit.states[i], rank_fit.states[i], estimates.standardised[i],
                           rank_estimates.standardised[i], rank_estimates.partial[i]};
  }
  return measures;
}

}  // namespace armistice
