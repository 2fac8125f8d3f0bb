#include "experiments/input/calendar.hpp"

#include <fmt/format.h>

namespace armistice {
namespace {

constexpr int kMonthsOfAYear = 12;

int months_since_year_0(CalendarMonth m) { return m.year * kMonthsOfAYear + m.month - 1; }

}  // namespace

CalendarMonth add_months(CalendarMonth start, int months) {
  const int total = months_since_year_0(start) + months;
  const int month = (total % kMonthsOfAYear + kMonthsOfAYear) % kMonthsOfAYear;
  return {(total - month) / kMonthsOfAYear, month + 1};
}

int months_between(CalendarMonth from, CalendarMonth to) {
  return months_since_year_0(to) - months_since_year_0(from);
}

std::string to_string(CalendarMonth m) { return fmt::format("{:04}-{:02}", m.year, m.month); }

}  // namespace armistice
