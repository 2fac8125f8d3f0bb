// The range of a number.
#pragma once

#include <limits>
#include <string>
#include <string_view>

namespace armistice {

struct Range {
  double low = -std::numeric_limits<double>::infinity();  // inclusive
  double high = std::numeric_limits<double>::infinity();  // inclusive
  bool positive = false;                                  // 0 itself is excluded
  bool zero_or_one = false;                               // nothing between
  std::string_view unit = "";

  bool bounded() const;                 // on one side at least
  bool admits(double x) const;          // never what is not a number
  std::string nearest(double x) const;  // "; the nearest is 1"; empty if no end is nearest
};

inline constexpr Range kShare{.low = 0, .high = 1};

/// "0 to 1", "more than 0", "0 or 1", with the unit if there is one.
std::string to_string(const Range& range);

}  // namespace armistice
