// Zelensky, for Ukraine: what he wants, what he fears of a peace that does not last, how hard he
// fights. His parameters are in agents/parameters/zelensky.def.
#pragma once

#include "agents/actors/anticipation.hpp"
#include "agents/actors/expectations.hpp"
#include "agents/actors/guarantors.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/decision/intervention.hpp"
#include "agents/decision/response.hpp"
#include "agents/decision/settlement.hpp"
#include "core/continuation_value.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The weights are whose Kyiv has elected: his, or a successor's (agents/actors/leadership.hpp).
inline SettlementUtility zelensky_terms(const Trial& trial, const Situation& situation,
                                        Real territory) {
  const IssueWeights& w = trial.leadership.defender_weights;
  return weighted(defender_utility(situation, territory), w.security, w.territory, w.recognition,
                  w.economy);
}

/// F_U: stopping at the line, nothing recognised, sanctions kept.
inline Real zelensky_freeze_utility(const Trial& trial, const Situation& situation) {
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  const SettlementUtility u = zelensky_terms(trial, situation, territory);
  return freeze_security(trial, situation, u.security) + u.territory[0] + u.recognition[0] +
         u.economy[0];
}

/// pi_U: his believed chance that peace lasts at a status, the commitment problem (Fearon 1995;
/// Powell 2004, 2006; Walter 2002).
inline Real zelensky_trust(const Situation& situation, const Outlook& outlook, Real credibility,
                           Mask armed_alone, Mask neutral) {
  if (!situation.structure.switches.commitment) return 1;
  const auto& p = situation.parameters.zelensky;
  const Real too_weak = logistic(-p.trust_strength_slope *
                                 (outlook.expected_net_strength - p.trust_strength_reference));
  return clip(p.trust_base + p.trust_guarantee * credibility + p.trust_strength * too_weak +
                  p.trust_armed * indicator(armed_alone) - p.trust_neutral * indicator(neutral),
              p.least_trust, p.largest_trust);
}

/// commitment = "threshold": he trusts any status from the threshold on, and nothing below it.
inline Mask trusted_status(const Situation& situation, Real status) {
  return rank_of(status) >= situation.parameters.zelensky.trust_threshold;
}

/// pi_U in the form that the scenario chooses.
inline Real zelensky_trust_in(const Situation& situation, const Outlook& outlook, Real credibility,
                              Real status) {
  const auto& p = situation.parameters.zelensky;
  const bool threshold = situation.structure.commitment == CommitmentForm::kThreshold;
  if (threshold && situation.structure.switches.commitment) {
    return select(trusted_status(situation, status), p.largest_trust, p.least_trust);
  }
  return zelensky_trust(situation, outlook, credibility, status == Real(kArmedAlone),
                        status == Real(kNeutral));
}

/// The bitter pill of any stop short of liberation, before cover.
inline Real zelensky_bitter_pill(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.cover) return 0;
  const auto& p = situation.parameters.zelensky;
  return p.bitter_pill * (Real(1) - p.bitter_pill_weariness * trial.defender.weariness);
}

/// c_U: what a month of war costs him.
inline Real zelensky_war_cost(const Trial& trial, const Flows& flows, const Situation& situation) {
  const auto& p = situation.parameters.war_costs;
  const Side& side = trial.defender;
  const Real cost =
      p.casualties *
          (flows.defender_casualties_thousand / p.defender_reference_casualties_thousand) *
          (p.weariness_offset + side.weariness) +
      Real(2) * p.infrastructure * (Real(1) - trial.infrastructure) +
      p.defender_fiscal * p.fiscal * side.fiscal_stress;
  if (!situation.structure.switches.kyiv_decides) return cost;
  return cost + p.manpower * max(Real(1) - side.manpower / side.initial_manpower, 0);
}

/// P11: W_U against F_U; pressure by his own backer makes fighting on worth less.
inline void zelensky_weighs(const Trial& trial, const Flows& flows, const Situation& situation,
                            Outlook& outlook) {
  const auto& p = situation.parameters.zelensky;
  const auto& hazard = situation.parameters.war_hazard;
  const auto& prospect = situation.parameters.prospect;
  const Structure& structure = situation.structure;
  const Real f = outlook.expected_net_strength;
  const Real dead_zone = situation.parameters.front.dead_zone;
  const Real loss_per_territory = trial.leadership.defender_weights.territory *
                                  situation.parameters.settlement.defender_line_loss;
  outlook.freeze_utility = zelensky_freeze_utility(trial, situation);
  outlook.value_of_a_freeze = felt(structure, prospect, outlook.freeze_utility);
  WarClocks clocks{
      .win_rate = decision_hazard(
          hazard, hazard.defeat_ratio,
          -f - Real(2) * dead_zone + p.victory_stress * trial.invader.fiscal_stress),
      .lose_rate = decision_hazard(hazard, 1, f + p.defeat_weariness * trial.defender.weariness),
      .planning_rate = hazard.planning_rate,
      .value_of_victory = felt(structure, prospect, p.victory_value),
      .value_of_defeat = felt(structure, prospect, p.defeat_value),
      .value_of_freeze =
          felt(structure, prospect,
               outlook.freeze_utility - loss_per_territory * expected_drift(trial, situation, f)),
      .cost = zelensky_war_cost(trial, flows, situation) + cost_of_patron_change(situation)};
  if (structure.war == WarForm::kWalk) {
    const WalkRates rates = walk_as_seen(trial, situation, f);
    clocks.win_rate = rates.defender_wins;
    clocks.lose_rate = rates.invader_wins;
  }
  outlook.value_of_fighting_on =
      value_of_fighting_on(clocks) - p.war_pressure * us_leverage(trial, situation);
}

/// What he looks to in a freeze: the guarantees in force, and as far as he has foresight those that
/// are expected to come.
struct FreezeProspect {
  Real credibility;  // of the guarantees
  Real cover;        // share of the bitter pill that they take away
};

inline FreezeProspect prospect_of_a_freeze(const Trial& trial, const Situation& situation,
                                           const Credibility& credibility) {
  const auto& p = situation.parameters.zelensky;
  const Real status = status_in_force(trial, situation);
  const Real cover_by_status[kSecurityLevels] = {
      p.freeze_cover_alone, p.freeze_cover_alone, p.freeze_cover_eu,       p.freeze_cover_eu,
      p.freeze_cover_nato,  p.freeze_cover_nato,  p.freeze_cover_coalition};
  const Real credible = credibility_in_force(trial, situation, credibility, status);
  const Real cover = pick(cover_by_status, status);
  if (!situation.structure.switches.kyiv_decides) return {credible, cover};
  return {in_prospect(trial, situation, credibility.of_status, credible, p.foresight),
          in_prospect(trial, situation, cover_by_status, cover, p.foresight)};
}

/// P16: fighting on against a freeze that may not last and that hurts at home.
inline Real zelensky_advantage_of_fighting(const Trial& trial, const Situation& situation,
                                           const Outlook& outlook, const Credibility& credibility) {
  const auto& p = situation.parameters.zelensky;
  const Real status = status_in_force(trial, situation);
  const auto [credible, cover] = prospect_of_a_freeze(trial, situation, credibility);
  const Real trust = zelensky_trust_in(situation, outlook, credible, status);
  const Real freeze = trust * outlook.value_of_a_freeze +
                      (Real(1) - trust) * (outlook.value_of_fighting_on - p.betrayal_loss) -
                      zelensky_bitter_pill(trial, situation) * (Real(1) - cover);
  return outlook.value_of_fighting_on - freeze;
}

/// P16: the probability that he fights on rather than stops, of his own will.
inline Real zelensky_will_to_fight(const Trial& trial, const Situation& situation, Real advantage) {
  const Real own = respond(situation.structure.rule, situation.parameters.wind_down.precision,
                           advantage, trial.defender_resolve.reservation);
  return chosen(situation, Choice::kCampaign, kDefenderLeader, own, 0, 1);
}

/// o_U: how much he attacks where the front gives him nothing: raids, deep strikes.
inline Real zelensky_offensive_effort(const Trial& trial, const Situation& situation,
                                      Real advantage) {
  const auto& p = situation.parameters.wind_down;
  return p.least_intensity +
         (Real(1) - p.least_intensity) * zelensky_will_to_fight(trial, situation, advantage);
}

/// P16: he mirrors the invader's campaign, attacks beyond that only if he believes he can, and
/// strikes as far as he does not want to stop.
inline Real zelensky_target_intensity(const Trial& trial, const Situation& situation,
                                      const Outlook& outlook, Real advantage,
                                      Real invader_intensity) {
  const auto& p = situation.parameters.wind_down;
  const Real own =
      respond(situation.structure.rule, p.precision, advantage, -p.defender_attack_offset);
  const Real fights = chosen(situation, Choice::kCampaign, kDefenderLeader, own, 0, 1);
  const Real can = logistic(-p.defender_attack_slope *
                            (outlook.expected_net_strength +
                             p.defender_attack_zone * situation.parameters.front.dead_zone));
  const Real on_the_ground = max(p.defence_intensity * invader_intensity,
                                 p.least_intensity + p.defender_attack * fights * can);
  if (!situation.structure.switches.kyiv_decides) return on_the_ground;
  return max(on_the_ground, p.raid * zelensky_offensive_effort(trial, situation, advantage));
}

/// P16: his campaign moves towards it. `shift`: what he makes of the other's choice (rule =
/// "equilibrium").
inline void zelensky_chooses_intensity(Trial& trial, const Situation& situation,
                                       const Outlook& outlook, const Credibility& credibility,
                                       Real shift = 0) {
  const auto& p = situation.parameters.wind_down;
  const Real advantage =
      zelensky_advantage_of_fighting(trial, situation, outlook, credibility) + shift;
  const Real target =
      zelensky_target_intensity(trial, situation, outlook, advantage, trial.invader.intensity);
  Real& x = trial.defender.intensity;
  x = select(trial.fighting, x + p.defender_adjustment * (target - x), x);
  if (!situation.structure.switches.kyiv_decides) return;
  trial.offensive_effort =
      select(trial.fighting, zelensky_offensive_effort(trial, situation, advantage), Real(0));
  trial.invader.drawn_in = p.mirror * trial.offensive_effort;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
