// P13: a state that has refused Ukraine's accession votes no again until something changes: its
// government, a payment for its vote, or its own view of the question.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Lanes in which it stands by its refusal. Utilities are logits of `slope` per unit of utility.
inline Mask stands_by_refusal(const Situation& situation, Mask refused, Real utility_then,
                              Real utility_now, Real slope) {
  if (!situation.structure.switches.standing_refusals) return Mask(false);
  const Real change = situation.parameters.accession.change_of_mind * slope;
  return refused & (utility_now - utility_then < change);
}

/// Keeps in mind who said no in a ballot, and how it saw the question then. `stands`: it had said
/// so before and did not look at it anew.
inline void remember_vote(const Situation& situation, Mask taken, Mask said_no, Mask stands,
                          Real utility_now, Mask& refused, Real& utility_then) {
  if (!situation.structure.switches.standing_refusals) return;
  utility_then = select(taken & said_no & !stands, utility_now, utility_then);
  refused = (taken & said_no) | (refused & !(taken & !said_no));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
