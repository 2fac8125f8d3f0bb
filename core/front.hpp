// P7c: relative strength and the line of contact.
#pragma once

#include "core/chance.hpp"
#include "core/flows.hpp"
#include "core/lane_math.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The invader's strength at the start, log; drawn as its advantage beyond the dead zone.
inline Real initial_strength(const Trial& trial, const front_parameters& p) {
  return p.initial_net_advantage + p.dead_zone + trial.net_strength_bonus;
}

/// Log ratio of forces and materiel, relative to the start.
inline Real force_ratio(const Trial& trial, const front_parameters& p) {
  const Side &invader = trial.invader, &defender = trial.defender;
  return p.manpower_elasticity * log((invader.manpower / invader.initial_manpower) /
                                     (defender.manpower / defender.initial_manpower)) +
         p.materiel_elasticity * log(invader.materiel / defender.materiel);
}

/// Strength beyond what a defence absorbs: 0 within the dead zone on either side.
inline Real beyond_dead_zone(Real strength, Real dead_zone) {
  return max(strength - dead_zone, 0) - max(-strength - dead_zone, 0);
}

/// Relative strength of the month. `us_backup` and `logistics` are intensities 0 .. 1; `enabled`:
/// how well a European force works, 0 .. 1.
inline void compare_strength(const Trial& trial, Flows& flows, const front_parameters& p,
                             Real us_backup, Real logistics, Real enabled = 1) {
  flows.strength =
      initial_strength(trial, p) + force_ratio(trial, p) -
      p.us_backup_effect * (us_backup - p.us_backup_reference) - p.logistics_effect * logistics -
      p.force_effect * indicator(trial.institutions.force & !trial.guarantees.force_aside) *
          enabled -
      trial.guarantees.allied_strength +
      p.infrastructure_effect * (p.reference_infrastructure - trial.infrastructure);
  flows.net_strength = beyond_dead_zone(flows.strength, p.dead_zone);
}

/// Log strength that drones add to the defender's materiel, as far as there is materiel. They stand
/// in for some of the missing men; docs/model.md says for how many.
inline Real drone_effect(const Trial& trial, const front_parameters& p) {
  return p.drone * trial.defender.materiel;
}

inline void field_drones(const Trial& trial, Flows& flows, const front_parameters& p) {
  flows.strength -= drone_effect(trial, p);
  flows.net_strength = beyond_dead_zone(flows.strength, p.dead_zone);
}

/// Chance of the front's month.
struct FrontChance {
  Real noise;         // standard normal
  Real breakthrough;  // uniform
  Real depth;         // uniform
};

/// What the front's luck keeps of last month's: an AR(1) process with standard deviation
/// `momentum_pct`. It fades in peace.
inline void carry_momentum(Trial& trial, const front_parameters& p, Real shock) {
  const Real fresh = sqrt(max(Real(1) - p.momentum_persistence * p.momentum_persistence, 0));
  trial.front_momentum = p.momentum_persistence * trial.front_momentum +
                         select(trial.fighting, fresh * p.momentum_pct * shock, Real(0));
}

/// What is left of a month's movement once the side that advances outruns its supplies.
inline Real culminating(const front_parameters& p, Real movement) {
  const Real most =
      select(movement > Real(0), p.invader_culmination_pct, p.defender_culmination_pct);
  const Real part = movement / most;
  return movement / sqrt(Real(1) + part * part);
}

/// The line moves with net strength, noise, and now and then a breakthrough of exponential depth.
inline void move_front(Trial& trial, Flows& flows, const front_parameters& p,
                       const FrontChance& chance, bool breakthroughs, bool culmination = false) {
  const Real nu = flows.net_strength;
  const Mask advancing = nu >= Real(0);
  const Real x = select(advancing, trial.invader.intensity, trial.defender.intensity);
  Real movement = p.speed_pct * softsign(nu) * x +
                  p.noise_pct *
                      sqrt(p.quiet_noise + (Real(1) - p.quiet_noise) * trial.invader.intensity) *
                      chance.noise;
  movement += trial.front_momentum * trial.invader.intensity;
  if (breakthroughs) {
    const Real rate = p.breakthrough_rate *
                      logistic(p.breakthrough_slope * (abs(nu) - p.breakthrough_threshold)) * x;
    const Mask breaks = trial.fighting & (chance.breakthrough < rate) & !(nu == Real(0));
    if (any(breaks)) {
      const Real mean_depth =
          select(advancing, p.breakthrough_depth_pct, p.defender_breakthrough_depth_pct);
      const Real depth = -mean_depth * log(max(chance.depth, kLeastUniform));
      movement += select(breaks, select(advancing, depth, -depth), Real(0));
    }
  }
  if (culmination) movement = culminating(p, movement);
  flows.front_intensity = x;
  flows.movement_pct = select(trial.fighting, movement, Real(0));
  trial.occupied_share_pct =
      select(trial.fighting,
             clip(trial.occupied_share_pct + movement, p.least_share_pct, p.largest_share_pct),
             trial.occupied_share_pct);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
