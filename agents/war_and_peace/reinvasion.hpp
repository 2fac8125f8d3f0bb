// P17: whether Putin breaks the peace: the value of a new war against that of the peace he has,
// plus accidents and incidents that nobody chose.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/actors/putin.hpp"
#include "agents/war_and_peace/aftermath.hpp"
#include "agents/war_and_peace/incidents.hpp"
#include "agents/war_and_peace/relief.hpp"
#include "agents/war_and_peace/violations.hpp"
#include "core/front.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// f_P: the net strength he expects if he attacks again.
inline Real renewed_net_strength(const Trial& trial, const Situation& situation,
                                 const Outlook& outlook, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const auto& front = situation.parameters.front;
  const auto& beliefs = situation.parameters.beliefs;
  Real balance =
      initial_strength(trial, front) + force_ratio(trial, front) -
      p.force_effect * indicator(trial.institutions.force) * american_enabling(trial, situation) -
      p.post_war_package_effect * situation.levers.post_war_package;
  if (situation.structure.switches.drones) balance -= drone_effect(trial, front);
  const Real encouraged = impunity(trial, situation) +
                          (situation.structure.switches.window_of_attack
                               ? p.resolve_gain * (situation.parameters.patrons.reference_resolve -
                                                   trial.resolve_signal)
                               : Real(0));
  if (situation.structure.switches.net_strength_in_peace) {  // P17: net of the dead zone once
    return p.strength_weight * (balance - front.dead_zone) +
           p.memory_weight * outlook.expected_net_strength - credibility * p.deterrence +
           encouraged;
  }
  const Real bias =
      situation.structure.learning == LearningForm::kBetaPure ? Real(0) : beliefs.reporting_bias;
  return p.strength_weight * balance + p.memory_weight * outlook.expected_net_strength + bias -
         front.dead_zone - credibility * p.deterrence + encouraged;
}

/// U_P: what the peace is worth to him, with this security status.
inline Real putin_peace_utility(const Trial& trial, const Situation& situation, Real status) {
  const auto& p = situation.parameters.putin;
  const Terms& terms = trial.settlement.terms;
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  const SettlementUtility u = invader_utility(situation, territory);
  const Real economy_weight =
      Real(1) - p.security_weight - p.territory_weight - p.recognition_weight;
  return p.security_weight * pick(u.security, status) + p.territory_weight * territory +
         p.recognition_weight * pick(u.recognition, terms.recognition) +
         economy_weight * pick(u.economy, terms.economy) * relief_in_force(trial, situation) +
         p.declared_victory + p.freeze_option;
}

inline Real putin_peace_utility(const Trial& trial, const Situation& situation) {
  return putin_peace_utility(trial, situation, trial.settlement.terms.security);
}

/// By how much the guarantees that he expects to come change what the peace is worth to him: the
/// window before they arrive (Powell 2006).
inline Real closing_window(const Trial& trial, const Situation& situation, Real status) {
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  const SettlementUtility u = invader_utility(situation, territory);
  const Real now = pick(u.security, status);
  return situation.parameters.putin.security_weight *
         (in_prospect(trial, situation, u.security, now) - now);
}

/// W_P less U_P and the habit of peace.
inline Real advantage_of_reinvasion(const Trial& trial, const Situation& situation,
                                    Real net_strength, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const auto& hazard = situation.parameters.war_hazard;
  const auto& costs = situation.parameters.war_costs;
  const bool window = situation.structure.switches.window_of_attack;
  const Real status = window ? delivered_status(trial, situation) : trial.settlement.terms.security;
  const Real peace = putin_peace_utility(trial, situation, status);
  const Real threshold = p.win_threshold + lost_surprise(trial, situation);
  const Real war = value_of_fighting_on(
      {.win_rate = p.win_ratio * hazard.rate * logistic(hazard.slope * (net_strength - threshold)),
       .lose_rate = decision_hazard(hazard, p.lose_ratio, -net_strength),
       .planning_rate = hazard.planning_rate,
       .value_of_victory = invader_victory_value(trial, situation),
       .value_of_defeat = situation.parameters.putin.defeat_value,
       .value_of_freeze = p.peace_discount * peace + p.peace_offset,
       .cost = p.casualties_cost * costs.casualties +
               p.fiscal_cost * costs.fiscal * trial.invader.fiscal_stress +
               credibility * p.escalation_cost + p.base_cost +
               credibility * cost_of_wider_war(situation, p.renewed_invader_intensity)});
  const Real habit = p.habit * min(trial.months_of_peace / p.habit_months, 1);
  const Real expected = window ? peace + closing_window(trial, situation, status) : peace;
  return war - expected - habit;
}

/// Probability of breaking the peace on an occasion, by the advantage of doing so.
inline Real breaks_the_peace(const Situation& situation, Real advantage) {
  const bool rational = situation.structure.switches.rational_reinvasion;
  return respond(rational ? situation.structure.rule : Rule::kQuantal,
                 situation.parameters.reinvasion.precision, advantage);
}

/// Monthly probability that he resumes the fighting, or that it resumes by itself; `breaks`: the
/// probability that he does so on an occasion.
inline Real resumption_probability(const Trial& trial, const Situation& situation, Real breaks,
                                   Real credibility, Real delivered) {
  const auto& p = situation.parameters.reinvasion;
  Real decision = p.rate * breaks * (Real(1) + trial.settlement.pressure);
  const Real calmer =
      select(trial.settlement.absorbed, Real(0),
             select(trial.settlement.after_invader_collapse, p.after_collapse, Real(1)));
  if (situation.structure.switches.crises) {
    const Real rung = trial.compliance.crisis;
    decision *= Real(1) + p.crisis_occasions * indicator(rung > Real(0));
    return min(decision + select(rung >= Real(kBrink), breaks, Real(0)), 1) * calmer;
  }
  Real accidents = p.accident_rate * (Real(1) - p.accident_deterrence * credibility);
  if (situation.structure.switches.violations) accidents *= danger_of_escalation(trial, situation);
  const Real incidents =
      p.incident_rate *
      (Real(1) - p.incident_deterrence * indicator(rank_of(delivered) >= Real(kEuForce))) *
      select(trial.frozen, p.incident_frozen, Real(1)) *
      exp(-trial.months_of_peace / p.incident_decay_months);
  return (decision + accidents + incidents) * calmer;
}

/// The same with what he alone makes of war and peace.
inline Real relapse_probability(const Trial& trial, const Situation& situation, Real net_strength,
                                Real credibility, Real delivered) {
  const Real advantage = advantage_of_reinvasion(trial, situation, net_strength, credibility);
  return resumption_probability(trial, situation, breaks_the_peace(situation, advantage),
                                credibility, delivered);
}

/// A side that attacks starts to learn anew, from what it expects.
inline void restart_belief(Side& side, Mask now, Real net_strength, Real prior_months) {
  const Belief fresh = belief_at(net_strength, prior_months);
  side.belief.favourable = select(now, fresh.favourable, side.belief.favourable);
  side.belief.unfavourable = select(now, fresh.unfavourable, side.belief.unfavourable);
}

/// The war is on again, whoever began.
inline void resume_fighting(Trial& trial, const Situation& situation, Mask resumes) {
  const auto& p = situation.parameters.reinvasion;
  const Mask neutral =
      trial.settlement.signed_by_both & (trial.settlement.terms.security == Real(kNeutral));
  Side &invader = trial.invader, &defender = trial.defender;
  invader.intensity = select(resumes, p.renewed_invader_intensity, invader.intensity);
  defender.intensity = select(resumes, p.renewed_defender_intensity, defender.intensity);
  trial.net_strength_bonus += select(resumes & neutral, p.neutral_bonus, Real(0));
  trial.months_of_lull = select(resumes, Real(0), trial.months_of_lull);
  trial.settlement.signed_by_both &= !resumes;
  trial.frozen &= !resumes;
  trial.fighting |= resumes;
  trial.milestones.breach |= resumes;
  trial.compliance.crisis = select(resumes, Real(0), trial.compliance.crisis);
}

/// Puts the state back to war where he attacks, or is drawn in.
inline void attack_again(Trial& trial, const Situation& situation, Mask resumes,
                         Real net_strength) {
  if (!any(resumes)) return;
  restart_belief(trial.invader, resumes, net_strength, situation.parameters.beliefs.prior_months);
  resume_fighting(trial, situation, resumes);
}

/// Lanes in which the war resumes this month; their state is put back to war.
inline Mask decide_reinvasion(Trial& trial, const Situation& situation, const Outlook& outlook,
                              const Credibility& credibility, Real uniform) {
  const Real delivered = delivered_status(trial, situation);
  const Real credible = credibility_in_force(trial, situation, credibility, delivered);
  const Real net_strength = renewed_net_strength(trial, situation, outlook, credible);
  const Mask resumes =
      at_peace(trial) &
      (uniform < relapse_probability(trial, situation, net_strength, credible, delivered));
  attack_again(trial, situation, resumes, net_strength);
  return resumes;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
