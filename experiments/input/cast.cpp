#include "experiments/input/cast.hpp"

namespace armistice {
namespace {

/// GDP of each bloc as a share of all donors'.
Eigen::VectorXd bloc_shares(const Cast& cast) {
  Eigen::VectorXd shares = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(cast.blocs.size()));
  for (Eigen::Index j = 0; j < cast.bloc.size(); ++j) shares[cast.bloc[j]] += cast.gdp_eur_bn[j];
  return shares / cast.gdp_eur_bn.sum();
}

void copy(const Eigen::ArrayXd& column, float* to) {
  for (Eigen::Index j = 0; j < column.size(); ++j) to[j] = static_cast<float>(column[j]);
}

/// Each part as a share of the sum; all 0 if the sum is.
Eigen::ArrayXd shares_of(const Eigen::ArrayXd& parts) {
  const double sum = parts.sum();
  return sum > 0 ? Eigen::ArrayXd(parts / sum) : Eigen::ArrayXd::Zero(parts.size());
}

Eigen::ArrayXd as_numbers(const std::vector<bool>& flags) {
  Eigen::ArrayXd numbers(static_cast<Eigen::Index>(flags.size()));
  for (std::size_t j = 0; j < flags.size(); ++j) {
    numbers[static_cast<Eigen::Index>(j)] = flags[j] ? 1 : 0;
  }
  return numbers;
}

}  // namespace

Eigen::MatrixXd default_influence(const Cast& cast, double own) {
  const auto n = static_cast<Eigen::Index>(cast.blocs.size());
  const Eigen::MatrixXd everybody = Eigen::VectorXd::Ones(n) * bloc_shares(cast).transpose();
  return own * Eigen::MatrixXd::Identity(n, n) + (1 - own) * everybody;
}

CastTable table_of(const Cast& cast) {
  CastTable table{};
  table.donors = static_cast<int>(cast.donors.size());
  table.blocs = static_cast<int>(cast.blocs.size());
  table.patrons = static_cast<int>(cast.patrons.size());
  table.buyers = static_cast<int>(cast.buyers.size());

  Eigen::ArrayXd bloc_gdp(cast.gdp_eur_bn.size());
  const Eigen::VectorXd of_bloc = bloc_shares(cast) * cast.gdp_eur_bn.sum();
  for (Eigen::Index j = 0; j < bloc_gdp.size(); ++j) {
    const auto donor = static_cast<std::size_t>(j);
    bloc_gdp[j] = of_bloc[cast.bloc[j]];
    table.bloc[j] = cast.bloc[j];
    table.eu_member[j] = cast.eu_member[donor];
    table.nato_member[j] = cast.nato_member[donor];
    table.parallel[j] = cast.parallel_guarantor[donor];
    table.european[j] = table.reported_as_european[j] = cast.european[donor];
  }
  copy(cast.gdp_eur_bn, table.gdp_eur_bn);
  copy(shares_of(cast.gdp_eur_bn), table.gdp_share);
  copy(shares_of(cast.gdp_eur_bn * as_numbers(cast.eu_member)), table.eu_gdp_share);
  copy(cast.gdp_eur_bn / bloc_gdp, table.bloc_gdp_share);
  copy(shares_of(as_numbers(cast.parallel_guarantor)), table.parallel_share);
  copy(cast.initial_stance, table.initial_stance);
  copy(cast.threat, table.threat);
  copy(cast.tie, table.tie);
  copy(cast.troop_willingness, table.troop_willingness);
  copy(cast.base_aid_eur_bn, table.base_aid_eur_bn);
  for (Eigen::Index a = 0; a < cast.influence.rows(); ++a) {
    for (Eigen::Index b = 0; b < cast.influence.cols(); ++b) {
      table.influence[a][b] = static_cast<float>(cast.influence(a, b));
    }
  }
  copy(cast.patron_initial_support, table.patron_initial_support);
  copy(cast.patron_reference_support, table.patron_reference_support);
  copy(cast.patron_supply_weight, table.patron_supply_weight);
  copy(cast.patron_intercept, table.patron_intercept);
  copy(cast.patron_sanctions_response, table.patron_sanctions_response);
  copy(cast.patron_resolve_response, table.patron_resolve_response);
  copy(cast.buyer_weight, table.buyer_weight);
  copy(cast.buyer_intercept, table.buyer_intercept);
  copy(cast.buyer_sanctions_response, table.buyer_sanctions_response);
  return table;
}

}  // namespace armistice
