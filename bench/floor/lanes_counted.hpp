// One trial, like core/lanes_scalar.hpp, that counts what it computes. The elementary functions are
// told apart by a shift that each alone uses (core/lane_math.hpp, core/chance.hpp).
#pragma once

#include <cstdint>
#include <cstring>

#include "core/lanes_scalar_words.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kLanes = 1;

/// How often each was done.
struct Counts {
  std::uint64_t arithmetic = 0;  // + - * and the sign
  std::uint64_t divisions = 0, roots = 0;
  std::uint64_t choices = 0;  // comparisons, minima, maxima, selections, masks
  std::uint64_t loads = 0, stores = 0;
  std::uint64_t products = 0;  // of words: two in each round of a block of random words
  std::uint64_t exponentials = 0, logarithms = 0, normal_pairs = 0, halvings = 0;
};
inline Counts counted_work;

struct Real {
  float value = 0;
  Real() = default;
  Real(double x) : value(static_cast<float>(x)) {}
  static Real load(const float* from) {
    ++counted_work.loads;
    Real r;
    r.value = *from;
    return r;
  }
  void store(float* to) const {
    ++counted_work.stores;
    *to = value;
  }
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
inline Real computed(float x) {
  ++counted_work.arithmetic;
  return raw(x);
}
inline Mask chosen(bool x) {
  ++counted_work.choices;
  return Mask(x);
}

inline Real operator+(Real a, Real b) { return computed(a.value + b.value); }
inline Real operator-(Real a, Real b) { return computed(a.value - b.value); }
inline Real operator*(Real a, Real b) { return computed(a.value * b.value); }
inline Real operator/(Real a, Real b) {
  ++counted_work.divisions;
  return raw(a.value / b.value);
}
inline Real operator-(Real a) { return computed(-a.value); }
inline Mask operator<(Real a, Real b) { return chosen(a.value < b.value); }
inline Mask operator<=(Real a, Real b) { return chosen(a.value <= b.value); }
inline Mask operator>(Real a, Real b) { return chosen(a.value > b.value); }
inline Mask operator>=(Real a, Real b) { return chosen(a.value >= b.value); }
inline Mask operator==(Real a, Real b) { return chosen(a.value == b.value); }
inline Mask operator&(Mask a, Mask b) { return chosen(a.value && b.value); }
inline Mask operator|(Mask a, Mask b) { return chosen(a.value || b.value); }
inline Mask operator!(Mask a) { return chosen(!a.value); }
inline bool any(Mask a) { return a.value; }

inline Real select(Mask m, Real a, Real b) {
  ++counted_work.choices;
  return m.value ? a : b;
}
inline Real min(Real a, Real b) {
  ++counted_work.choices;
  return a.value < b.value ? a : b;
}
inline Real max(Real a, Real b) {
  ++counted_work.choices;
  return a.value > b.value ? a : b;
}
inline Real sqrt(Real a) {
  ++counted_work.roots;
  return raw(__builtin_sqrtf(a.value));
}

template <int N>
Words shift_left(Words a) {
  counted_work.exponentials += N == 23;
  return a.value << N;
}
template <int N>
Words shift_right(Words a) {
  counted_work.logarithms += N == 23;
  counted_work.normal_pairs += N == 30;
  counted_work.halvings += N == 1;  // one of each uniform, and one of each pair of normals
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
inline Real real_from_int(Words a) {
  return raw(static_cast<float>(static_cast<std::int32_t>(a.value)));
}

inline WideWords multiply(WideWords a, std::uint32_t factor) {
  ++counted_work.products;
  return {(a.value & 0xffffffffu) * factor};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
