// P9, P11: how the two leaders look ahead: expected strength, the hazards of a decision by arms as
// each believes them, and what the line will be worth by the horizon.
#pragma once

#include "agents/decision/settlement.hpp"
#include "agents/decision/situation.hpp"
#include "core/beliefs.hpp"
#include "core/flows.hpp"
#include "core/trial.hpp"
#include "core/walk.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What a leader makes of the war. Net strengths are the invader's, log.
struct Outlook {
  Real expected_net_strength;  // f
  Real value_of_fighting_on;   // W
  Real value_of_a_freeze;      // F, as felt
  Real freeze_utility;         // F, before it is felt as a gain or loss
};

struct Outlooks {
  Outlook invader, defender;
};

/// Extrapolation of the month's change in forces and materiel.
inline Real perceived_trend(const Flows& flows, const Situation& situation) {
  if (!situation.structure.switches.trend) return 0;
  const auto& p = situation.parameters.expectations;
  const auto& front = situation.parameters.front;
  return p.trend * clip(p.trend_manpower * front.manpower_elasticity *
                                (flows.invader_manpower_growth - flows.defender_manpower_growth) +
                            p.trend_materiel * front.materiel_elasticity *
                                (flows.invader_materiel_gap - flows.defender_materiel_gap),
                        -1, 1);
}

/// f_R and f_U: beliefs, the trend, the hope of coercion from the air, the theory of outlasting the
/// West, and what NATO membership takes away from both.
inline void look_ahead(const Trial& trial, const Flows& flows, const Situation& situation,
                       Outlooks& outlooks) {
  const auto& p = situation.parameters.expectations;
  const auto& beliefs = situation.parameters.beliefs;
  const Switches& on = situation.structure.switches;
  const Real trend = perceived_trend(flows, situation);
  const Real coercion = on.coercion
                            ? p.coercion * ((Real(1) - flows.interception) /
                                                situation.parameters.air_war.reference_leakage -
                                            Real(1))
                            : Real(0);
  const Real outlasting =
      on.staying_power ? p.outlasting * (p.neutral_staying_power - trial.staying_power) : Real(0);
  const Real nato = indicator(trial.institutions.nato);
  const Real unconditional = situation.levers.nato_before_ceasefire;
  const Real conditional_share =
      select(unconditional >= Real(0.5), Real(1), p.invader_nato_conditional);

  outlooks.invader.expected_net_strength = believed_net_strength(trial.invader.belief, beliefs) +
                                           coercion + trend + outlasting -
                                           p.invader_nato * nato * conditional_share;
  outlooks.defender.expected_net_strength =
      believed_net_strength(trial.defender.belief, beliefs) + p.defender_trend * trend +
      p.defender_outlasting * outlasting - p.defender_nato * nato;
}

/// The change in the territory's value that a leader expects by its horizon if the war goes on.
inline Real expected_drift(const Trial& trial, const Situation& situation,
                           Real expected_net_strength) {
  const auto& p = situation.parameters.expectations;
  const Real line_then =
      trial.occupied_share_pct + p.drift_share * situation.parameters.front.speed_pct *
                                     softsign(expected_net_strength) /
                                     situation.parameters.war_hazard.planning_rate;
  return territory_value(situation.parameters.settlement, line_then, p.largest_territory_value) -
         territory_value(situation.parameters.settlement, trial.occupied_share_pct);
}

/// What a change among the patrons adds to the monthly cost of the war.
inline Real cost_of_patron_change(const Situation& situation) {
  return situation.month >= situation.patron_change_month
             ? situation.parameters.war_costs.after_patron_change
             : Real(0);
}

/// Believed hazard, per month, of a decision once `strength` goes beyond the threshold.
inline Real decision_hazard(const war_hazard_parameters& p, Real ratio, Real strength) {
  return ratio * p.rate * logistic(p.slope * (strength - p.threshold));
}

/// The decision by arms as a random walk from the present line, as one who expects f sees it.
inline WalkRates walk_as_seen(const Trial& trial, const Situation& situation,
                              Real expected_net_strength) {
  return walk_rates(situation.parameters.walk, trial.occupied_share_pct, expected_net_strength,
                    situation.parameters.front.speed_pct);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
