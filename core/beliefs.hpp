// P8: beliefs as Beta counts, updated by what the front shows.
#pragma once

#include "core/flows.hpp"
#include "core/lane_math.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Counts worth `months` at a given net strength of the invader.
inline Belief belief_at(Real net_strength, Real months) {
  const Real reading = softsign(net_strength);
  return {months * (Real(1) + reading) * Real(0.5), months * (Real(1) - reading) * Real(0.5)};
}

/// Adds one fractional battle result `reading` in -1 .. 1, worth `weight` months, after forgetting.
inline void learn(Belief& belief, Real reading, Real weight, Real retention) {
  belief.favourable = retention * belief.favourable + weight * (Real(1) + reading) * Real(0.5);
  belief.unfavourable = retention * belief.unfavourable + weight * (Real(1) - reading) * Real(0.5);
}

/// Net strength of the invader as believed; consistent with the front because its expected
/// movement is the softsign of net strength.
inline Real believed_net_strength(const Belief& belief, const beliefs_parameters& p) {
  const Real mean = belief.favourable / (belief.favourable + belief.unfavourable);
  return inverse_softsign(Real(2) * mean - Real(1), p.largest_reading);
}

/// Both sides read the month's movement; the invader's reports are biased. `exact` is the pure
/// Bayesian form: nothing is forgotten and nothing distorted.
inline void update_beliefs(Trial& trial, const Flows& flows, const beliefs_parameters& p,
                           Real speed_pct, bool exact) {
  const Real retention = exact ? Real(1) : p.retention;
  const Real bias = exact ? Real(0) : p.reporting_bias;
  const Real result =
      clip(flows.movement_pct / (speed_pct * max(p.least_intensity, flows.front_intensity)), -1, 1);
  const Real weight = max(p.least_weight, trial.invader.intensity);
  const Belief before_invader = trial.invader.belief, before_defender = trial.defender.belief;
  Belief &invader = trial.invader.belief, &defender = trial.defender.belief;
  learn(invader, clip(result + bias, -1, 1), weight, retention);
  learn(defender, result, weight, retention);
  invader.favourable = select(trial.fighting, invader.favourable, before_invader.favourable);
  invader.unfavourable = select(trial.fighting, invader.unfavourable, before_invader.unfavourable);
  defender.favourable = select(trial.fighting, defender.favourable, before_defender.favourable);
  defender.unfavourable =
      select(trial.fighting, defender.unfavourable, before_defender.unfavourable);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
