#include "experiments/output/analysis_rows.hpp"

#include <cmath>
#include <utility>

namespace armistice {
namespace {

std::string_view word_of(Convergence c) {
  switch (c) {
    case Convergence::kConverged:
      return "converged";
    case Convergence::kWide:
      return "wide";
    case Convergence::kUndefined:
      break;
  }
  return "undefined";
}

struct Rows {
  std::vector<IndexRow> all;

  void add(std::string_view measure, const std::string& factor, const IndexEstimate& e) {
    add(measure, factor, e, word_of(convergence(e)));
  }
  void add(std::string_view measure, const std::string& factor, const IndexEstimate& e,
           std::string_view verdict, const std::string& other = "") {
    all.push_back({measure, factor, other, e, verdict});
  }
};

IndexEstimate known(double x) { return {x, x, x}; }

void add_sobol(Rows& rows, const SobolIndices& s, const SweepTable& sweep) {
  const auto each = [&](std::string_view measure, const std::vector<IndexEstimate>& estimates) {
    for (std::size_t u = 0; u < estimates.size(); ++u) {
      rows.add(measure, sweep.unit_name(static_cast<int>(u)), estimates[u]);
    }
  };
  each("first_order", s.first);
  each("total", s.total);
  for (const PairIndex& pair : s.second) {
    rows.add("second_order", sweep.unit_name(pair.first_unit), pair.index,
             word_of(convergence(pair.index)), sweep.unit_name(pair.second_unit));
  }
  rows.add("sum_of_indices", "", s.closed_sum);
  rows.add("variance_of_mean_response", "", s.variance_of_mean_response,
           std::isnan(s.variance_of_mean_response.low) ? word_of(Convergence::kUndefined)
           : s.varies()                                ? word_of(Convergence::kConverged)
                                                       : "noise");
  rows.add("total_of_trial", "chance", s.chance);
  each("first_order_of_trial", s.first_of_replicate);
  each("total_of_trial", s.total_of_replicate);
}

void add_morris(Rows& rows, const MorrisEffects& m, const SweepTable& sweep) {
  const double scale = m.largest_mu_star();
  for (std::size_t u = 0; u < m.units.size(); ++u) {
    const int unit = static_cast<int>(u);
    const std::string& name = sweep.unit_name(unit);
    const UnitEffects& e = m.units[u];
    const std::string_view verdict = e.within_noise ? "noise" : word_of(m.convergence_of(unit));
    rows.add("mu", name, e.mu, word_of(convergence(e.mu, scale)));
    rows.add("mu_star", name, e.mu_star, verdict);
    rows.add("sigma", name, e.sigma, word_of(convergence(e.sigma, scale)));
    rows.add("rank", name, e.rank, word_of(m.convergence_of_rank(unit)));
    rows.add("mu_star_of_noise", name, known(e.mu_star_of_noise), "");
  }
}

void add_regression(Rows& rows, const RegressionMeasures& r, const SweepTable& sweep) {
  rows.add("r_squared", "", r.r_squared);
  rows.add("rank_r_squared", "", r.rank_r_squared);
  rows.add("reliability", "", known(r.reliability), "");
  const auto each = [&](std::string_view measure, IndexEstimate FactorRegression::*which) {
    for (std::size_t f = 0; f < r.factors.size(); ++f) {
      rows.add(measure, sweep.design.factors[f].name, r.factors[f].*which);
    }
  };
  each("src", &FactorRegression::src);
  each("srrc", &FactorRegression::srrc);
  each("prcc", &FactorRegression::prcc);
}

void add_moment_independent(Rows& rows, const MomentIndependent& m, const SweepTable& sweep) {
  for (std::size_t f = 0; f < m.factors.size(); ++f) {
    const FactorDelta& d = m.factors[f];
    rows.add("delta", sweep.design.factors[f].name, d.delta,
             d.told_from_zero() ? word_of(convergence(d.delta)) : "noise");
  }
}

}  // namespace

std::vector<IndexRow> sobol_rows(const SobolIndices& indices, const SweepTable& sweep) {
  Rows rows;
  add_sobol(rows, indices, sweep);
  return std::move(rows.all);
}

std::vector<IndexRow> index_rows(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  Rows rows;
  if (!outcome.sobol.empty()) add_sobol(rows, outcome.sobol.back().indices, sweep);
  if (outcome.morris) add_morris(rows, *outcome.morris, sweep);
  if (outcome.regression) add_regression(rows, *outcome.regression, sweep);
  if (outcome.moment_independent) add_moment_independent(rows, *outcome.moment_independent, sweep);
  return std::move(rows.all);
}

}  // namespace armistice
