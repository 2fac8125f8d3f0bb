// P7a: the air war: the share intercepted, the damage done, the infrastructure that remains.
#pragma once

#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Share of attacking weapons stopped. Efforts add up and saturate.
inline Real interception_rate(const air_war_parameters& p, Real integrated_defence, Real logistics,
                              Real us_stance) {
  const Real effort = p.integrated_effort * integrated_defence + p.logistics_effort * logistics;
  return clip(p.base_interception + p.largest_gain * effort / (p.effort_at_half_gain + effort) +
                  p.us_gain * us_stance,
              p.least_interception, p.largest_interception);
}

/// `integrated_defence` and `logistics` are intensities 0 .. 1.
inline void fight_in_the_air(Trial& trial, Flows& flows, const air_war_parameters& p,
                             Real integrated_defence, Real logistics) {
  flows.interception = interception_rate(p, integrated_defence, logistics, trial.us_stance);
  const Real attack = select(trial.fighting, trial.invader.intensity, Real(0));
  const Real leakage =
      attack * trial.invader.materiel * (Real(1) - flows.interception) / p.reference_leakage;
  flows.civilian_deaths_thousand = p.civilian_deaths_thousand * leakage;
  Real& standing = trial.infrastructure;
  standing = clip(standing + p.repair * (Real(1) - standing) * (Real(1) + trial.reconstruction) -
                      p.damage * leakage * standing,
                  p.least_infrastructure, 1);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
