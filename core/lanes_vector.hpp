// Four lanes on SSE2 or eight on AVX2, over the compilers' vector extensions: one native register,
// never wider (g++ 12 splits wider vectors badly).
#pragma once

#include <immintrin.h>

#include <cstdint>
#include <cstring>

namespace armistice::inline ARMISTICE_LANE_SET {

#if ARMISTICE_LANE_SET_ID == 2
inline constexpr int kLanes = 8;
#else
inline constexpr int kLanes = 4;
#endif

typedef float FloatVector __attribute__((vector_size(4 * kLanes)));
typedef std::int32_t IntVector __attribute__((vector_size(4 * kLanes)));
typedef std::uint32_t WordVector __attribute__((vector_size(4 * kLanes)));
typedef std::uint64_t WideVector __attribute__((vector_size(4 * kLanes)));

/// One float for each lane. A number becomes the same value in all lanes.
struct Real {
  FloatVector value;
  Real() : value(FloatVector{}) {}
  Real(double x) : value(FloatVector{} + static_cast<float>(x)) {}
  explicit Real(FloatVector v) : value(v) {}
  static Real load(const float* from) {
    Real r;
    std::memcpy(&r.value, from, sizeof r.value);
    return r;
  }
  void store(float* to) const { std::memcpy(to, &value, sizeof value); }
};

/// All bits set where true.
struct Mask {
  IntVector value;
  Mask() : value(IntVector{}) {}
  explicit Mask(bool all) : value(IntVector{} - static_cast<std::int32_t>(all)) {}
  explicit Mask(IntVector v) : value(v) {}
};

/// One 32-bit word for each lane.
struct Words {
  WordVector value;
  Words() : value(WordVector{}) {}
  Words(std::uint32_t x) : value(WordVector{} + x) {}
  explicit Words(WordVector v) : value(v) {}
  static Words load(const std::uint32_t* from) {
    Words w;
    std::memcpy(&w.value, from, sizeof w.value);
    return w;
  }
};

inline Real operator+(Real a, Real b) { return Real(a.value + b.value); }
inline Real operator-(Real a, Real b) { return Real(a.value - b.value); }
inline Real operator*(Real a, Real b) { return Real(a.value * b.value); }
inline Real operator/(Real a, Real b) { return Real(a.value / b.value); }
inline Real operator-(Real a) { return Real(-a.value); }
inline Mask operator<(Real a, Real b) { return Mask((IntVector)(a.value < b.value)); }
inline Mask operator<=(Real a, Real b) { return Mask((IntVector)(a.value <= b.value)); }
inline Mask operator>(Real a, Real b) { return Mask((IntVector)(a.value > b.value)); }
inline Mask operator>=(Real a, Real b) { return Mask((IntVector)(a.value >= b.value)); }
inline Mask operator==(Real a, Real b) { return Mask((IntVector)(a.value == b.value)); }
inline Mask operator&(Mask a, Mask b) { return Mask(a.value & b.value); }
inline Mask operator|(Mask a, Mask b) { return Mask(a.value | b.value); }
inline Mask operator!(Mask a) { return Mask(~a.value); }

#if ARMISTICE_LANE_SET_ID == 2
inline bool any(Mask a) { return _mm256_movemask_ps((__m256)a.value) != 0; }
inline Real select(Mask m, Real a, Real b) {
  return Real((FloatVector)_mm256_blendv_ps((__m256)b.value, (__m256)a.value, (__m256)m.value));
}
inline Real min(Real a, Real b) { return Real((FloatVector)_mm256_min_ps(a.value, b.value)); }
inline Real max(Real a, Real b) { return Real((FloatVector)_mm256_max_ps(a.value, b.value)); }
inline Real sqrt(Real a) { return Real((FloatVector)_mm256_sqrt_ps(a.value)); }
inline WideVector multiply_low_halves(WideVector a, std::uint32_t factor) {
  return (WideVector)_mm256_mul_epu32((__m256i)a, _mm256_set1_epi64x(factor));
}
#else
inline bool any(Mask a) { return _mm_movemask_ps((__m128)a.value) != 0; }
inline Real select(Mask m, Real a, Real b) {
  return Real((FloatVector)(((IntVector)a.value & m.value) | ((IntVector)b.value & ~m.value)));
}
inline Real min(Real a, Real b) { return Real((FloatVector)_mm_min_ps(a.value, b.value)); }
inline Real max(Real a, Real b) { return Real((FloatVector)_mm_max_ps(a.value, b.value)); }
inline Real sqrt(Real a) { return Real((FloatVector)_mm_sqrt_ps(a.value)); }
inline WideVector multiply_low_halves(WideVector a, std::uint32_t factor) {
  return (WideVector)_mm_mul_epu32((__m128i)a, _mm_set1_epi64x(factor));
}
#endif

inline Words operator&(Words a, Words b) { return Words(a.value & b.value); }
inline Words operator|(Words a, Words b) { return Words(a.value | b.value); }
inline Words operator^(Words a, Words b) { return Words(a.value ^ b.value); }
inline Words operator+(Words a, Words b) { return Words(a.value + b.value); }
inline Words operator-(Words a, Words b) { return Words(a.value - b.value); }
template <int N>
Words shift_left(Words a) {
  return Words(a.value << N);
}
template <int N>
Words shift_right(Words a) {
  return Words(a.value >> N);
}
inline Words bits_of(Real a) { return Words((WordVector)a.value); }
inline Real real_from_bits(Words a) { return Real((FloatVector)a.value); }
/// The words as signed integers, rounded to the nearest float.
inline Real real_from_int(Words a) {
  return Real(__builtin_convertvector((IntVector)a.value, FloatVector));
}

/// The words of one counter of Philox: the even lanes in one register of 64-bit lanes, the odd in
/// another, so that a 32 x 32 -> 64 bit product is one instruction. Upper halves may hold rubbish.
struct WideWords {
  WideVector even, odd;
};
inline WideWords widen(Words a) { return {(WideVector)a.value, (WideVector)a.value >> 32}; }
inline Words narrow(WideWords a) {
  return Words((WordVector)((a.even & 0xffffffffu) | (a.odd << 32)));
}
/// Product of the low halves with `factor`.
inline WideWords multiply(WideWords a, std::uint32_t factor) {
  return {multiply_low_halves(a.even, factor), multiply_low_halves(a.odd, factor)};
}
inline WideWords high_half(WideWords a) { return {a.even >> 32, a.odd >> 32}; }
inline WideWords xor3(WideWords a, WideWords b, std::uint32_t c) {
  return {a.even ^ b.even ^ c, a.odd ^ b.odd ^ c};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
