// What an actor may look at besides the trial itself: fixed for the month.
#pragma once

#include "agents/decision/levers.hpp"
#include "agents/decision/parameters.hpp"
#include "core/chance.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

struct Situation {
  const CastTable& cast;
  const Parameters& parameters;
  const Structure& structure;
  const Chance& chance;
  Levers target;  // where the levers are heading: a course announced at the start
  Levers levers;  // where they are
  int month = 0;  // since the start
  int us_change_month = 0;
  int patron_change_month = kNoMonth;
  Intervention intervention{};
};

}  // namespace armistice::inline ARMISTICE_LANE_SET
