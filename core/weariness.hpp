// P10: war weariness of both societies, which relaxes to a level set by the events of the month.
#pragma once

#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline void update_weariness(Trial& trial, const Flows& flows, const weariness_parameters& p,
                             Real conscription) {
  Side &invader = trial.invader, &defender = trial.defender;
  const Real at_war_defender = clip(
      p.defender_base +
          p.defender_casualties *
              (flows.defender_casualties_thousand / p.defender_reference_casualties_thousand) *
              (Real(1) + p.conscription_resentment * conscription) +
          p.damage * (Real(1) - trial.infrastructure) + p.defender_stress * defender.fiscal_stress -
          p.winning_relief * indicator(flows.strength < Real(0)),
      0, 1);
  const Real at_war_invader =
      clip(p.invader_base +
               p.invader_casualties *
                   (flows.invader_casualties_thousand / p.invader_reference_casualties_thousand) +
               p.invader_stress * invader.fiscal_stress,
           0, 1);
  const Real defender_target = select(trial.fighting, at_war_defender, p.defender_peace);
  const Real invader_target = select(trial.fighting, at_war_invader, p.invader_peace);
  defender.weariness += p.adjustment * (defender_target - defender.weariness);
  invader.weariness += p.adjustment * (invader_target - invader.weariness);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
