// The bounds that lines of .def files name: between them a number makes sense in its equation, and
// every result that follows stays finite. Each has both ends.
#pragma once

namespace armistice::bounds {

struct Bounds {
  double low, high;
};
inline constexpr double kLargest = 1e6;  // that any end may be
inline constexpr Bounds SHARE{0, 1};
inline constexpr Bounds SIGNED_SHARE{-1, 1};
inline constexpr Bounds POSITIVE_SHARE{0.001, 1};
constexpr Bounds WITHIN(double low, double high) { return {low, high}; }

}  // namespace armistice::bounds
