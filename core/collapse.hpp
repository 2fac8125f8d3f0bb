// P15: an army or a state gives way. A probability a month, rising with how far the other side's
// strength goes beyond what has decided wars.
#pragma once

#include "core/flows.hpp"
#include "core/lane_math.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

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
