// A tail event, off by default: the chance that a leader who expects to lose uses a nuclear weapon.
// It is reported and changes nothing else; what would follow is beyond this model.
#pragma once

#include "agents/actors/expectations.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Monthly hazard of war: rate e^(desperation max(0, -f_R)), at most 1.
inline Real nuclear_use_probability(const Situation& situation, const Outlook& invader) {
  const auto& p = situation.parameters.putin;
  return min(p.nuclear_rate * exp(p.nuclear_desperation * max(-invader.expected_net_strength, 0)),
             1);
}

/// Lanes in which it happens this month.
inline Mask nuclear_use(Mask at_war, const Situation& situation, const Outlook& invader) {
  if (!situation.structure.switches.nuclear_tail || !any(at_war)) return Mask(false);
  constexpr int word = 2;  // of the attacks'
  const Real uniform =
      draw_uniforms(situation.chance, situation.month, Purpose::kAttack).value[word];
  return at_war & (uniform < nuclear_use_probability(situation, invader));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
