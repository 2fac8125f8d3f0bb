// P17: incidents of a peace. They start small and either die down or climb, rung by rung; none
// starts a war by itself, but each rung gives occasions to decide on one. Monitoring, a
// demilitarised zone and proportionate answers keep them rare and calm them (Fortna 2003, 2004).
#pragma once

#include "agents/war_and_peace/violations.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr double kBrink = 3;  // the highest rung: there the question is put

/// Monthly probability that an incident begins.
inline Real incident_onset(const Trial& trial, const Situation& situation, Real credibility) {
  const auto& p = situation.parameters.reinvasion;
  const Watch watch = watch_in_force(trial, situation);
  Real rate = p.crisis_rate * select(trial.frozen, p.incident_frozen, Real(1)) *
              exp(-trial.months_of_peace / p.incident_decay_months) *
              (Real(1) - p.crisis_monitoring * watch.monitoring) *
              (Real(1) - p.crisis_zone * watch.zone) *
              (Real(1) - p.accident_deterrence * credibility);
  if (situation.structure.switches.violations) rate *= danger_of_escalation(trial, situation);
  return rate;
}

/// Monthly probability that an incident dies down.
inline Real incident_calms(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.reinvasion;
  return logistic(p.calm_base + p.calm_monitoring * watch_in_force(trial, situation).monitoring +
                  p.calm_response * situation.levers.proportionate_response +
                  p.calm_force * indicator(trial.institutions.force));
}

/// An incident begins, dies down, or climbs a rung; from the brink it passes.
inline void climb_or_calm(Trial& trial, const Situation& situation, Real credibility) {
  if (!situation.structure.switches.crises) return;
  const FourReals u = draw_uniforms(situation.chance, situation.month, Purpose::kIncident);
  Real& rung = trial.compliance.crisis;
  const Mask begins =
      (rung == Real(0)) & (u.value[0] < incident_onset(trial, situation, credibility));
  const Mask calms = (rung >= Real(kBrink)) | (u.value[1] < incident_calms(trial, situation));
  const Real next =
      select(rung > Real(0), select(calms, Real(0), rung + Real(1)), indicator(begins));
  rung = select(at_peace(trial), next, Real(0));
}

/// What Moscow loses of surprise where it is watched, log strength on its threshold of victory.
inline Real lost_surprise(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.crises) return 0;
  const Watch watch = watch_in_force(trial, situation);
  return situation.parameters.reinvasion.watched * max(watch.monitoring, watch.zone);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
