// Peace and war as the two states of a stationary Markov game (Shapley 1953). In peace an occasion
// arises now and then on which both players choose at once to keep or to break. The value of the
// war that follows depends on which side began it. So either may break for fear that the other will
// (Schelling 1960; Jervis 1978; Powell 1999).
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What the game is worth to one player, utility.
struct PeaceStakes {
  Real lasting_peace;  // a peace that nobody breaks
  Real war_begun;      // a war that it alone began
  Real war_met;        // one that both began
  Real war_suffered;   // one that the other began
};

/// The rates of the clocks, both 1/month.
struct PeaceClocks {
  Real occasion_rate;  // probability of an occasion, 0 .. 1
  Real planning_rate;  // r: a month ahead counts 1 / (1 + r), as in value_of_fighting_on()
};

/// Worth of a month that both keep and of what follows it, if on each later occasion the player
/// breaks with probability `own` and the other with `other`:
///   (1 + r) N = r U + (1 - h) N + h E[N or the war that follows], solved for N.
inline Real value_of_kept_peace(const PeaceStakes& s, const PeaceClocks& clocks, Real own,
                                Real other) {
  const Real own_keeps = Real(1) - own, other_keeps = Real(1) - other;
  const Real wars = own * other_keeps * s.war_begun + own * other * s.war_met +
                    own_keeps * other * s.war_suffered;
  const Real broken = own + other * own_keeps;
  return (clocks.planning_rate * s.lasting_peace + clocks.occasion_rate * wars) /
         (clocks.planning_rate + clocks.occasion_rate * broken);
}

/// The two options on an occasion.
struct KeepOrBreak {
  Real keeping, breaking;  // utility
};

inline KeepOrBreak keep_or_break_utilities(const PeaceStakes& s, const PeaceClocks& clocks,
                                           Real own, Real other) {
  const Real kept = value_of_kept_peace(s, clocks, own, other);
  return {kept + other * (s.war_suffered - kept), s.war_begun + other * (s.war_met - s.war_begun)};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
