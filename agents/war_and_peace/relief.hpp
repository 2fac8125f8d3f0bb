// P5, P17: relief from sanctions after a stop follows the terms, and compliance with them.
#pragma once

#include "agents/decision/settlement.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Phased relief: economic levels 1 and 2.
inline Mask phases_in(const Trial& trial) {
  const Real economy = trial.settlement.terms.economy;
  return (economy >= Real(1)) & (economy < Real(kEconomyLevels - 1));
}

/// How far relief has come, 0 .. 1: 1 where it does not phase in. An escalatory violation starts it
/// anew.
inline Real relief_in_force(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.phased_relief) return 1;
  const Real phase =
      min(trial.compliance.months_of_relief / situation.parameters.peace.relief_months, 1);
  return select(phases_in(trial), phase, Real(1));
}

/// What a stop leaves of the losses to squeeze and embargo, by the economic level of its terms.
inline Real sanctions_left_in_peace(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.phased_relief)
    return situation.parameters.invader_finance.peace_bite;
  const auto& p = situation.parameters.peace;
  const Real phased = Real(1) - (Real(1) - p.phased_bite) * relief_in_force(trial, situation);
  const Real left[kEconomyLevels] = {1, phased, phased, p.relieved_bite};
  return pick(left, trial.settlement.terms.economy);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
