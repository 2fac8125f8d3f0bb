// P11: a freeze is worth the status that is expected to follow it. Guarantees may still come once
// the guns are silent, and both leaders know it.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/actors/united_states.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// p: the believed chance that NATO membership follows a freeze within the planning horizon: the
/// rate of its delivery against that of the horizon, if Washington would vote for it. Version 0.1.
inline Real anticipated_nato(const Trial& trial, const Situation& situation) {
  const Real rate =
      situation.parameters.peace.freeze_nato_delivery * situation.levers.nato_fast_track;
  return rate / (rate + situation.parameters.war_hazard.planning_rate) *
         us_yes_probability(trial, situation, /*after_stop=*/true);
}

/// What `of_status` is expected to become by the planning horizon from `now`, where a force, the EU
/// and NATO arrive each with its own chance times `weight`. A member of NATO
/// expects a force alone.
inline Real in_prospect(const Trial& trial, const Situation& situation,
                        const Real (&of_status)[kSecurityLevels], Real now, Real weight = 1) {
  const Institutions& in = trial.institutions;
  const Prospects& hoped = trial.prospects;
  const bool coalition = situation.structure.switches.additive_guarantees;
  const auto mixed = [&](Real value, Mask there, Real chance, Real then) {
    return value + select(there, Real(0), weight * chance) * (then - value);
  };
  const auto with_a_force = [&](Mask there, int without, int with) {
    return mixed(select(there, of_status[with], of_status[without]), there, hoped.force,
                 of_status[with]);
  };
  Institutions with_force = in;
  with_force.force = Mask(true);
  const Real forced = pick(of_status, wartime_status(with_force, coalition));
  const Real eu = with_a_force(in.force | in.parallel, kEu, kEuForce);
  const Real nato = with_a_force(in.force, kNato, kNatoForce);
  Real value = mixed(now, in.force, hoped.force, forced);
  value = mixed(value, in.eu | in.nato, hoped.eu, eu);
  return mixed(value, in.nato, hoped.nato, nato);
}

/// The security part of a freeze: that of the status in force, moved towards what may follow.
inline Real freeze_security(const Trial& trial, const Situation& situation,
                            const Real (&utility)[kSecurityLevels]) {
  const Real status = status_in_force(trial, situation);
  const Real now = pick(utility, status);
  const Switches& on = situation.structure.switches;
  if (!on.anticipation) return now;
  if (on.ballots_in_peace) return in_prospect(trial, situation, utility, now);
  const Real then = select(includes_nato(status), now, utility[kNato]);
  return now + anticipated_nato(trial, situation) * (then - now);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
