// Calendar months: when a scenario starts, and when something in it changes.
#pragma once

#include <string>

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

}  // namespace armistice
