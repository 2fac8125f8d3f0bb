#include "experiments/sensitivity/regression_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>

#include "experiments/error.hpp"
#include "experiments/sensitivity/common_chance.hpp"
#include "experiments/sensitivity/linear_fit.hpp"
#include "experiments/sensitivity/ranks.hpp"

namespace armistice {
namespace {

/// The response's ranks and those of columns with numbers; 0 and 1 of words stay.
Eigen::ArrayXXd ranks_of(const Terms& terms, const std::vector<Ranking>& rankings,
                         const std::vector<int>& counts) {
  Eigen::ArrayXXd ranks(counts.size(), rankings.size());
  for (std::size_t c = 0; c < rankings.size(); ++c) {
    const auto column = static_cast<Eigen::Index>(c);
    if (c < terms.factor.size() && terms.unordered[terms.factor[c]]) {
      ranks.col(column) = terms.columns.col(column);
    } else {
      ranks.col(column) = rankings[c].ranks(counts);
    }
  }
  return ranks;
}

/// The resampled part of a fit: the columns of its basis, and the factor of each.
struct Resampled {
  std::vector<Eigen::Index> columns;  // of the basis, and the response
  std::vector<int> group;             // by column of the basis
  std::vector<std::size_t> factor;    // by group

  Eigen::Index basis() const { return static_cast<Eigen::Index>(group.size()); }
  Eigen::Index statistics() const {
    return 1 + 2 * basis() + static_cast<Eigen::Index>(factor.size());
  }
};

Resampled resampled_of(const LinearFit& fit, const Terms& terms) {
  Resampled of{fit.basis, {}, {}};
  for (const Eigen::Index column : fit.basis) {
    const std::size_t factor = terms.factor[static_cast<std::size_t>(column)];
    const auto known = std::find(of.factor.begin(), of.factor.end(), factor);
    of.group.push_back(static_cast<int>(known - of.factor.begin()));
    if (known == of.factor.end()) of.factor.push_back(factor);
  }
  of.columns.push_back(terms.columns.cols());
  return of;
}

struct FitEstimates {
  IndexEstimate r_squared;
  std::vector<IndexEstimate> standardised, partial, partial_r_squared;  // by factor
  std::vector<double> p;
};

/// Returns how likely columns that add nothing to a regression reach as much.
double p_of(double partial_r_squared, std::size_t columns, Eigen::Index degrees) {
  if (std::isnan(partial_r_squared) || degrees < 1) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (!(partial_r_squared < 1)) return 0;
  const auto q = static_cast<double>(columns), d = static_cast<double>(degrees);
  const double f = partial_r_squared / (1 - partial_r_squared) * d / q;
  return boost::math::cdf(boost::math::complement(boost::math::fisher_f(q, d), std::max(f, 0.0)));
}

/// From places `first` on.
FitEstimates estimates_of(const LinearFit& fit, const Terms& terms, const Resampled& of,
                          const Eigen::ArrayXXd& resamples, const Eigen::ArrayXd& spread,
                          Eigen::Index first) {
  const auto estimate = [&](double value, Eigen::Index place, double least, double most) {
    return with_spread(percentile_estimate(value, resamples.col(first + place)),
                       spread[first + place], least, most);
  };
  constexpr double kAny = std::numeric_limits<double>::infinity();
  const std::size_t factors = fit.states.size();
  FitEstimates estimates;
  estimates.r_squared = estimate(fit.r_squared, 0, 0, 1);
  estimates.standardised.resize(factors);
  estimates.partial.resize(factors);
  estimates.partial_r_squared.resize(factors);
  estimates.p.assign(factors, std::numeric_limits<double>::quiet_NaN());
  for (Eigen::Index k = 0; k < of.basis(); ++k) {
    const std::size_t f = terms.factor[static_cast<std::size_t>(of.columns[std::size_t(k)])];
    if (terms.unordered[f]) continue;
    const auto at = static_cast<Eigen::Index>(f);
    estimates.standardised[f] = estimate(fit.standardised[at], 1 + k, -kAny, kAny);
    estimates.partial[f] = estimate(fit.partial[at], 1 + of.basis() + k, -1, 1);
  }
  for (std::size_t g = 0; g < of.factor.size(); ++g) {
    const std::size_t f = of.factor[g];
    const double value = fit.partial_r_squared[static_cast<Eigen::Index>(f)];
    estimates.partial_r_squared[f] =
        estimate(value, 1 + 2 * of.basis() + static_cast<Eigen::Index>(g), 0, 1);
    estimates.p[f] = p_of(value, terms.columns_of[f], fit.degrees);
  }
  return estimates;
}

/// For the means: their covariance across groups over their variance.
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
                                       const Response& response, const Bootstrap& bootstrap,
                                       const std::vector<bool>& unordered) {
  check(response);
  if (factors.rows() != response.points()) {
    throw Error(Fault::kInput, fmt::format("{} points of factors and {} of the response; expected "
                                           "as many of both",
                                           factors.rows(), response.points()));
  }
  std::vector<Eigen::Index> complete;
  for (Eigen::Index i = 0; i < factors.rows(); ++i) {
    if (!response.failed(i)) complete.push_back(i);
  }
  const Response known = rows_of(response, complete);
  RegressionMeasures measures;
  measures.points = static_cast<int>(complete.size());
  measures.left_out = static_cast<int>(response.points()) - measures.points;
  measures.factors.resize(static_cast<std::size_t>(factors.cols()));
  if (known.has_groups() && measures.points > 1) measures.reliability = reliability_of(known);

  const Terms terms = terms_of(factors(complete, Eigen::all), unordered);
  const Eigen::Index count = terms.columns.cols();
  measures.columns = static_cast<int>(count);
  Eigen::ArrayXXd table(known.points(), count + 1);  // the last column the response
  table.leftCols(count) = terms.columns;
  table.col(count) = known.mean;
  std::vector<Ranking> rankings;
  for (Eigen::Index c = 0; c <= count; ++c) rankings.emplace_back(table.col(c));
  const Eigen::ArrayXXd ranks = ranks_of(terms, rankings, std::vector<int>(complete.size(), 1));
  Terms rank_terms = terms;
  rank_terms.columns = ranks.leftCols(count);
  const LinearFit fit = linear_fit(terms, table.col(count));
  const LinearFit rank_fit = linear_fit(rank_terms, ranks.col(count));

  const Resampled of_fit = resampled_of(fit, terms), of_ranks = resampled_of(rank_fit, terms);
  const Eigen::Index statistics = of_fit.statistics() + of_ranks.statistics();
  const StatisticOf statistic_of = [&](const Response& of) -> Statistic {
    Eigen::MatrixXd basis = table(Eigen::all, of_fit.columns).matrix().transpose();
    basis.bottomRows(1) = of.mean.matrix().transpose();
    return [&, basis, of_response = Ranking(of.mean)](const std::vector<int>& counts) {
      Eigen::ArrayXXd resampled = ranks_of(terms, rankings, counts);
      resampled.col(count) = of_response.ranks(counts);
      Eigen::ArrayXd both(statistics);
      both << resampled_fit(basis, counts, of_fit.group),
          resampled_fit(resampled(Eigen::all, of_ranks.columns).matrix().transpose(), counts,
                        of_ranks.group);
      return both;
    };
  };
  const Eigen::ArrayXXd resamples =
      bootstrap_table(complete.size(), statistics, bootstrap, statistic_of(known));
  const Eigen::ArrayXd spread =
      spread_of_common_chance(known, complete.size(), statistics, bootstrap, statistic_of);
  const FitEstimates estimates = estimates_of(fit, terms, of_fit, resamples, spread, 0);
  const FitEstimates rank_estimates =
      estimates_of(rank_fit, terms, of_ranks, resamples, spread, of_fit.statistics());
  measures.r_squared = estimates.r_squared;
  measures.rank_r_squared = rank_estimates.r_squared;
  for (std::size_t i = 0; i < measures.factors.size(); ++i) {
    measures.factors[i] = {fit.states[i],
                           rank_fit.states[i],
                           estimates.standardised[i],
                           rank_estimates.standardised[i],
                           rank_estimates.partial[i],
                           estimates.partial_r_squared[i],
                           rank_estimates.partial_r_squared[i],
                           estimates.p[i],
                           rank_estimates.p[i],
                           terms.unordered[i]};
  }
  return measures;
}

}  // namespace armistice
