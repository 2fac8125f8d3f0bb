// One trial in each thread of a device. The numbers are those of the plain model. The tables have
// rows of several trials, one for each thread of a group, so that neighbours read side by side.
#pragma once

#include "core/lanes_scalar.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kTableLanes = 16;

#if defined(ARMISTICE_COPIED_PARAMETERS)
using ParameterValue = Real;
#else
/// A parameter where it stands in a table [parameter][lane]: the next one of the same trial is a
/// row away. So a trial reads its parameters in place and holds no copy.
struct ParameterValue {
  float value;
  float of_neighbours[kTableLanes - 1];

  ParameterValue(const ParameterValue& other) : value(other.value) {}
  ParameterValue& operator=(const ParameterValue& other) {
    value = other.value;
    return *this;
  }
  operator Real() const { return raw(value); }
};
#endif

}  // namespace armistice::inline ARMISTICE_LANE_SET
