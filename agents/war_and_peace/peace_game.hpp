// P17 under relapse = "game": on an occasion for war both sides keep or break the peace at once,
// each reckoning with the other's choice. Security that has been delivered takes from the gain of
// striking first and from the fear of being struck.
#pragma once

#include "agents/actors/zelensky.hpp"
#include "agents/war_and_peace/breach.hpp"
#include "agents/war_and_peace/reinvasion.hpp"
#include "core/markov_game.hpp"
#include "core/quantal_equilibrium.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

// Numerical. The replies settle slowly only where the peaceful equilibrium is about to vanish.
inline constexpr int kPeaceGameIterations = 40;
inline constexpr double kPeaceGameStep = .9;  // share of the way to the reply: damping

/// The game of a month. Kyiv is free to break as far as it has not renounced force.
struct PeaceGame {
  PeaceStakes invader, defender;
  PeaceClocks clocks;
  Real defender_is_free;  // 0 .. 1
};

/// What surprise is worth to who attacks first, log strength: less where guarantors are believed
/// and the other side's preparations are watched.
inline Real surprise(const Situation& situation, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const Real watched = situation.structure.switches.violations
                           ? p.surprise_watched * situation.levers.monitoring
                           : Real(0);
  return p.surprise * (Real(1) - p.surprise_guarded * credibility) * (Real(1) - watched);
}

/// The invader's net strength in a new war as one side expects it, by who began. Guarantors stand
/// by Kyiv unless it began alone.
struct RenewedStrength {
  Real invader_began, both_began, defender_began;
};

inline RenewedStrength renewed_strength(const Trial& trial, const Situation& situation,
                                        const Outlook& outlook, Real credibility) {
  const Real guarded = renewed_net_strength(trial, situation, outlook, credibility);
  const Real ahead = surprise(situation, credibility);
  return {guarded + ahead, guarded, renewed_net_strength(trial, situation, outlook, 0) - ahead};
}

/// Believed hazards of a decision in a new war with the invader's net strength f, 1/month.
struct RenewedRates {
  Real invader_wins, defender_wins;
};

inline RenewedRates renewed_rates(const Situation& situation, Real f) {
  const auto& p = situation.parameters.reinvasion;
  const auto& hazard = situation.parameters.war_hazard;
  return {decision_hazard(hazard, p.win_ratio, f), decision_hazard(hazard, p.lose_ratio, -f)};
}

/// What is left of a peace if the new war ends undecided.
inline Real peace_after_a_failed_war(const Situation& situation, Real peace) {
  const auto& p = situation.parameters.reinvasion;
  return p.peace_discount * peace + p.peace_offset;
}

/// What peace is worth to either beyond its terms: the habit of it.
inline Real habit_of_peace(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.reinvasion;
  return p.habit * min(trial.months_of_peace / p.habit_months, 1);
}

inline PeaceStakes invader_stakes(const Trial& trial, const Situation& situation,
                                  const Outlook& outlook, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const auto& costs = situation.parameters.war_costs;
  const Real peace = putin_peace_utility(trial, situation) +
                     reassurance_utility(trial, situation) * indicator(trial.institutions.nato);
  const Real cost = p.casualties_cost * costs.casualties +
                    p.fiscal_cost * costs.fiscal * trial.invader.fiscal_stress + p.base_cost;
  const Real clash = credibility * p.escalation_cost;
  const auto war = [&](Real f, Real monthly) {
    const RenewedRates rates = renewed_rates(situation, f);
    return value_of_fighting_on({.win_rate = rates.invader_wins,
                                 .lose_rate = rates.defender_wins,
                                 .planning_rate = situation.parameters.war_hazard.planning_rate,
                                 .value_of_victory = invader_victory_value(trial, situation),
                                 .value_of_defeat = situation.parameters.putin.defeat_value,
                                 .value_of_freeze = peace_after_a_failed_war(situation, peace),
                                 .cost = monthly});
  };
  const RenewedStrength f = renewed_strength(trial, situation, outlook, credibility);
  return {.lasting_peace = peace + habit_of_peace(trial, situation),
          .war_begun = war(f.invader_began, cost + clash),
          .war_met = war(f.both_began, cost + clash),
          .war_suffered = war(f.defender_began, cost)};
}

/// U_K: what the peace is worth to Kyiv.
inline Real defender_peace_utility(const Trial& trial, const Situation& situation) {
  const Terms& terms = trial.settlement.terms;
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  const SettlementUtility u = zelensky_terms(trial, situation, territory);
  return pick(u.security, terms.security) + u.territory[0] +
         pick(u.recognition, terms.recognition) + pick(u.economy, terms.economy);
}

/// The same war from the other side; its own backer's pressure makes it worth less to Kyiv.
inline PeaceStakes defender_stakes(const Trial& trial, const Situation& situation,
                                   const Outlook& outlook, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const auto& costs = situation.parameters.war_costs;
  const auto& zelensky = situation.parameters.zelensky;
  const Real peace = defender_peace_utility(trial, situation);
  const Real cost = p.casualties_cost * costs.casualties +
                    p.fiscal_cost * costs.fiscal * trial.defender.fiscal_stress +
                    Real(2) * costs.infrastructure * (Real(1) - trial.infrastructure) + p.base_cost;
  const Real pressure = zelensky.war_pressure * us_leverage(trial, situation);
  const auto war = [&](Real f) {
    const RenewedRates rates = renewed_rates(situation, f);
    return value_of_fighting_on({.win_rate = rates.defender_wins,
                                 .lose_rate = rates.invader_wins,
                                 .planning_rate = situation.parameters.war_hazard.planning_rate,
                                 .value_of_victory = zelensky.victory_value,
                                 .value_of_defeat = zelensky.defeat_value,
                                 .value_of_freeze = peace_after_a_failed_war(situation, peace),
                                 .cost = cost}) -
           pressure;
  };
  const RenewedStrength f = renewed_strength(trial, situation, outlook, credibility);
  return {.lasting_peace = peace + habit_of_peace(trial, situation),
          .war_begun = war(f.defender_began),
          .war_met = war(f.both_began),
          .war_suffered = war(f.invader_began)};
}

inline PeaceGame peace_game(const Trial& trial, const Situation& situation,
                            const Outlooks& outlooks, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const Real occasion = p.rate * (Real(1) + trial.settlement.pressure) *
                        select(trial.settlement.after_invader_collapse, p.after_collapse, Real(1));
  return {invader_stakes(trial, situation, outlooks.invader, credibility),
          defender_stakes(trial, situation, outlooks.defender, credibility),
          {min(occasion, 1), situation.parameters.war_hazard.planning_rate},
          situation.structure.switches.defender_breach ? Real(1) - situation.levers.guarantee_scope
                                                       : Real(0)};
}

inline KeepOrBreak options_of_invader(const PeaceGame& game, const MixedPair& breaks) {
  return keep_or_break_utilities(game.invader, game.clocks, breaks.row, breaks.column);
}
inline KeepOrBreak options_of_defender(const PeaceGame& game, const MixedPair& breaks) {
  return keep_or_break_utilities(game.defender, game.clocks, breaks.column, breaks.row);
}

/// Quantal responses (row: Moscow, column: Kyiv) to `breaks`.
inline Real reply_of_invader(const Situation& situation, const PeaceGame& game,
                             const MixedPair& breaks) {
  const KeepOrBreak options = options_of_invader(game, breaks);
  return breaks_the_peace(situation, options.breaking - options.keeping);
}
inline Real reply_of_defender(const Situation& situation, const PeaceGame& game,
                              const MixedPair& breaks) {
  const KeepOrBreak options = options_of_defender(game, breaks);
  return game.defender_is_free * breaks_the_peace(situation, options.breaking - options.keeping);
}

/// Probabilities that Moscow and Kyiv break on an occasion: the logit Markov equilibrium that is
/// reached, one replying after the other, from a peace that both keep, as the state shows it.
inline MixedPair breaking_probabilities(const Situation& situation, const PeaceGame& game) {
  const Real step = kPeaceGameStep;
  MixedPair at{0, 0};
  for (int i = 0; i < kPeaceGameIterations; ++i) {
    at.row += step * (reply_of_invader(situation, game, at) - at.row);
    at.column += step * (reply_of_defender(situation, game, at) - at.column);
  }
  return at;
}

/// Monthly probability that Kyiv breaks the peace, given that Moscow did not.
inline Real breach_probability(const PeaceGame& game, const MixedPair& breaks) {
  const Real h = game.clocks.occasion_rate;
  return h * (Real(1) - breaks.row) * breaks.column / max(Real(1) - h * breaks.row, kLeastUniform);
}

/// Lanes in which the war resumes this month, and by whom.
struct Resumption {
  Mask by_invader, by_defender;
};

/// Step 12: both sides keep the peace or break it, in the form that the scenario chooses; both
/// forms share their draws.
inline Resumption keep_or_break(Trial& trial, const Situation& situation, const Outlooks& outlooks,
                                const Credibility& credibility, Real uniform) {
  if (situation.structure.relapse == RelapseForm::kHazard) {
    const Mask invader =
        decide_reinvasion(trial, situation, outlooks.invader, credibility, uniform);
    return {invader, break_the_peace(trial, situation, outlooks.defender,
                                     breach_probability(situation, outlooks.defender))};
  }
  const Real delivered = delivered_status(trial, situation);
  const Real credible = credibility_in_force(trial, situation, credibility, delivered);
  const PeaceGame game = peace_game(trial, situation, outlooks, credible);
  const MixedPair breaks = breaking_probabilities(situation, game);
  const Mask invader =
      at_peace(trial) &
      (uniform < resumption_probability(trial, situation, breaks.row, credible, delivered));
  attack_again(trial, situation, invader,
               renewed_net_strength(trial, situation, outlooks.invader, credible));
  return {invader,
          break_the_peace(trial, situation, outlooks.defender, breach_probability(game, breaks))};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
