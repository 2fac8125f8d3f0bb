// What an actor chooses, or what an intervention holds it to. Interventions show how often another
// choice by the same actor changes how a trial ends. Every choice that can be held passes through
// here.
#pragma once

#include "agents/decision/situation.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kInvaderLeader = 0, kDefenderLeader = 1;

/// `own`, unless the actor is held to somewhere between `low` and `high`.
inline Real chosen(const Situation& situation, Choice choice, int actor, Real own, Real low,
                   Real high) {
  const Intervention& held = situation.intervention;
  if (held.choice != choice || held.actor != actor) return own;
  return low + Real(held.end) * (high - low);
}

/// A voter's private cost of a yes, 0 .. 1, in every ballot of one kind. No utility outweighs 2,
/// since a probability is at most 1, and -1 needs no utility. So a fixed vote is cast in each
/// ballot, whatever is at stake or paid for it.
inline Real cost_of_a_yes(const Situation& situation, int voter, Real own) {
  return chosen(situation, Choice::kVote, voter, own, 2, -1);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
