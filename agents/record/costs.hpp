// Costs by payer: aid to Kyiv, payments for votes, transition terms, a European force, and
// reconstruction. This is the one definition of cost. Each payment is booked once, and costs do not
// feed back into the model.
#pragma once

#include "agents/institutions/institutions.hpp"
#include "agents/war_and_peace/aftermath.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Sums over the months of a trial, bn EUR unless said otherwise.
struct Costs {
  Real months;
  Real stance[kMaxDonors];  // of which the month's financial aid was given
  Real us_finance, assets, member_finance;
  Real received;           // by Kyiv's budget, as it booked it
  Real transition;         // terms of a member's transition
  Real eu_level;           // military aid by the EU's own instruments
  Real force[kMaxDonors];  // months with its part of a force in which every willing state is
  Rebuilt rebuilt;         // shares of all that is to be rebuilt
};

/// Each donor's part of a force in which every willing state is, if it has soldiers there.
inline void record_force(Costs& costs, const Trial& trial, const Situation& situation) {
  const CastTable& cast = situation.cast;
  const bool alone = situation.structure.switches.state_forces;
  if (!any(trial.institutions.force) && !alone) return;
  float whole = 0;
  for (int j = 0; j < cast.donors; ++j) whole += cast.gdp_share[j] * cast.troop_willingness[j];
  if (!(whole > 0)) return;
  for (int j = 0; j < cast.donors; ++j) {
    const Mask there = alone ? trial.presence.sent[j] : trial.institutions.force;
    const float part = cast.gdp_share[j] * cast.troop_willingness[j] / whole;
    costs.force[j] += select(there, Real(part), Real(0));
  }
}

inline void record_reconstruction(Costs& costs, const Rebuilt& now) {
  costs.rebuilt.donors += now.donors;
  costs.rebuilt.minerals += now.minerals;
  costs.rebuilt.assets += now.assets;
  costs.rebuilt.member += now.member;
}

/// The donors' stances as the month begins: by these they finance Kyiv (P6).
inline void record_stances(Costs& costs, const Trial& trial, const CastTable& cast) {
  costs.months += Real(1);
  for (int j = 0; j < cast.donors; ++j) costs.stance[j] += trial.stance[j];
}

inline void record_costs(Costs& costs, const Trial& trial, const Flows& flows,
                         const Situation& situation) {
  const auto& finance = situation.parameters.defender_finance;
  const auto& p = situation.parameters.accession;
  const Real member = indicator(trial.institutions.eu);
  costs.received += flows.external_finance_eur_bn;
  costs.us_finance += finance.us_finance_eur_bn * max(trial.us_stance, 0);
  costs.assets += finance.assets_eur_bn * situation.levers.immobilised_assets;
  costs.member_finance += finance.member_finance_eur_bn * member;
  costs.eu_level += flows.eu_level_aid_eur_bn;
  if (situation.structure.switches.transition_terms) {
    costs.transition += p.transition_eur_bn_per_year / Real(kMonthsPerYear) *
                        situation.levers.eu_transition_terms * member;
  }
  record_force(costs, trial, situation);
}

/// What donor j has given to Kyiv's budget: its part by GDP of a sum that rises with its own
/// stance.
inline Real financial_aid_of(const Costs& costs, const Situation& situation, int j) {
  const auto& p = situation.parameters.defender_finance;
  return p.donor_finance_eur_bn * Real(situation.cast.gdp_share[j]) *
         (costs.months + p.stance_effect * costs.stance[j]);
}

/// Adds up what the donors gave whose aid is reported as European, or what the others gave.
inline Real financial_aid_of_all(const Costs& costs, const Situation& situation, bool european) {
  Real all = 0;
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (situation.cast.reported_as_european[j] == european)
      all += financial_aid_of(costs, situation, j);
  }
  return all;
}

/// What a payer has paid since the start, bn EUR.
struct Paid {
  Real military, financial, eu_instruments, side_payments, transition, force, reconstruction;
};

inline Real total(const Paid& paid) {
  return paid.military + paid.financial + paid.eu_instruments + paid.side_payments +
         paid.transition + paid.force + paid.reconstruction;
}

/// What the EU has paid as one.
inline Paid paid_by_eu(const Costs& costs, const VoteRecord& votes, const Situation& situation) {
  return {0,
          costs.member_finance,
          costs.eu_level,
          votes.side_payments_eur_bn,
          costs.transition,
          0,
          situation.parameters.peace.reconstruction_eur_bn * costs.rebuilt.member};
}

/// What donor j has paid by itself.
inline Paid paid_alone(const Costs& costs, const Situation& situation, Real military, int j) {
  return {
      military,
      financial_aid_of(costs, situation, j),
      0,
      0,
      0,
      situation.parameters.presence.force_eur_bn_per_year / Real(kMonthsPerYear) * costs.force[j],
      situation.parameters.peace.reconstruction_eur_bn * costs.rebuilt.donors *
          Real(situation.cast.gdp_share[j])};
}

/// The United States, which rebuilds by its minerals deal.
inline Paid paid_by_united_states(const Costs& costs, const Situation& situation, Real military) {
  return {military,
          costs.us_finance,
          0,
          0,
          0,
          0,
          situation.parameters.peace.reconstruction_eur_bn * costs.rebuilt.minerals};
}

/// What immobilised Russian money has paid for.
inline Paid paid_by_assets(const Costs& costs, const Situation& situation) {
  return {0,
          costs.assets,
          0,
          0,
          0,
          0,
          situation.parameters.peace.reconstruction_eur_bn * costs.rebuilt.assets};
}

/// What donor j has paid: by itself, and its part by GDP of what the EU has paid.
inline Paid paid_by_donor(const Costs& costs, const VoteRecord& votes, const Situation& situation,
                          Real military, int j) {
  const Real eu = situation.cast.eu_gdp_share[j];
  const Paid alone = paid_alone(costs, situation, military, j);
  const Paid together = paid_by_eu(costs, votes, situation);
  return {alone.military,
          alone.financial + eu * together.financial,
          eu * together.eu_instruments,
          eu * together.side_payments,
          eu * together.transition,
          alone.force,
          alone.reconstruction + eu * together.reconstruction};
}

/// Writes the costs of a trial, [result][lane]. `military` is each donor's aid.
inline void write_costs(const Costs& costs, const VoteRecord& votes, const Situation& situation,
                        const Real (&military)[kMaxDonors], Real us_military, float* results) {
  const auto put = [results](Result r, Real value) {
    value.store(results + static_cast<int>(r) * kTableLanes);
  };
  put(Result::european_financial_aid_eur_bn,
      financial_aid_of_all(costs, situation, true) + costs.member_finance);
  put(Result::other_financial_aid_eur_bn, financial_aid_of_all(costs, situation, false));
  put(Result::us_financial_aid_eur_bn, costs.us_finance);
  put(Result::assets_used_eur_bn, costs.assets);
  put(Result::ukrainian_financing_eur_bn, costs.received);
  put(Result::side_payments_eur_bn, votes.side_payments_eur_bn);
  put(Result::transition_eur_bn, costs.transition);

  // What the EU pays as one is booked to it whole, whoever its members are.
  Real eu = total(paid_by_eu(costs, votes, situation)), rest_of_europe = 0, others = 0;
  for (int j = 0; j < situation.cast.donors; ++j) {
    const Real own = total(paid_alone(costs, situation, military[j], j));
    Real& group = situation.cast.eu_member[j]  ? eu
                  : situation.cast.european[j] ? rest_of_europe
                                               : others;
    group += own;
  }
  const Real us = total(paid_by_united_states(costs, situation, us_military));
  put(Result::cost_eu_eur_bn, eu);
  put(Result::cost_other_europe_eur_bn, rest_of_europe);
  put(Result::cost_europe_eur_bn, eu + rest_of_europe);
  put(Result::cost_other_donors_eur_bn, others);
  put(Result::cost_united_states_eur_bn, us);
  put(Result::cost_total_eur_bn, eu + rest_of_europe + others + us);
}

/// Writes each donor's, [donor][donor result][lane]; the EU's are shared by GDP.
inline void write_donor_costs(const Costs& costs, const VoteRecord& votes,
                              const Situation& situation, const Real (&military)[kMaxDonors],
                              float* donors) {
  constexpr double kPercent = 100;
  const CastTable& cast = situation.cast;
  const Real years = costs.months / Real(kMonthsPerYear);
  for (int j = 0; j < cast.donors; ++j) {
    const auto put = [donors, j](DonorResult r, Real value) {
      value.store(donors + (j * kDonorResults + static_cast<int>(r)) * kTableLanes);
    };
    const Paid paid = paid_by_donor(costs, votes, situation, military[j], j);
    put(DonorResult::financial_aid_eur_bn, paid.financial);
    put(DonorResult::eu_level_aid_eur_bn, paid.eu_instruments);
    put(DonorResult::side_payments_eur_bn, paid.side_payments);
    put(DonorResult::transition_eur_bn, paid.transition);
    put(DonorResult::force_eur_bn, paid.force);
    put(DonorResult::reconstruction_eur_bn, paid.reconstruction);
    put(DonorResult::cost_pct_of_gdp,
        Real(kPercent) * total(paid) / (Real(cast.gdp_eur_bn[j]) * years));
  }
}

/// Writes what each payer has paid by now, [payer][cost][lane].
inline void write_cost_table(const Costs& costs, const VoteRecord& votes,
                             const Situation& situation, const Real (&military)[kMaxDonors],
                             Real us_military, float* table) {
  const auto put = [table](int payer, const Paid& paid) {
    const auto store = [table, payer](Cost cost, Real value) {
      value.store(table + (payer * kCosts + static_cast<int>(cost)) * kTableLanes);
    };
    store(Cost::military, paid.military);
    store(Cost::financial, paid.financial);
    store(Cost::eu_instruments, paid.eu_instruments);
    store(Cost::side_payments, paid.side_payments);
    store(Cost::transition, paid.transition);
    store(Cost::force, paid.force);
    store(Cost::reconstruction, paid.reconstruction);
  };
  const int donors = situation.cast.donors;
  for (int j = 0; j < donors; ++j) {
    put(j, paid_by_donor(costs, votes, situation, military[j], j));
  }
  const auto other = [&put, donors](OtherPayer payer, const Paid& paid) {
    put(donors + static_cast<int>(payer), paid);
  };
  other(OtherPayer::united_states, paid_by_united_states(costs, situation, us_military));
  other(OtherPayer::eu_level, paid_by_eu(costs, votes, situation));
  other(OtherPayer::assets, paid_by_assets(costs, situation));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
