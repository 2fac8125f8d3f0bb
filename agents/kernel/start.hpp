// The state of a trial before its first month.
#pragma once

#include "agents/actors/leadership.hpp"
#include "agents/actors/patrons.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/decision/situation.hpp"
#include "agents/institutions/sanctions.hpp"
#include "core/beliefs.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Patrons and buyers begin where the levers of the start let them rest.
inline void rest_third_parties(Trial& trial, const Situation& situation) {
  const CastTable& cast = situation.cast;
  const Real sanctions = effective_secondary_sanctions(trial, situation);
  for (int k = 0; k < cast.patrons; ++k) {
    trial.initial_support[k] = support_at_rest(situation, sanctions, k);
    trial.patron_support[k] =
        chosen(situation, Choice::kSupport, k, trial.initial_support[k], 0, 1);
  }
  if (!situation.structure.switches.split_buyers) return;
  trial.buyers_compliance = 0;
  for (int b = 0; b < cast.buyers; ++b) {
    trial.buyer_compliance[b] = compliance_at_rest(situation, sanctions, b);
    trial.buyers_compliance += Real(cast.buyer_weight[b]) * trial.buyer_compliance[b];
  }
}

inline Trial start_trial(const Situation& situation) {
  const auto& p = situation.parameters.initial;
  const auto& beliefs = situation.parameters.beliefs;
  const CastTable& cast = situation.cast;
  Trial trial;
  Side &invader = trial.invader, &defender = trial.defender;
  invader.manpower = invader.initial_manpower = p.invader_manpower_thousand;
  defender.manpower = defender.initial_manpower = p.defender_manpower_thousand;
  invader.materiel = defender.materiel = 1;
  invader.intensity = p.invader_intensity;
  defender.intensity = p.defender_intensity;
  invader.fiscal_stress = p.invader_fiscal_stress;
  defender.fiscal_stress = p.defender_fiscal_stress;
  invader.weariness = p.invader_weariness;
  defender.weariness = p.defender_weariness;
  const auto& forces = situation.parameters.forces;
  invader.recruits = forces.invader_contract_pool_thousand;
  invader.reserve = forces.invader_reserve_thousand;
  defender.recruits = forces.defender_pool_thousand;
  defender.reserve = forces.defender_cohort_thousand;

  const auto& zelensky = situation.parameters.zelensky;
  draw_reservations(trial, situation, Mask(true), Mask(true), 0);
  if (situation.structure.switches.front_momentum) {
    trial.front_momentum = situation.parameters.front.momentum_pct *
                           draw_normals(situation.chance, 0, Purpose::kMomentum, 1).value[0];
  }
  trial.leadership.defender_weights = {zelensky.security_weight, zelensky.territory_weight,
                                       zelensky.recognition_weight, zelensky.economy_weight};

  // Each side starts from its own reading of the invader's net strength.
  const Real advantage = situation.parameters.front.initial_net_advantage;
  invader.belief = belief_at(advantage + beliefs.invader_optimism, beliefs.prior_months);
  defender.belief = belief_at(advantage - beliefs.defender_optimism, beliefs.prior_months);

  trial.occupied_share_pct = trial.initial_occupied_share_pct = p.occupied_share_pct;
  trial.infrastructure = p.infrastructure;
  trial.reserve_usd_bn = p.reserve_usd_bn;
  trial.buyers_compliance = p.buyers_compliance;
  for (Real& compliance : trial.buyer_compliance) compliance = p.buyers_compliance;
  trial.staying_power = p.staying_power;
  trial.resolve_signal = p.resolve_signal;
  trial.institutions.eu_progress = p.eu_progress;
  trial.institutions.nato_progress = p.nato_progress;
  trial.fighting = Mask(true);

  const Real noise = situation.parameters.donors.initial_noise;
  for (int j = 0; j < cast.donors; ++j) {
    const FourReals shock = draw_normals(situation.chance, 0, Purpose::kInitial, j / kDrawsPerSlot);
    const FourReals cost =
        draw_uniforms(situation.chance, 0, Purpose::kPrivateCost, j / kDrawsPerSlot);
    const auto& donors = situation.parameters.donors;
    const Real stance = max(Real(cast.initial_stance[j]) + noise * shock.value[j % kDrawsPerSlot],
                            donors.least_stance);
    trial.stance[j] =
        chosen(situation, Choice::kStance, j, stance, donors.least_stance, donors.largest_stance);
    trial.private_cost[j] = cost_of_a_yes(situation, j, cost.value[j % kDrawsPerSlot]);
  }
  for (int j = 0; situation.structure.switches.sanctions_renewal && j < cast.donors; ++j) {
    const FourReals cost =
        draw_uniforms(situation.chance, 0, Purpose::kRenewalCost, j / kDrawsPerSlot);
    trial.renewal_cost[j] = cost_of_a_yes(situation, j, cost.value[j % kDrawsPerSlot]);
  }
  trial.us_private_cost = cost_of_a_yes(
      situation, cast.donors,
      draw_uniforms(situation.chance, 0, Purpose::kPrivateCost, kSlotAfterDonors).value[0]);
  trial.us_stance = initial_us_stance(
      situation, draw_normals(situation.chance, 0, Purpose::kInitial, kSlotAfterDonors).value[0]);
  trial.appropriated = situation.parameters.united_states.appropriated_at_start > Real(0.5);
  for (int k = 0; k < cast.patrons; ++k) {
    trial.patron_support[k] =
        chosen(situation, Choice::kSupport, k, cast.patron_initial_support[k], 0, 1);
  }
  const Sanctions sanctions = sanctions_in_force(trial, situation);
  trial.measures = {sanctions.squeeze, sanctions.embargo, situation.levers.secondary_sanctions};
  if (situation.structure.switches.resting_start) rest_third_parties(trial, situation);
  return trial;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
