// One trial: the plain model, for a trace, a debugger, and as the reference of the other widths.
#pragma once

#include <cstdint>
#include <cstring>

#include "core/lanes_scalar_words.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kLanes = 1;

/// A struct also at one lane: otherwise `0.5 * x` would slip into double.
struct Real {
  float value = 0;
  Real() = default;
  Real(double x) : value(static_cast<float>(x)) {}
  static Real load(const float* from) {
    Real r;
    r.value = *from;
    return r;
  }
  void store(float* to) const { *to = value; }
};

struct Mask {
  bool value = false;
  Mask() = default;
  explicit Mask(bool all) : value(all) {}
};

inline Real raw(float x) {
  Real r;
  r.value = x;
  return r;
}

inline Real operator+(Real a, Real b) { return raw(a.value + b.value); }
inline Real operator-(Real a, Real b) { return raw(a.value - b.value); }
inline Real operator*(Real a, Real b) { return raw(a.value * b.value); }
inline Real operator/(Real a, Real b) { return raw(a.value / b.value); }
inline Real operator-(Real a) { return raw(-a.value); }
inline Mask operator<(Real a, Real b) { return Mask(a.value < b.value); }
inline Mask operator<=(Real a, Real b) { return Mask(a.value <= b.value); }
inline Mask operator>(Real a, Real b) { return Mask(a.value > b.value); }
inline Mask operator>=(Real a, Real b) { return Mask(a.value >= b.value); }
inline Mask operator==(Real a, Real b) { return Mask(a.value == b.value); }
inline Mask operator&(Mask a, Mask b) { return Mask(a.value && b.value); }
inline Mask operator|(Mask a, Mask b) { return Mask(a.value || b.value); }
inline Mask operator!(Mask a) { return Mask(!a.value); }
inline bool any(Mask a) { return a.value; }

inline Real select(Mask m, Real a, Real b) { return m.value ? a : b; }
// As in the vector units, the second is taken if both are equal (0 and -0) or one is a NaN.
inline Real min(Real a, Real b) { return a.value < b.value ? a : b; }
inline Real max(Real a, Real b) { return a.value > b.value ? a : b; }
inline Real sqrt(Real a) { return raw(__builtin_sqrtf(a.value)); }

template <int N>
Words shift_left(Words a) {
  return a.value << N;
}
template <int N>
Words shift_right(Words a) {
  return a.value >> N;
}
inline Words bits_of(Real a) {
  std::uint32_t w;
  std::memcpy(&w, &a.value, sizeof w);
  return w;
}
inline Real real_from_bits(Words a) {
  float x;
  std::memcpy(&x, &a.value, sizeof x);
  return raw(x);
}
/// The words as signed integers, rounded to the nearest float.
inline Real real_from_int(Words a) {
  return raw(static_cast<float>(static_cast<std::int32_t>(a.value)));
}

/// Product of the low halves with `factor`.
inline WideWords multiply(WideWords a, std::uint32_t factor) {
  return {(a.value & 0xffffffffu) * factor};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
