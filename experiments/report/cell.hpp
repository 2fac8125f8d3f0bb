// What stands in a sentence or in a table of a report: a value, and how a person reads it. Files
// and data take the value as it is.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "experiments/report/digits.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

enum class NumberForm {
  kPlain,     // "23.4"
  kWithUnit,  // "23.4 %"
  kChange,    // "+65.0"
};

/// A number with the digits that suit it.
struct Number {
  double value;
  Digits digits;
  NumberForm form = NumberForm::kPlain;
};

/// A share in percent, with its sign: "23.4 %".
inline Number percent(double share, int decimals) {
  return {share, Digits::fixed_percent(decimals), NumberForm::kWithUnit};
}

/// How both ends of a range are written, and what stands between them.
struct RangeStyle {
  RangeStyle(Digits d = Digits::three(), NumberForm f = NumberForm::kPlain,
             std::string_view words = " to ")
      : digits(d), form(f), between(words) {}

  Digits digits;
  NumberForm form;
  std::string_view between;
};

/// An interval of a number. Not a number at both ends: there is none.
struct Ends {
  double low, high;
  RangeStyle style = {};
};

/// A range over parameter sets, or why there is none.
struct SetRange {
  double p05, p95;
  RangeBasis basis;
  std::int64_t sets;
  RangeStyle style = {};
};

/// An estimate with its standard error, which files have in a column beside it: "12.3 (0.4)". An
/// error that is not a number is left out.
struct WithError {
  double value, error;
  Digits digits;
};

/// A value with half of the width of its interval: "14.2 +- 0.7"; "< 0.1" for what is at most that.
/// Files and data take the value alone.
struct WithHalfWidth {
  double value, low, high;
  Digits digits = Digits::three();
};

/// A whole number that is written without marks between thousands: a seed, a month.
struct Whole {
  std::int64_t value;
  bool is_unsigned = false;  // its bits are those of an unsigned number: seeds take all 64
};
template <std::integral T>
Whole whole(T value) {
  return {static_cast<std::int64_t>(value), std::unsigned_integral<T>};
}
/// Calls `take` with the number.
template <class Take>
decltype(auto) with_number(Whole n, const Take& take) {
  return n.is_unsigned ? take(static_cast<std::uint64_t>(n.value)) : take(n.value);
}

/// A count with its noun: "1 trial", "10,000 trials".
struct Counted {
  std::int64_t n;
  std::string_view noun;  // singular
};

/// Counts have marks between thousands in print. A double or a float is for files and data alone:
/// what is printed needs digits.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Whole, Counted, double, float,
                          bool, Number, Ends, SetRange, WithError, WithHalfWidth>;

}  // namespace armistice
