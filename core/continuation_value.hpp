// P11: the value of fighting on, in closed form (after Wagner 2000, Powell 2004, Slantchev 2003).
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The three competing exponential clocks of a belligerent: it wins, it loses, or its planning
/// horizon ends with a freeze. Each month of fighting has a cost.
struct WarClocks {
  Real win_rate, lose_rate, planning_rate;  // 1/month
  Real value_of_victory, value_of_defeat;   // utility
  Real value_of_freeze;                     // utility expected at the horizon
  Real cost;                                // utility/month
};

/// W = (h_win V_hi + h_lose V_lo + r F - c) / (h_win + h_lose + r).
/// h_win .004, h_lose .001, r .03, V 1.06, -.2, F .5, c .006 -> .372571
inline Real value_of_fighting_on(const WarClocks& c) {
  return (c.win_rate * c.value_of_victory + c.lose_rate * c.value_of_defeat +
          c.planning_rate * c.value_of_freeze - c.cost) /
         (c.win_rate + c.lose_rate + c.planning_rate);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
