#include "experiments/input/calendar.hpp"

#include <fmt/format.h>

#include <charconv>

namespace armistice {
namespace {

constexpr int kMonthsOfAYear = 12;

int months_since_year_0(CalendarMonth m) { return m.year * kMonthsOfAYear + m.month - 1; }

std::optional<int> whole(std::string_view digits) {
  int n = 0;
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc() || stopped != digits.data() + digits.size() || n < 0) return {};
  return n;
}

}  // namespace

std::optional<CalendarMonth> calendar_month(std::string_view text) {
  constexpr std::size_t kDash = 4;
  if (text.size() != std::string_view("2026-12").size() || text[kDash] != '-') return {};
  const auto year = whole(text.substr(0, kDash)), month = whole(text.substr(kDash + 1));
  if (!year || !month || *month < 1 || *month > 12) return {};
  return CalendarMonth{*year, *month};
}

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
