// Putin, for Russia: what he wants, what he makes of the war, how hard he fights. His parameters
// are in agents/parameters/putin.def.
#pragma once

#include "agents/actors/anticipation.hpp"
#include "agents/actors/expectations.hpp"
#include "agents/actors/guarantors.hpp"
#include "agents/actors/leadership.hpp"
#include "agents/decision/intervention.hpp"
#include "agents/decision/response.hpp"
#include "agents/decision/settlement.hpp"
#include "core/continuation_value.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What stopping short of the declared aims costs him at home, per unit of utility missed (Fearon
/// 1994; Goemans 2000: leaders who fear punishment gamble on).
inline Real audience_cost_rate(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.audience) return 0;
  const auto& p = situation.parameters.putin;
  return p.audience_scale * (p.audience_cost + p.cannot_stop_cost * p.cannot_stop) *
         (Real(1) - p.audience_weariness * trial.invader.weariness) *
         audience_cost_share(trial, situation);
}

/// What a Founding-Act-type reassurance is worth to him; void once a breach was answered (P17).
inline Real reassurance_utility(const Trial& trial, const Situation& situation) {
  const Real given = situation.parameters.putin.reassurance_value * situation.levers.reassurance;
  return select(trial.compliance.reassurance_void, Real(0), given);
}

/// His utility of signed terms is the sum over issues of this, plus putin_signed_bonus.
inline SettlementUtility putin_terms(const Trial& trial, const Situation& situation,
                                     Real territory) {
  const auto& p = situation.parameters.putin;
  SettlementUtility u =
      weighted(invader_utility(situation, territory), p.security_weight, p.territory_weight,
               p.recognition_weight,
               Real(1) - p.security_weight - p.territory_weight - p.recognition_weight);
  u.security[kNato] += reassurance_utility(trial, situation);
  return u;
}

/// F_R: stopping at the line, without recognition, sanctions kept.
inline Real putin_freeze_utility(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.putin;
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  const SettlementUtility u = invader_utility(situation, territory);
  return p.security_weight * freeze_security(trial, situation, u.security) +
         p.territory_weight * territory + p.freeze_option + p.declared_victory +
         reassurance_utility(trial, situation) * indicator(trial.institutions.nato);
}

/// c_R: what a month of war costs him.
inline Real putin_war_cost(const Trial& trial, const Flows& flows, const Situation& situation) {
  const auto& p = situation.parameters.war_costs;
  const Side& side = trial.invader;
  return p.invader_casualties * p.casualties *
             (flows.invader_casualties_thousand / p.invader_reference_casualties_thousand) *
             (p.weariness_offset + side.weariness) +
         p.invader_fiscal * p.fiscal * side.fiscal_stress +
         p.western_presence *
             (indicator(trial.institutions.force) + indicator(trial.institutions.nato) +
              (situation.structure.switches.tested_guarantees
                   ? Real(0)
                   : flows.effective_secondary_sanctions)) +
         select(trial.guarantees.in_contact, cost_of_wider_war(situation, side.intensity), Real(0));
}

/// P11: W_R against F_R.
inline void putin_weighs(const Trial& trial, const Flows& flows, const Situation& situation,
                         Outlook& outlook) {
  const auto& p = situation.parameters.putin;
  const auto& hazard = situation.parameters.war_hazard;
  const auto& prospect = situation.parameters.prospect;
  const Structure& structure = situation.structure;
  const Real f = outlook.expected_net_strength;
  const Real dead_zone = situation.parameters.front.dead_zone;
  outlook.freeze_utility = putin_freeze_utility(trial, situation);
  outlook.value_of_a_freeze = felt(structure, prospect, outlook.freeze_utility);
  WarClocks clocks{
      .win_rate = decision_hazard(hazard, 1, f),
      .lose_rate =
          decision_hazard(hazard, hazard.defeat_ratio,
                          -f - Real(2) * dead_zone + p.defeat_stress * trial.invader.fiscal_stress),
      .planning_rate = hazard.planning_rate,
      .value_of_victory = felt(structure, prospect, invader_victory_value(trial, situation)),
      .value_of_defeat = felt(structure, prospect, p.defeat_value),
      .value_of_freeze =
          felt(structure, prospect,
               outlook.freeze_utility + p.territory_weight * expected_drift(trial, situation, f)),
      .cost = putin_war_cost(trial, flows, situation) + cost_of_patron_change(situation)};
  if (structure.war == WarForm::kWalk) {
    const WalkRates rates = walk_as_seen(trial, situation, f);
    clocks.win_rate = rates.invader_wins;
    clocks.lose_rate = rates.defender_wins;
  }
  outlook.value_of_fighting_on = value_of_fighting_on(clocks);
}

/// P16: fighting on against stopping in place, with what stopping costs at home.
inline Real putin_advantage_of_fighting(const Trial& trial, const Situation& situation,
                                        const Outlook& outlook) {
  return outlook.value_of_fighting_on - outlook.value_of_a_freeze +
         audience_cost_rate(trial, situation) * (Real(1) - outlook.freeze_utility);
}

/// P16: the probability that he fights on rather than stops; `noise`: what execution adds, a logit.
inline Real putin_will_to_fight(const Trial& trial, const Situation& situation, Real advantage,
                                Real noise = 0) {
  const Real own = respond(situation.structure.rule, situation.parameters.wind_down.precision,
                           advantage, trial.invader_resolve.reservation + noise);
  return chosen(situation, Choice::kCampaign, kInvaderLeader, own, 0, 1);
}

/// P16: the intensity that an advantage of fighting implies.
inline Real putin_target_intensity(const Trial& trial, const Situation& situation, Real advantage,
                                   Real shock) {
  const auto& p = situation.parameters.wind_down;
  const Real fights = putin_will_to_fight(trial, situation, advantage, p.execution_noise * shock);
  return p.least_intensity + (Real(1) - p.least_intensity) * fights;
}

/// P16: his campaign moves towards it. `shift`: what he makes of the other's choice (rule =
/// "equilibrium").
inline void putin_chooses_intensity(Trial& trial, const Situation& situation,
                                    const Outlook& outlook, Real shock, Real shift = 0) {
  const auto& p = situation.parameters.wind_down;
  const Real advantage = putin_advantage_of_fighting(trial, situation, outlook) + shift;
  const Real target = putin_target_intensity(trial, situation, advantage, shock);
  Real& x = trial.invader.intensity;
  x = select(trial.fighting, max(x + p.invader_adjustment * (target - x), p.invader_floor), x);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
