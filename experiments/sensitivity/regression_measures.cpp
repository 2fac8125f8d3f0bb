#include "experiments/sensitivity/regression_measures.hpp"

#include <fmt/format.h>

#include <limits>

#include "experiments/error.hpp"
#include "experiments/sensitivity/common_chance.hpp"
#include "experiments/sensitivity/linear_fit.hpp"
#include "experiments/sensitivity/ranks.hpp"

namespace armistice {
namespace {

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

/// From places `first` on.
FitEstimates estimates_of(const LinearFit& fit, const Eigen::ArrayXXd& resamples,
                          const Eigen::ArrayXd& spread, Eigen::Index first) {
  const auto basis = static_cast<Eigen::Index>(fit.basis.size());
  const auto estimate = [&](double value, Eigen::Index place, double least, double most) {
    return with_spread(percentile_estimate(value, resamples.col(first + place)),
                       spread[first + place], least, most);
  };
  constexpr double kAny = std::numeric_limits<double>::infinity();
  FitEstimates estimates;
  estimates.r_squared = estimate(fit.r_squared, 0, 0, 1);
  estimates.standardised.resize(fit.states.size());
  estimates.partial.resize(fit.states.size());
  for (Eigen::Index k = 0; k < basis; ++k) {
    const Eigen::Index i = fit.basis[static_cast<std::size_t>(k)];
    const auto at = static_cast<std::size_t>(i);
    estimates.standardised[at] = estimate(fit.standardised[i], 1 + k, -kAny, kAny);
    estimates.partial[at] = estimate(fit.partial[i], 1 + basis + k, -1, 1);
  }
  return estimates;
}

/// Of the means: their covariance across groups over their variance.
double reliability_of(const Response& response) {
  const CrossProduct product(response);
  Eigen::MatrixXd parts = parts_of(response);
  parts.colwise() -= parts.rowwise().mean().eval();
  double across = 0;
  for (Eigen::Index i = 0; i < parts.cols(); ++i) across += product(parts.col(i), parts.col(i));
  return across / parts.row(0).squaredNorm();
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
  std::vector<Eigen::Index> complete;
  for (Eigen::Index i = 0; i < factors.rows(); ++i) {
    if (!response.failed(i)) complete.push_back(i);
  }
  const Response known = rows_of(response, complete);
  RegressionMeasures measures;
  measures.points = static_cast<int>(complete.size());
  measures.left_out = static_cast<int>(response.points()) - measures.points;
  measures.factors.resize(static_cast<std::size_t>(count));
  if (known.has_groups() && measures.points > 1) measures.reliability = reliability_of(known);

  Eigen::ArrayXXd table(known.points(), count + 1);  // the last column the response
  table.leftCols(count) = factors(complete, Eigen::all);
  table.col(count) = known.mean;
  std::vector<Ranking> rankings;
  for (Eigen::Index c = 0; c <= count; ++c) rankings.emplace_back(table.col(c));
  const Eigen::ArrayXXd ranks = ranks_of(rankings, std::vector<int>(complete.size(), 1));
  const LinearFit fit = linear_fit(table.leftCols(count), table.col(count));
  const LinearFit rank_fit = linear_fit(ranks.leftCols(count), ranks.col(count));

  const std::vector<Eigen::Index> columns = columns_of(fit, count);
  const std::vector<Eigen::Index> rank_columns = columns_of(rank_fit, count);
  const auto statistics = 2 * static_cast<Eigen::Index>(columns.size()) - 1;
  const auto rank_statistics = 2 * static_cast<Eigen::Index>(rank_columns.size()) - 1;
  const StatisticOf statistic_of = [&](const Response& of) -> Statistic {
    Eigen::MatrixXd basis = table(Eigen::all, columns).matrix().transpose();
    basis.bottomRows(1) = of.mean.matrix().transpose();
    return [&, basis, of_response = Ranking(of.mean)](const std::vector<int>& counts) {
      Eigen::ArrayXXd resampled = ranks_of(rankings, counts);
      resampled.col(count) = of_response.ranks(counts);
      Eigen::ArrayXd both(statistics + rank_statistics);
      both << resampled_fit(basis, counts),
          resampled_fit(resampled(Eigen::all, rank_columns).matrix().transpose(), counts);
      return both;
    };
  };
  const Eigen::ArrayXXd resamples = bootstrap_table(complete.size(), statistics + rank_statistics,
                                                    bootstrap, statistic_of(known));
  const Eigen::ArrayXd spread = spread_of_common_chance(
      known, complete.size(), statistics + rank_statistics, bootstrap, statistic_of);
  const FitEstimates estimates = estimates_of(fit, resamples, spread, 0);
  const FitEstimates rank_estimates = estimates_of(rank_fit, resamples, spread, statistics);
  measures.r_squared = estimates.r_squared;
  measures.rank_r_squared = rank_estimates.r_squared;
  for (std::size_t i = 0; i < measures.factors.size(); ++i) {
    measures.factors[i] = {fit.states[i], rank_fit.states[i], estimates.standardised[i],
                           rank_estimates.standardised[i], rank_estimates.partial[i]};
  }
  return measures;
}

}  // namespace armistice
