// P17: Ukraine too may break a peace, rarely, if it expects to be far stronger and has not
// renounced force.
#pragma once

#include "agents/war_and_peace/reinvasion.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Monthly probability that Kyiv resumes the fighting. Force renounced as part of a guarantee that
/// covers unoccupied land only leaves none.
inline Real breach_probability(const Situation& situation, const Outlook& outlook) {
  const auto& p = situation.parameters.reinvasion;
  return p.breach_rate *
         logistic(-p.breach_slope * (outlook.expected_net_strength + p.breach_advantage)) *
         (Real(1) - situation.levers.guarantee_scope);
}

/// Lanes in which Ukraine resumes the war this month, with `probability`. Kyiv's beliefs restart at
/// what it expected when it attacked; Moscow's stay, as Kyiv's do when Moscow attacks.
inline Mask decide_breach(Trial& trial, const Situation& situation, const Outlook& outlook,
                          Real probability, Real uniform) {
  const Mask resumes = at_peace(trial) & !trial.settlement.absorbed & (uniform < probability);
  if (!any(resumes)) return resumes;
  restart_belief(trial.defender, resumes, outlook.expected_net_strength,
                 situation.parameters.beliefs.prior_months);
  resume_fighting(trial, situation, resumes);
  return resumes;
}

/// Step 12, after Moscow has chosen: the same with its switch and its draw.
inline Mask break_the_peace(Trial& trial, const Situation& situation, const Outlook& outlook,
                            Real probability) {
  if (!situation.structure.switches.defender_breach || !any(at_peace(trial))) return Mask(false);
  const Real uniform = draw_uniforms(situation.chance, situation.month, Purpose::kBreach).value[0];
  return decide_breach(trial, situation, outlook, probability, uniform);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
