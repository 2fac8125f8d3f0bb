#include "experiments/input/range.hpp"

#include <fmt/format.h>

#include <cmath>

namespace armistice {

bool Range::bounded() const {
  return positive || zero_or_one || std::isfinite(low) || std::isfinite(high);
}

bool Range::admits(double x) const {
  if (zero_or_one) return x == 0 || x == 1;
  // In single precision, as the months read it: 1e-60 is 0 there.
  if (positive && !(static_cast<float>(x) > 0)) return false;
  return x >= low && x <= high;
}

std::string Range::nearest(double x) const {
  if (zero_or_one || admits(x) || !(std::isfinite(low) && std::isfinite(high))) return "";
  return fmt::format("; the nearest is {}", x < low ? low : high);
}

std::string to_string(const Range& range) {
  std::string text;
  const bool has_low = std::isfinite(range.low), has_high = std::isfinite(range.high);
  if (range.zero_or_one) {
    text = "0 or 1";
  } else if (range.positive) {
    text = has_high ? fmt::format("more than 0, up to {}", range.high) : "more than 0";
  } else if (has_low && has_high) {
    text = fmt::format("{} to {}", range.low, range.high);
  } else if (has_low) {
    text = fmt::format("{} or more", range.low);
  } else if (has_high) {
    text = fmt::format("{} or less", range.high);
  } else {
    text = "any number";
  }
  return range.unit.empty() ? text : fmt::format("{} ({})", text, range.unit);
}

}  // namespace armistice
