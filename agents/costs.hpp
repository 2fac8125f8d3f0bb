// Who pays for what: aid to Kyiv's budget, votes and transition terms, by donor. Each sum that is
// paid is received; nothing of it is fed back.
#pragma once

#include "agents/institutions.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Sums over the months of a trial, bn EUR unless said otherwise.
struct Costs {
  Real months;
  Real stance[kMaxDonors];  // of which the month's financial aid was given
  Real us_finance, assets, member_finance;
  Real received;    // by Kyiv's budget, as it booked it
  Real transition;  // terms of a member's transition
  Real eu_level;    // military aid by the EU's own instruments
};

/// The donors' stances as the month begins: by these they finance Kyiv (P6).
inline void record_stances(Costs& costs, const Trial& trial, const CastTable& cast) {
  costs.months += Real(1);
  for (int j = 0; j < cast.donors; ++j) costs.stance[j] += trial.stance[j];
}

inline void record_costs(Costs& costs, const Trial& trial, const Flows& flows, const World& world) {
  const auto& finance = world.parameters.defender_finance;
  const auto& p = world.parameters.accession;
  const Real member = indicator(trial.institutions.eu);
  costs.received += flows.external_finance_eur_bn;
  costs.us_finance += finance.us_finance_eur_bn * max(trial.us_stance, 0);
  costs.assets += finance.assets_eur_bn * world.levers.immobilised_assets;
  costs.member_finance += finance.member_finance_eur_bn * member;
  costs.eu_level += flows.eu_level_aid_eur_bn;
  if (world.structure.switches.transition_terms) {
    costs.transition += p.transition_eur_bn_per_year / Real(kMonthsPerYear) *
                        world.levers.eu_transition_terms * member;
  }
}

/// What donor j has given to Kyiv's budget: its part by GDP of a sum that rises with its own
/// stance.
inline Real financial_aid_of(const Costs& costs, const World& world, int j) {
  const auto& p = world.parameters.defender_finance;
  return p.donor_finance_eur_bn * Real(world.cast.gdp_share[j]) *
         (costs.months + p.stance_effect * costs.stance[j]);
}

inline Real financial_aid_of_all(const Costs& costs, const World& world) {
  Real all = 0;
  for (int j = 0; j < world.cast.donors; ++j) all += financial_aid_of(costs, world, j);
  return all;
}

/// Writes the costs of a trial, [result][lane].
inline void write_costs(const Costs& costs, const VoteRecord& votes, const World& world,
                        float* results) {
  const auto put = [results](Result r, Real value) {
    value.store(results + static_cast<int>(r) * kLanes);
  };
  put(Result::european_financial_aid_eur_bn,
      financial_aid_of_all(costs, world) + costs.member_finance);
  put(Result::us_financial_aid_eur_bn, costs.us_finance);
  put(Result::assets_used_eur_bn, costs.assets);
  put(Result::ukrainian_financing_eur_bn, costs.received);
  put(Result::side_payments_eur_bn, votes.side_payments_eur_bn);
  put(Result::transition_eur_bn, costs.transition);
}

/// Writes each donor's, [donor][donor result][lane]; the EU's are shared by GDP.
inline void write_donor_costs(const Costs& costs, const VoteRecord& votes, const World& world,
                              const Real (&military)[kMaxDonors], float* donors) {
  constexpr double kPercent = 100;
  const CastTable& cast = world.cast;
  for (int j = 0; j < cast.donors; ++j) {
    const auto put = [donors, j](DonorResult r, Real value) {
      value.store(donors + (j * kDonorResults + static_cast<int>(r)) * kLanes);
    };
    const Real eu = cast.eu_gdp_share[j];
    const Real financial = financial_aid_of(costs, world, j) + eu * costs.member_finance;
    const Real instruments = eu * costs.eu_level;
    const Real side_payments = eu * votes.side_payments_eur_bn;
    const Real transition = eu * costs.transition;
    put(DonorResult::financial_aid_eur_bn, financial);
    put(DonorResult::eu_level_aid_eur_bn, instruments);
    put(DonorResult::side_payments_eur_bn, side_payments);
    put(DonorResult::transition_eur_bn, transition);
    put(DonorResult::cost_pct_of_gdp,
        Real(kPercent) * (military[j] + financial + instruments + side_payments + transition) /
            Real(cast.gdp_eur_bn[j]));
  }
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
