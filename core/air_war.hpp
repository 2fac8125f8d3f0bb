// P7a: the air war: the share intercepted, the damage done, the infrastructure that remains.
#pragma once

#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Share of attacking weapons stopped. Efforts add up and saturate; interceptors that America needs
/// elsewhere are missing (`diverted`, 0 .. 1).
inline Real interception_rate(const air_war_parameters& p, Real integrated_defence, Real logistics,
                              Real us_stance, Real diverted = 0) {
  const Real effort = p.integrated_effort * integrated_defence + p.logistics_effort * logistics;
  return clip(p.base_interception + p.largest_gain * effort / (p.effort_at_half_gain + effort) +
                  p.us_gain * us_stance - p.diverted_interception * diverted,
              p.least_interception, p.largest_interception);
}

/// How many weapons fly at the defender's rear, 1 at the start of a full campaign: a part of them
/// whatever the campaign on the ground, and more of them from month to month.
inline Real strike_volume(const air_war_parameters& p, Real intensity, int month) {
  const Real apart = p.strikes_without_campaign;
  return (apart + (Real(1) - apart) * intensity) *
         (Real(1) + p.strike_growth * min(Real(month), p.strike_growth_months));
}

/// `integrated_defence` and `logistics` are intensities 0 .. 1; `month` is counted from the start.
inline void fight_in_the_air(Trial& trial, Flows& flows, const air_war_parameters& p,
                             Real integrated_defence, Real logistics, int month = 0,
                             Real diverted = 0) {
  flows.interception =
      interception_rate(p, integrated_defence, logistics, trial.us_stance, diverted);
  const Real attack =
      select(trial.fighting, strike_volume(p, trial.invader.intensity, month), Real(0));
  const Real leakage =
      attack * trial.invader.materiel * (Real(1) - flows.interception) / p.reference_leakage;
  flows.civilian_deaths_thousand = p.civilian_deaths_thousand * leakage;
  Real& standing = trial.infrastructure;
  standing = clip(standing + p.repair * (Real(1) - standing) * (Real(1) + trial.reconstruction) -
                      p.damage * leakage * standing,
                  p.least_infrastructure, 1);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
