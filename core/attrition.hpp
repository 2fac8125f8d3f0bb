// P7b: force generation and attrition: casualties under the chosen law, recruitment, desertion.
#pragma once

#include "core/attrition_law.hpp"
#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Factor of a side's losses, 1 at initial manpower: enemy^p own^q, both relative to their start.
inline Real attrition_factor(AttritionLaw law, Real enemy, Real own) {
  switch (law) {
    case AttritionLaw::kSquare:
      return enemy;
    case AttritionLaw::kLinear:
      return enemy * own;
    case AttritionLaw::kLogarithmic:
      return own;
    case AttritionLaw::kMixed:
      break;
  }
  return sqrt(enemy * own);
}

/// Killed and wounded of both sides in the month, thousand.
inline void suffer_casualties(const Trial& trial, Flows& flows, const forces_parameters& p,
                              const peace_parameters& peace, AttritionLaw law) {
  const Side &invader = trial.invader, &defender = trial.defender;
  const Real x_invader = select(trial.fighting, effort_of(invader), Real(0));
  const Real x_defender = select(trial.fighting, defender.intensity, Real(0));
  const Real m_invader = invader.manpower / invader.initial_manpower;
  const Real m_defender = defender.manpower / defender.initial_manpower;
  const Real scale = select(trial.fighting, Real(1), peace.casualties);
  const Real active = Real(1) - p.quiet_casualties;

  flows.invader_casualties_thousand =
      scale * p.invader_casualties_thousand * attrition_factor(law, m_defender, m_invader) *
      (p.quiet_casualties + active * x_invader) * sqrt(defender.materiel) *
      (Real(1) + p.us_lethality * max(trial.us_stance, 0));
  flows.defender_casualties_thousand =
      scale * p.defender_casualties_thousand * attrition_factor(law, m_invader, m_defender) *
      (p.quiet_casualties + active * max(x_invader, p.counterattack_exposure * x_defender)) *
      sqrt(invader.materiel);
}

/// Net change of the invader's manpower in a month of war, thousand; the emergency call-up also
/// tires the home front.
inline Real generate_invader_forces(Trial& trial, const Flows& flows, const forces_parameters& p,
                                    bool mobilisation) {
  Side& side = trial.invader;
  const Real readiness = mobilisation ? p.emergency_mobilisation : Real(0);
  const Real shortfall = max(p.mobilisation_threshold * side.initial_manpower - side.manpower, 0);
  const Real intake = p.invader_intake_thousand *
                          (Real(1) - p.intake_stress_penalty *
                                         max(side.fiscal_stress - p.intake_stress_threshold, 0)) *
                          (Real(1) - p.invader_intake_weariness_penalty * side.weariness) *
                          (p.quiet_intake + (Real(1) - p.quiet_intake) * side.intensity) +
                      p.mobilisation_rate * readiness * shortfall;
  side.weariness +=
      select(trial.fighting,
             p.mobilisation_resentment * readiness * shortfall / side.initial_manpower, Real(0));
  return intake - p.invader_permanent_loss * flows.invader_casualties_thousand -
         p.invader_turnover * side.manpower;
}

/// Net change of the defender's manpower in a month of war, thousand.
inline Real generate_defender_forces(const Trial& trial, const Flows& flows,
                                     const forces_parameters& p, Real conscription) {
  const Side& side = trial.defender;
  const Real intake = (p.defender_intake_thousand + p.conscription_yield_thousand * conscription) *
                      (Real(1) - p.defender_intake_weariness_penalty * side.weariness) *
                      (Real(1) - p.defender_intake_stress_penalty * side.fiscal_stress);
  return intake - p.defender_permanent_loss * flows.defender_casualties_thousand -
         p.desertion * side.manpower *
             (p.desertion_base + p.desertion_per_weariness * side.weariness);
}

/// War: intake against losses. Peace: both sides demobilise towards their peacetime strength.
inline void generate_forces(Trial& trial, Flows& flows, const forces_parameters& p,
                            const peace_parameters& peace, Real conscription, bool mobilisation) {
  Side &invader = trial.invader, &defender = trial.defender;
  const Mask neutral = under_terms(trial) & (trial.settlement.terms.security == Real(kNeutral));
  const Real defender_share = select(neutral, peace.neutral_forces, peace.peace_forces);
  const Real invader_change = select(
      trial.fighting, generate_invader_forces(trial, flows, p, mobilisation),
      peace.demobilisation * (peace.peace_forces * invader.initial_manpower - invader.manpower));
  const Real defender_change = select(
      trial.fighting, generate_defender_forces(trial, flows, p, conscription),
      peace.demobilisation * (defender_share * defender.initial_manpower - defender.manpower));
  invader.manpower = max(invader.manpower + invader_change, p.least_invader_manpower_thousand);
  defender.manpower = max(defender.manpower + defender_change, p.least_defender_manpower_thousand);
  flows.invader_manpower_growth = invader_change / invader.manpower;
  flows.defender_manpower_growth = defender_change / defender.manpower;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
