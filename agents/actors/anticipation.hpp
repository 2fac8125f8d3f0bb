// P11: a freeze is worth the status that is expected to follow it. The West may admit Ukraine to
// NATO once the guns are silent, and both leaders know it.
#pragma once

#include "agents/actors/united_states.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// p: the believed chance that NATO membership follows a freeze within the planning horizon: the
/// rate of its delivery against that of the horizon, if Washington would vote for it.
inline Real anticipated_nato(const Trial& trial, const Situation& situation) {
  const Real rate =
      situation.parameters.peace.freeze_nato_delivery * situation.levers.nato_fast_track;
  return rate / (rate + situation.parameters.war_hazard.planning_rate) *
         us_yes_probability(trial, situation, /*after_stop=*/true);
}

/// The security part of a freeze: that of the status in force, mixed with NATO's by its weight.
inline Real freeze_security(const Trial& trial, const Situation& situation,
                            const Real (&utility)[kSecurityLevels]) {
  const Real status = wartime_status(trial.institutions);
  const Real now = pick(utility, status);
  if (!situation.structure.switches.anticipation) return now;
  const Real then = select(status < Real(kNato), utility[kNato], now);
  return now + anticipated_nato(trial, situation) * (then - now);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
