// The bounds that lines of .def files name: between them a number makes sense in its equation, and
// every result that follows stays finite. Each has both ends.
#pragma once

namespace armistice::bounds {

struct Bounds {
  double low, high;
  bool positive;
};
inline constexpr double kThousand = 1000;
inline constexpr double kLargest = 1e6;  // that any end may be
// For a number whose unit sets no end of its own.
inline constexpr Bounds ANY{-kThousand, kThousand, false};
inline constexpr Bounds NONNEGATIVE{0, kThousand, false};
inline constexpr Bounds POSITIVE{1 / kThousand, kThousand, false};
inline constexpr Bounds SHARE{0, 1, false};
inline constexpr Bounds SIGNED_SHARE{-1, 1, false};
inline constexpr Bounds POSITIVE_SHARE{0.001, 1, false};
constexpr Bounds WITHIN(double low, double high) { return {low, high, false}; }

}  // namespace armistice::bounds
