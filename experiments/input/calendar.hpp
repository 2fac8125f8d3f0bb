// Calendar months: when a scenario starts, and when something in it changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace armistice {

/// A calendar month.
struct CalendarMonth {
  int year = 2025;
  int month = 3;  // 1 .. 12
  bool operator==(const CalendarMonth&) const = default;
};
/// "2025-03" plus `months`.
CalendarMonth add_months(CalendarMonth start, int months);
int months_between(CalendarMonth from, CalendarMonth to);
std::string to_string(CalendarMonth m);
/// "2026-12"; nothing if it is no calendar month.
std::optional<CalendarMonth> calendar_month(std::string_view text);

}  // namespace armistice
