// Elementary functions of the month. Our own, because libm's give other bits on other processors;
// each is a fixed sequence of correctly rounded operations, so every width gives the same bits.
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// e^x within 1.5 units of roundoff for |x| <= 87; outside, the value at the nearer end.
inline Real exp(Real x) {
  x = clip(x, -87.0, 87.0);
  // x = n ln 2 + r; adding 1.5 * 2^23 rounds to the nearest whole number and leaves it in the low
  // bits.
  const Real magic = 12582912.0;
  const Real shifted = x * Real(1.44269504088896341) + magic;
  const Real n = shifted - magic;
  const Real r = (x - n * Real(0.693359375)) - n * Real(-2.12194440e-4);
  Real p = 1.9875691500e-4;  // minimax polynomial of the Cephes library
  p = p * r + Real(1.3981999507e-3);
  p = p * r + Real(8.3334519073e-3);
  p = p * r + Real(4.1665795894e-2);
  p = p * r + Real(1.6666665459e-1);
  p = p * r + Real(5.0000001201e-1);
  p = p * r * r + r + Real(1);
  const Words power = shift_left<23>(bits_of(shifted) + Words(127));
  return p * real_from_bits(power);
}

/// Natural logarithm within 1.5 units of roundoff, for positive normal x.
inline Real log(Real x) {
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)).
  const Words offset = 0x3f3504f3u;  // sqrt(1/2)
  const Words biased = bits_of(x) + (Words(0x3f800000u) - offset);
  const Real k = real_from_int(shift_right<23>(biased) - Words(127));
  const Real f = real_from_bits((biased & Words(0x007fffffu)) + offset) - Real(1);
  Real p = 7.0376836292e-2;  // minimax polynomial of the Cephes library
  p = p * f + Real(-1.1514610310e-1);
  p = p * f + Real(1.1676998740e-1);
  p = p * f + Real(-1.2420140846e-1);
  p = p * f + Real(1.4249322787e-1);
  p = p * f + Real(-1.6668057665e-1);
  p = p * f + Real(2.0000714765e-1);
  p = p * f + Real(-2.4999993993e-1);
  p = p * f + Real(3.3333331174e-1);
  const Real square = f * f;
  const Real tail = f * square * p + k * Real(-2.12194440e-4) - Real(0.5) * square;
  return (f + tail) + k * Real(0.693359375);
}

/// Sine and cosine of a quarter turn times `f`, for f in -0.5 .. 0.5.
struct SineCosine {
  Real sine, cosine;
};
inline SineCosine sine_cosine_of_quarter(Real f) {
  const Real x = f * Real(1.57079632679489662);
  const Real z = x * x;
  Real s = -1.9515295891e-4;  // minimax polynomials of the Cephes library on -pi/4 .. pi/4
  s = s * z + Real(8.3321608736e-3);
  s = s * z + Real(-1.6666654611e-1);
  Real c = 2.443315711809948e-5;
  c = c * z + Real(-1.388731625493765e-3);
  c = c * z + Real(4.166664568298827e-2);
  return {s * z * x + x, c * z * z - Real(0.5) * z + Real(1)};
}

inline Real abs(Real x) { return max(x, -x); }

/// 1 / (1 + e^-x).
inline Real logistic(Real x) { return Real(1) / (Real(1) + exp(-x)); }

/// (x - 1 + e^-x) / x^2: by how much the mean of e^-xt falls short of 1 over t in 0 .. 1, per x;
/// 1/2 at 0. Within 1e-6 of itself.
inline Real decay_deficit(Real x) {
  constexpr int terms = 10;
  constexpr double limit = 1;
  Real series = 1;  // of sum 2 (-x)^n / (n + 2)!
  for (int n = terms; n > 0; --n) series = Real(1) - x / Real(n + 2) * series;
  const Mask near_zero = abs(x) < Real(limit);
  const Real safe = select(near_zero, Real(limit), x);
  return select(near_zero, Real(0.5) * series, (safe - Real(1) + exp(-safe)) / (safe * safe));
}

/// (1 - e^-x) / x, the mean of e^-xt over t in 0 .. 1; 1 at 0.
inline Real decay_mean(Real x) {
  const Mask small = abs(x) < Real(1);
  const Real safe = select(small, Real(1), x);
  return select(small, Real(1) - x * decay_deficit(x), (Real(1) - exp(-safe)) / safe);
}

/// The nearest whole number, for |x| below 2^22.
inline Real nearest_whole(Real x) {
  constexpr double rounding = 12582912.0;  // 1.5 * 2^23: adding it leaves no room for a fraction
  return (x + Real(rounding)) - Real(rounding);
}

/// x / (1 + |x|): a bounded, odd, increasing reading of net strength.
inline Real softsign(Real x) { return x / (Real(1) + abs(x)); }

/// Inverse of softsign, with |z| clipped at `limit` < 1.
inline Real inverse_softsign(Real z, Real limit) {
  z = clip(z, -limit, limit);
  return z / (Real(1) - abs(z));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
