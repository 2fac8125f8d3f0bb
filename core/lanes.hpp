// The numeric type of the model: a batch of trials side by side, one trial in each SIMD lane.
//
// Everything below this header is written once over `Real` and `Mask` and never speaks of a width.
// A translation unit chooses the instruction set with ARMISTICE_LANE_SET; the default, `scalar`, is
// the plain model with one trial. The name is also that of an inline namespace, so that objects
// compiled for different sets share no function (the linker would merge them).
#pragma once

#define ARMISTICE_LANE_SET_ID_scalar 0
#define ARMISTICE_LANE_SET_ID_sse2 1
#define ARMISTICE_LANE_SET_ID_avx2 2
#define ARMISTICE_LANE_SET_ID_avx512 3
#define ARMISTICE_LANE_SET_ID_device 4
#define ARMISTICE_JOIN_(a, b) a##b
#define ARMISTICE_JOIN(a, b) ARMISTICE_JOIN_(a, b)
#define ARMISTICE_QUOTE_(x) #x
#define ARMISTICE_QUOTE(x) ARMISTICE_QUOTE_(x)

#ifndef ARMISTICE_LANE_SET
#define ARMISTICE_LANE_SET scalar
#endif
#define ARMISTICE_LANE_SET_ID ARMISTICE_JOIN(ARMISTICE_LANE_SET_ID_, ARMISTICE_LANE_SET)

#if defined(ARMISTICE_LANES)  // a set that only its own programs know
#include ARMISTICE_LANES
#elif ARMISTICE_LANE_SET_ID == 3
#include "core/lanes_avx512.hpp"
#elif ARMISTICE_LANE_SET_ID == 0
#include "core/lanes_scalar.hpp"
#elif ARMISTICE_LANE_SET_ID == 4
#include "core/lanes_device.hpp"
#else
#include "core/lanes_vector.hpp"
#endif

namespace armistice::inline ARMISTICE_LANE_SET {

#if ARMISTICE_LANE_SET_ID != 4
/// Lanes side by side in a row of a table.
inline constexpr int kTableLanes = kLanes;
/// A parameter, as the model reads it.
using ParameterValue = Real;
#endif

inline Real& operator+=(Real& a, Real b) { return a = a + b; }
inline Real& operator-=(Real& a, Real b) { return a = a - b; }
inline Real& operator*=(Real& a, Real b) { return a = a * b; }
inline Mask& operator|=(Mask& a, Mask b) { return a = a | b; }
inline Mask& operator&=(Mask& a, Mask b) { return a = a & b; }

inline Real clip(Real x, Real low, Real high) { return min(max(x, low), high); }

/// 1 where the mask holds, else 0: the Iverson bracket of the equations.
inline Real indicator(Mask m) { return select(m, Real(1), Real(0)); }

/// The entry of a small table at a whole number held in a Real; `index` must lie in 0 .. N-1.
template <int N>
Real pick(const Real (&table)[N], Real index) {
  Real value = table[0];
  for (int i = 1; i < N; ++i) value = select(index >= Real(i), table[i], value);
  return value;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
