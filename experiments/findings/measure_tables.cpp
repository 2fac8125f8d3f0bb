#include "experiments/findings/measure_tables.hpp"

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

constexpr std::string_view kNoDirection = "no_direction";
constexpr double kTellingP = 0.05;

std::string_view noise_word(bool removed) { return removed ? "removed" : "included"; }

struct IndexRow {
  std::string_view measure;  // "total", "mu_star", ...
  std::string factor, other;
  IndexEstimate estimate;
  std::string_view verdict, replicate_noise;
};

struct Rows {
  std::vector<IndexRow> all{};
  std::string_view noise{};  // of the rows to come

  void add(std::string_view measure, const std::string& factor, const IndexEstimate& e) {
    add(measure, factor, e, word_of(convergence(e)));
  }
  void add(std::string_view measure, const std::string& factor, const IndexEstimate& e,
           std::string_view verdict, const std::string& other = "") {
    all.push_back({measure, factor, other, e, verdict, noise});
  }
};

IndexEstimate known(double x) { return {x, x, x}; }

void add_sobol(Rows& rows, const SobolIndices& s, const SweepTable& sweep) {
  const auto each = [&](std::string_view measure, const std::vector<IndexEstimate>& estimates) {
    for (std::size_t u = 0; u < estimates.size(); ++u) {
      rows.add(measure, sweep.unit_name(static_cast<int>(u)), estimates[u]);
    }
  };
  rows.noise = noise_word(s.corrected);
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
    const bool directed = !sweep.undirected(unit);
    const std::string_view verdict = e.within_noise ? "noise" : word_of(m.convergence_of(unit));
    rows.noise = noise_word(true);  // it is as often below as above
    rows.add("mu", name, e.mu, directed ? word_of(convergence(e.mu, scale)) : kNoDirection);
    rows.noise = noise_word(false);
    rows.add("mu_star", name, e.mu_star, verdict);
    rows.noise = noise_word(m.corrected);
    rows.add("sigma", name, e.sigma,
             directed ? word_of(convergence(e.sigma, scale)) : kNoDirection);
    rows.noise = noise_word(false);
    rows.add("rank", name, e.rank, word_of(m.convergence_of_rank(unit)));
    rows.noise = {};
    rows.add("mu_star_of_noise", name, known(e.mu_star_of_noise), "");
  }
}

void add_regression(Rows& rows, const RegressionMeasures& r, const SweepTable& sweep) {
  rows.noise = noise_word(false);
  rows.add("r_squared", "", r.r_squared);
  rows.add("rank_r_squared", "", r.rank_r_squared);
  rows.noise = {};
  rows.add("reliability", "", known(r.reliability), "");
  rows.noise = noise_word(false);
  const auto each = [&](std::string_view measure, IndexEstimate FactorRegression::*which) {
    for (std::size_t f = 0; f < r.factors.size(); ++f) {
      const FactorRegression& factor = r.factors[f];
      rows.add(measure, sweep.design.factors[f].name, factor.*which,
               factor.unordered ? kNoDirection : word_of(convergence(factor.*which)));
    }
  };
  each("src", &FactorRegression::src);
  each("srrc", &FactorRegression::srrc);
  each("prcc", &FactorRegression::prcc);
  const auto parts = [&](std::string_view measure, IndexEstimate FactorRegression::*which,
                         double FactorRegression::*p) {
    for (std::size_t f = 0; f < r.factors.size(); ++f) {
      const FactorRegression& factor = r.factors[f];
      rows.add(measure, sweep.design.factors[f].name, factor.*which,
               factor.*p > kTellingP ? "noise" : word_of(convergence(factor.*which)));
    }
  };
  parts("partial_r_squared", &FactorRegression::partial_r_squared, &FactorRegression::p);
  parts("rank_partial_r_squared", &FactorRegression::rank_partial_r_squared,
        &FactorRegression::rank_p);
}

void add_moment_independent(Rows& rows, const MomentIndependent& m, const SweepTable& sweep) {
  rows.noise = noise_word(false);
  for (std::size_t f = 0; f < m.factors.size(); ++f) {
    const FactorDelta& d = m.factors[f];
    rows.add("delta", sweep.design.factors[f].name, d.delta,
             d.told_from_zero() ? word_of(convergence(d.delta)) : "noise");
  }
}

std::vector<IndexRow> rows_of(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  Rows rows;
  if (!outcome.sobol.empty()) add_sobol(rows, outcome.sobol.back().indices, sweep);
  if (outcome.morris) add_morris(rows, *outcome.morris, sweep);
  if (outcome.regression) add_regression(rows, *outcome.regression, sweep);
  if (outcome.moment_independent) add_moment_independent(rows, *outcome.moment_independent, sweep);
  return std::move(rows.all);
}

std::vector<Column> columns_of_measures() {
  return {column("measure"), column("factor"), column("other"),   column("value"),
          column("low"),     column("high"),   column("verdict"), column("replicate_noise")};
}

void add_cells(Row& to, const IndexRow& row, bool constant) {
  const Row cells{std::string(row.measure),
                  row.factor,
                  row.other,
                  row.estimate.value,
                  row.estimate.low,
                  row.estimate.high,
                  constant ? "constant" : std::string(row.verdict),
                  std::string(row.replicate_noise)};
  to.insert(to.end(), cells.begin(), cells.end());
}

}  // namespace

Table indices_of(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  Table table{.name = "indices", .columns = columns_of_measures()};
  table.columns.insert(table.columns.begin(), file_column("outcome"));
  for (const IndexRow& row : rows_of(outcome, sweep)) {
    add_cells(table.rows.emplace_back(Row{outcome.outcome.name}), row, outcome.constant);
  }
  return table;
}

Table convergence_of(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  Table table{.name = "convergence", .columns = columns_of_measures()};
  table.columns.insert(table.columns.begin(),
                       {file_column("outcome"), file_column("base_samples")});
  for (const SobolPrefix& prefix : outcome.sobol) {
    Rows rows;
    add_sobol(rows, prefix.indices, sweep);
    for (const IndexRow& row : rows.all) {
      add_cells(table.rows.emplace_back(Row{outcome.outcome.name, whole(prefix.base_samples)}), row,
                outcome.constant);
    }
  }
  return table;
}

}  // namespace armistice
