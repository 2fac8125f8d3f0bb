// The two economies at war: the invader's budget and reserve, the defender's external financing.
#pragma once

#include "core/chance.hpp"
#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// P1: an AR(1) process of the log price.
inline void move_oil_price(Trial& trial, const oil_market_parameters& p, Real shock) {
  trial.oil_price_deviation = p.persistence * trial.oil_price_deviation + p.shock * shock;
}

/// What the invader's lost oil adds to the log price: barrels that leave a market whose demand
/// answers little at first. `loss` is the share of its energy revenue lost, `at_start` what it was.
inline Real price_rise_of_lost_oil(const oil_market_parameters& p, Real loss, Real at_start) {
  const Real barrels = p.invader_share * p.lost_in_barrels * max(loss - at_start, 0);
  return barrels / p.elasticity;
}

/// P5: revenue under pressure, the gap, the draw on the reserve, and the remaining stress.
/// `squeeze` and `embargo` are intensities 0 .. 1; `peace_bite` is the share of the losses that
/// continues after a stop; `strikes` adds to the effect of sanctions.
inline void run_invader_finance(Trial& trial, Flows& flows, const invader_finance_parameters& p,
                                Real squeeze, Real embargo, Real peace_bite, Real strikes = 0) {
  Side& side = trial.invader;
  const Real campaign = select(trial.fighting, effort_of(side), Real(0));
  const Real bite = select(trial.fighting, Real(1), peace_bite);
  const Real energy_loss =
      bite * clip((p.sanctions_effect + strikes) *
                      (p.squeeze_bite * squeeze + p.compliance_bite * trial.buyers_compliance),
                  0, p.largest_energy_loss);
  const Real other_loss = bite * p.embargo_bite * embargo;
  const Real energy_at_price =
      p.energy_revenue_usd_bn * exp(trial.oil_price_deviation + trial.oil_price_rise);
  const Real energy = energy_at_price * (Real(1) - energy_loss);
  const Real other = p.other_revenue_usd_bn * (Real(1) - other_loss);

  const Real need = p.base_spending_usd_bn + p.campaign_spending_usd_bn * campaign;
  const Real gap = need - energy - other;
  trial.reserve_usd_bn =
      clip(trial.reserve_usd_bn - p.reserve_share_of_gap * gap, 0, p.largest_reserve_usd_bn);
  const Real target =
      clip(p.stress_base + p.stress_per_gap * max(gap, 0) +
               select(trial.reserve_usd_bn <= Real(0), p.stress_without_reserve, Real(0)),
           0, 1);
  side.fiscal_stress += p.stress_adjustment * (target - side.fiscal_stress);

  flows.energy_revenue_usd_bn = energy;
  flows.energy_loss = energy_loss;
  flows.revenue_lost_usd_bn = energy_at_price * energy_loss + p.other_revenue_usd_bn * other_loss;
}

/// P6: the donors' aid against the needs of the budget and of repairs. Returns the aid received, bn
/// EUR.
inline Real run_defender_finance(Trial& trial, const defender_finance_parameters& p,
                                 Real mean_stance, Real assets) {
  const Real finance = p.donor_finance_eur_bn * (Real(1) + p.stance_effect * mean_stance) +
                       p.assets_eur_bn * assets + p.us_finance_eur_bn * max(trial.us_stance, 0) +
                       p.member_finance_eur_bn * indicator(trial.institutions.eu);
  const Real need = p.need_eur_bn + p.need_per_damage_eur_bn * (Real(1) - trial.infrastructure);
  const Real target = clip(p.stress_base + p.stress_per_gap * (need - finance), 0, 1);
  Real& stress = trial.defender.fiscal_stress;
  stress += p.stress_adjustment * (target - stress);
  return finance;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
