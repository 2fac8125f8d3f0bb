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

/// Part of the usual intake that a pool still gives: all until it is scarce, then in proportion.
inline Real pool_yield(Real left, Real at_start, Real scarcity) {
  const Real scarce = scarcity * at_start;
  return select(scarce > Real(0), min(left / select(scarce > Real(0), scarce, Real(1)), 1),
                Real(0));
}

/// Men of a month, thousand: from the pool of contracts or mobilisation, and from the second one.
struct Intake {
  Real recruits, reserve;
};

inline Intake as_far_as_there_are(const Side& side, const Intake& wanted, Real pool, Real second,
                                  Real scarcity) {
  return {min(wanted.recruits * pool_yield(side.recruits, pool, scarcity), side.recruits),
          min(wanted.reserve * pool_yield(side.reserve, second, scarcity), side.reserve)};
}

/// A month of war of the invader: contracts, and the emergency call-up when men are short.
inline Intake generate_invader_forces(const Side& side, const forces_parameters& p,
                                      Real called_up) {
  const Real contracts =
      p.invader_intake_thousand *
      (Real(1) - p.intake_stress_penalty * max(side.fiscal_stress - p.intake_stress_threshold, 0)) *
      (Real(1) - p.invader_intake_weariness_penalty * side.weariness) *
      (p.quiet_intake + (Real(1) - p.quiet_intake) * side.intensity);
  return {contracts, called_up};
}

/// A month of war of the defender: mobilisation, and conscripts from 18 on. Without `pools` all
/// come from one.
inline Intake generate_defender_forces(const Side& side, const forces_parameters& p,
                                       Real conscription, bool pools) {
  const Real conscripts = p.conscription_yield_thousand * conscription;
  const auto willing = [&](Real men) {
    return men * (Real(1) - p.defender_intake_weariness_penalty * side.weariness) *
           (Real(1) - p.defender_intake_stress_penalty * side.fiscal_stress);
  };
  if (!pools) return {willing(p.defender_intake_thousand + conscripts), 0};
  return {willing(p.defender_intake_thousand), willing(conscripts)};
}

/// What leaves a side in a month of war besides its casualties, thousand.
inline Real invader_turnover(const Side& side, const forces_parameters& p) {
  return p.invader_turnover * side.manpower;
}
inline Real desertion(const Side& side, const forces_parameters& p) {
  return p.desertion * side.manpower *
         (p.desertion_base + p.desertion_per_weariness * side.weariness);
}

/// Takes a month's intake out of the pools, in war; casualties stay within the men that there are.
inline void recruit(Side& side, const Intake& intake, Mask fighting, Real leaving,
                    Real permanent_loss, Real least_manpower, Real& casualties) {
  side.recruits = max(side.recruits - select(fighting, intake.recruits, Real(0)), 0);
  side.reserve = max(side.reserve - select(fighting, intake.reserve, Real(0)), 0);
  const Real men = side.manpower + intake.recruits + intake.reserve - leaving - least_manpower;
  const Mask lost_for_good = permanent_loss > Real(0);
  const Real most = max(men, 0) / select(lost_for_good, permanent_loss, Real(1));
  casualties = select(fighting & lost_for_good, min(casualties, most), casualties);
}

/// Men that a call-up of reserves brings in a month, thousand; it tires the home front.
inline Real call_up(Trial& trial, const forces_parameters& p, bool mobilisation) {
  Side& side = trial.invader;
  const Real readiness = mobilisation ? p.emergency_mobilisation : Real(0);
  const Real shortfall = max(p.mobilisation_threshold * side.initial_manpower - side.manpower, 0);
  side.weariness +=
      select(trial.fighting,
             p.mobilisation_resentment * readiness * shortfall / side.initial_manpower, Real(0));
  return p.mobilisation_rate * readiness * shortfall;
}

/// War: intake against losses. Peace: both sides demobilise towards their peacetime strength.
/// `pools`: nobody is recruited twice.
inline void generate_forces(Trial& trial, Flows& flows, const forces_parameters& p,
                            const peace_parameters& peace, Real conscription, bool mobilisation,
                            bool pools = false) {
  Side &invader = trial.invader, &defender = trial.defender;
  const Mask neutral = under_terms(trial) & (trial.settlement.terms.security == Real(kNeutral));
  const Real defender_share = select(neutral, peace.neutral_forces, peace.peace_forces);
  const Side rested = invader;  // before a call-up tires it
  Intake invading = generate_invader_forces(rested, p, call_up(trial, p, mobilisation));
  Intake defending = generate_defender_forces(defender, p, conscription, pools);
  const Real turnover = invader_turnover(invader, p), deserters = desertion(defender, p);
  if (pools) {
    invading = as_far_as_there_are(invader, invading, p.invader_contract_pool_thousand,
                                   p.invader_reserve_thousand, p.pool_scarcity);
    defending = as_far_as_there_are(defender, defending, p.defender_pool_thousand,
                                    p.defender_cohort_thousand, p.pool_scarcity);
    recruit(invader, invading, trial.fighting, turnover, p.invader_permanent_loss,
            p.least_invader_manpower_thousand, flows.invader_casualties_thousand);
    recruit(defender, defending, trial.fighting, deserters, p.defender_permanent_loss,
            p.least_defender_manpower_thousand, flows.defender_casualties_thousand);
  }
  const Real invader_change = select(
      trial.fighting,
      invading.recruits + invading.reserve -
          p.invader_permanent_loss * flows.invader_casualties_thousand - turnover,
      peace.demobilisation * (peace.peace_forces * invader.initial_manpower - invader.manpower));
  const Real defender_change = select(
      trial.fighting,
      defending.recruits + defending.reserve -
          p.defender_permanent_loss * flows.defender_casualties_thousand - deserters,
      peace.demobilisation * (defender_share * defender.initial_manpower - defender.manpower));
  invader.manpower = max(invader.manpower + invader_change, p.least_invader_manpower_thousand);
  defender.manpower = max(defender.manpower + defender_change, p.least_defender_manpower_thousand);
  flows.invader_manpower_growth = invader_change / invader.manpower;
  flows.defender_manpower_growth = defender_change / defender.manpower;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
