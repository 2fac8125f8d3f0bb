// P15: an army or a state gives way. A probability a month, rising with how far the other side's
// strength goes beyond what has decided wars.
#pragma once

#include "core/flows.hpp"
#include "core/lane_math.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Counts months in a row that were bad for a side: it lost land, or Moscow's budget broke.
inline void count_bad_months(Trial& trial, const Flows& flows, const collapse_parameters& p) {
  const Mask lost = flows.movement_pct > p.bad_month_pct;
  const Mask retreated =
      (flows.movement_pct < -p.bad_month_pct) | (trial.invader.fiscal_stress > p.bad_month_stress);
  const auto count = [&](Side& side, Mask bad) {
    side.bad_months = select(trial.fighting & bad, side.bad_months + Real(1), Real(0));
  };
  count(trial.defender, lost);
  count(trial.invader, retreated);
}

/// Where a run of bad months has been long enough for a side to give way.
inline Mask after_a_run(const Side& side, const collapse_parameters& p) {
  return side.bad_months >= p.least_bad_months;
}

inline Real defender_collapse_probability(const Trial& trial, const Flows& flows,
                                          const collapse_parameters& p,
                                          const war_hazard_parameters& war, Real dead_zone) {
  return p.defender_rate * war.rate *
         logistic(war.slope * (flows.strength - dead_zone - war.threshold +
                               p.defender_weariness *
                                   (trial.defender.weariness - p.defender_weariness_reference)));
}

inline Real invader_collapse_probability(const Trial& trial, const Flows& flows,
                                         const collapse_parameters& p,
                                         const war_hazard_parameters& war, Real dead_zone) {
  const Side& side = trial.invader;
  return p.invader_rate * war.rate *
         logistic(war.slope *
                  (-flows.strength - dead_zone - war.threshold +
                   p.invader_stress * (side.fiscal_stress - p.invader_stress_reference) +
                   p.invader_weariness * (side.weariness - p.invader_weariness_reference)));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
