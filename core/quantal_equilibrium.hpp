// Quantal response equilibrium of a game of two players with two options each (McKelvey and Palfrey
// 1995), by damped iteration: each month's players have thought a few steps ahead, not for ever.
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Probabilities with which two players take their first options.
struct MixedPair {
  Real row, column;
};

/// Both move `step` of the way to their reply to the other, `iterations` times, at once.
/// `row_reply(column)` and `column_reply(row)` give a probability. A fixed point is an equilibrium;
/// sharp replies that turn around each other need small steps to reach it.
template <class RowReply, class ColumnReply>
MixedPair damped_replies(MixedPair at, const RowReply& row_reply, const ColumnReply& column_reply,
                         Real step, int iterations) {
  for (int i = 0; i < iterations; ++i) {
    const Real row = row_reply(at.column), column = column_reply(at.row);
    at = {at.row + step * (row - at.row), at.column + step * (column - at.column)};
  }
  return at;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
