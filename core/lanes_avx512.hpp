// Sixteen lanes on AVX-512. Masks live in mask registers, which is worth some 15 % of a run.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kLanes = 16;

/// One float for each lane. A number becomes the same value in all lanes.
struct Real {
  __m512 value;
  Real() : value(_mm512_setzero_ps()) {}
  Real(double x) : value(_mm512_set1_ps(static_cast<float>(x))) {}
  explicit Real(__m512 v) : value(v) {}
  static Real load(const float* from) { return Real(_mm512_loadu_ps(from)); }
  void store(float* to) const { _mm512_storeu_ps(to, value); }
};

struct Mask {
  __mmask16 value = 0;
  Mask() = default;
  explicit Mask(bool all) : value(all ? __mmask16(0xffff) : __mmask16(0)) {}
  static Mask of(unsigned bits) {
    Mask m;
    m.value = static_cast<__mmask16>(bits);
    return m;
  }
};

/// One 32-bit word for each lane.
struct Words {
  __m512i value;
  Words() : value(_mm512_setzero_si512()) {}
  Words(std::uint32_t x) : value(_mm512_set1_epi32(static_cast<int>(x))) {}
  explicit Words(__m512i v) : value(v) {}
  static Words load(const std::uint32_t* from) { return Words(_mm512_loadu_si512(from)); }
};

inline Real operator+(Real a, Real b) { return Real(a.value + b.value); }
inline Real operator-(Real a, Real b) { return Real(a.value - b.value); }
inline Real operator*(Real a, Real b) { return Real(a.value * b.value); }
inline Real operator/(Real a, Real b) { return Real(a.value / b.value); }
inline Real operator-(Real a) { return Real(-a.value); }
inline Mask operator<(Real a, Real b) {
  return Mask::of(_mm512_cmp_ps_mask(a.value, b.value, _CMP_LT_OQ));
}
inline Mask operator<=(Real a, Real b) {
  return Mask::of(_mm512_cmp_ps_mask(a.value, b.value, _CMP_LE_OQ));
}
inline Mask operator>(Real a, Real b) {
  return Mask::of(_mm512_cmp_ps_mask(a.value, b.value, _CMP_GT_OQ));
}
inline Mask operator>=(Real a, Real b) {
  return Mask::of(_mm512_cmp_ps_mask(a.value, b.value, _CMP_GE_OQ));
}
inline Mask operator==(Real a, Real b) {
  return Mask::of(_mm512_cmp_ps_mask(a.value, b.value, _CMP_EQ_OQ));
}
inline Mask operator&(Mask a, Mask b) { return Mask::of(a.value & b.value); }
inline Mask operator|(Mask a, Mask b) { return Mask::of(a.value | b.value); }
inline Mask operator!(Mask a) { return Mask::of(~unsigned{a.value}); }
inline bool any(Mask a) { return a.value != 0; }

inline Real select(Mask m, Real a, Real b) {
  return Real(_mm512_mask_blend_ps(m.value, b.value, a.value));
}
inline Real min(Real a, Real b) { return Real(_mm512_min_ps(a.value, b.value)); }
inline Real max(Real a, Real b) { return Real(_mm512_max_ps(a.value, b.value)); }
inline Real sqrt(Real a) { return Real(_mm512_sqrt_ps(a.value)); }

inline Words operator&(Words a, Words b) { return Words(_mm512_and_si512(a.value, b.value)); }
inline Words operator|(Words a, Words b) { return Words(_mm512_or_si512(a.value, b.value)); }
inline Words operator^(Words a, Words b) { return Words(_mm512_xor_si512(a.value, b.value)); }
inline Words operator+(Words a, Words b) { return Words(_mm512_add_epi32(a.value, b.value)); }
inline Words operator-(Words a, Words b) { return Words(_mm512_sub_epi32(a.value, b.value)); }
template <int N>
Words shift_left(Words a) {
  return Words(_mm512_slli_epi32(a.value, N));
}
template <int N>
Words shift_right(Words a) {
  return Words(_mm512_srli_epi32(a.value, N));
}
inline Words bits_of(Real a) { return Words(_mm512_castps_si512(a.value)); }
inline Real real_from_bits(Words a) { return Real(_mm512_castsi512_ps(a.value)); }
/// The words as signed integers, rounded to the nearest float.
inline Real real_from_int(Words a) { return Real(_mm512_cvtepi32_ps(a.value)); }

/// The words of one counter of Philox: the even lanes in one register of 64-bit lanes, the odd in
/// another, so that a 32 x 32 -> 64 bit product is one instruction. Upper halves may hold rubbish.
struct WideWords {
  __m512i even, odd;
};
inline WideWords widen(Words a) { return {a.value, _mm512_srli_epi64(a.value, 32)}; }
inline Words narrow(WideWords a) {
  return Words(_mm512_mask_blend_epi32(0xaaaa, a.even, _mm512_slli_epi64(a.odd, 32)));
}
/// Product of the low halves with `factor`.
inline WideWords multiply(WideWords a, std::uint32_t factor) {
  const __m512i f = _mm512_set1_epi64(factor);
  return {_mm512_mul_epu32(a.even, f), _mm512_mul_epu32(a.odd, f)};
}
inline WideWords high_half(WideWords a) {
  return {_mm512_srli_epi64(a.even, 32), _mm512_srli_epi64(a.odd, 32)};
}
inline WideWords xor3(WideWords a, WideWords b, std::uint32_t c) {
  const __m512i k = _mm512_set1_epi64(c);
  constexpr int kXor = 0x96;  // truth table of a ^ b ^ c
  return {_mm512_ternarylogic_epi64(a.even, b.even, k, kXor),
          _mm512_ternarylogic_epi64(a.odd, b.odd, k, kXor)};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
