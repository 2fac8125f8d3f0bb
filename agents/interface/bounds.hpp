// The bounds that lines of .def files name: between them a number makes sense in its equation.
#pragma once

#include <limits>

namespace armistice::bounds {

struct Bounds {
  double low, high;
  bool positive;
};
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr Bounds ANY{-kInfinity, kInfinity, false};
inline constexpr Bounds NONNEGATIVE{0, kInfinity, false};
inline constexpr Bounds POSITIVE{0, kInfinity, true};
inline constexpr Bounds SHARE{0, 1, false};
inline constexpr Bounds SIGNED_SHARE{-1, 1, false};
inline constexpr Bounds POSITIVE_SHARE{0, 1, true};
constexpr Bounds WITHIN(double low, double high) { return {low, high, false}; }

}  // namespace armistice::bounds
