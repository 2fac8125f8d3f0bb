// P17: signed today, absorbed tomorrow. A demilitarised neighbour may come under Moscow's rule
// without another war. Western help, foreign troops and a budget that is met make it rarer.
#pragma once

#include "agents/war_and_peace/aftermath.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Monthly probability under a peace that left Ukraine neutral and demilitarised.
inline Real absorption_probability(const Trial& trial, const Situation& situation) {
  const Mask exposed = under_terms(trial) & !trial.settlement.absorbed &
                       (delivered_status(trial, situation) == Real(kNeutral));
  const auto& p = situation.parameters.reinvasion;
  const Real helped = max(situation.levers.post_war_package, trial.reconstruction);
  const Real troops = select(trial.institutions.force, p.absorption_force, Real(0));
  const Real aid = p.absorption_aid * (Real(1) - trial.defender.fiscal_stress);
  return select(exposed,
                p.absorption_rate * (Real(1) - helped) * (Real(1) - troops) * (Real(1) - aid),
                Real(0));
}

/// From then on Moscow has no need of a war. Writes the month of the first time.
inline void absorb(Trial& trial, const Situation& situation, Real& month) {
  if (!situation.structure.switches.absorption) return;
  const Real probability = absorption_probability(trial, situation);
  if (!any(probability > Real(0))) return;
  const Real u = draw_uniforms(situation.chance, situation.month, Purpose::kIncident).value[2];
  const Mask now = u < probability;
  trial.settlement.absorbed |= now;
  month = select(now & (month < Real(0)), Real(situation.month + 1), month);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
