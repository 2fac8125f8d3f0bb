// Estimates with both of their uncertainties, as cells of a report.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "experiments/comparison/difference.hpp"
#include "experiments/report/cell.hpp"

namespace armistice {

/// For files and data.
inline Ends ends(const Interval& i) { return {i.low, i.high}; }
inline SetRange set_range(const ParameterRange& r, std::int64_t sets) {
  return {r.p05, r.p95, r.basis, sets};
}
inline SetRange set_range(const DifferenceRange& r, std::int64_t sets) {
  return {r.p05, r.p95, r.basis, sets};
}

/// A dash between the ends in print: "18.9 - 21.4".
inline constexpr std::string_view kDash = " - ";
inline Ends dashed(const Interval& i, const Digits& digits) {
  return {i.low, i.high, {digits, NumberForm::kPlain, kDash}};
}
inline SetRange dashed(const ParameterRange& r, std::int64_t sets, const Digits& digits) {
  return {r.p05, r.p95, r.basis, sets, {digits, NumberForm::kPlain, kDash}};
}

/// Differences have signs in print.
inline Ends changes(const Interval& i, const Digits& digits) {
  return {i.low, i.high, {digits, NumberForm::kChange}};
}
inline SetRange changes(const DifferenceRange& r, std::int64_t sets, const Digits& digits) {
  return {r.p05, r.p95, r.basis, sets, {digits, NumberForm::kChange}};
}

/// How a quantity is written that options are chosen by, and a difference of it without a sign.
inline Digits digits_of(const Compared& what, std::int64_t trials) {
  return std::holds_alternative<Share>(what) ? Digits::of_share(trials) : Digits::three();
}
inline Digits amount_digits_of(const Compared& what) {
  return std::holds_alternative<Share>(what) ? Digits::points() : Digits::three();
}

/// Why there is no range over so many sets; empty if there is one.
inline Cell reason_for_none(RangeBasis basis, std::int64_t sets) {
  if (basis == RangeBasis::kRange) return {};
  return why_no_range(basis, sets);
}

}  // namespace armistice
