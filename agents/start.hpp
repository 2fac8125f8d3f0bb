// The state of a trial before its first month.
#pragma once

#include "agents/united_states.hpp"
#include "agents/world.hpp"
#include "core/beliefs.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline Trial start_trial(const World& world) {
  const auto& p = world.parameters.initial;
  const auto& beliefs = world.parameters.beliefs;
  const CastTable& cast = world.cast;
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

  const auto& kyiv = world.parameters.zelensky;
  trial.leadership.defender_weights = {kyiv.security_weight, kyiv.territory_weight,
                                       kyiv.recognition_weight, kyiv.economy_weight};

  // Each side starts from its own reading of the invader's net strength.
  const Real advantage = world.parameters.front.initial_net_advantage;
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

  const int us_slot =
      kMaxDonors / kDrawsPerSlot;  // beyond the donors', so a larger cast shifts nothing
  const Real noise = world.parameters.donors.initial_noise;
  for (int j = 0; j < cast.donors; ++j) {
    const FourReals shock = draw_normals(world.chance, 0, Purpose::kInitial, j / kDrawsPerSlot);
    const FourReals cost = draw_uniforms(world.chance, 0, Purpose::kPrivateCost, j / kDrawsPerSlot);
    const Real stance = Real(cast.initial_stance[j]) + noise * shock.value[j % kDrawsPerSlot];
    const auto& donors = world.parameters.donors;
    trial.stance[j] =
        chosen(world, Choice::kStance, j, stance, donors.least_stance, donors.largest_stance);
    trial.private_cost[j] = cost_of_a_yes(world, j, cost.value[j % kDrawsPerSlot]);
  }
  for (int j = 0; world.structure.switches.sanctions_renewal && j < cast.donors; ++j) {
    const FourReals cost = draw_uniforms(world.chance, 0, Purpose::kRenewalCost, j / kDrawsPerSlot);
    trial.renewal_cost[j] = cost_of_a_yes(world, j, cost.value[j % kDrawsPerSlot]);
  }
  trial.us_private_cost = cost_of_a_yes(
      world, cast.donors, draw_uniforms(world.chance, 0, Purpose::kPrivateCost, us_slot).value[0]);
  trial.us_stance =
      initial_us_stance(world, draw_normals(world.chance, 0, Purpose::kInitial, us_slot).value[0]);
  for (int k = 0; k < cast.patrons; ++k) {
    trial.patron_support[k] =
        chosen(world, Choice::kSupport, k, cast.patron_initial_support[k], 0, 1);
  }
  return trial;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
