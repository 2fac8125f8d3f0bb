#include "experiments/engine/asked_dates.hpp"

#include <fmt/format.h>

#include <charconv>

#include "experiments/error.hpp"
#include "experiments/input/cast_edits.hpp"

namespace armistice {
namespace {

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

int month_of(CalendarMonth date, const Scenario& scenario) {
  return months_between(scenario.start, date) + 1;
}

void check_dates(const Scenario& scenario, const RunSettings& settings) {
  for (const CalendarMonth date : settings.by) {
    const int month = month_of(date, scenario);
    if (month >= 1 && month <= settings.horizon_months) continue;
    const CalendarMonth last = add_months(scenario.start, settings.horizon_months - 1);
    throw Error(
        Fault::kInput,
        fmt::format("armistice: --by {}: {}; expected a month from {} to {}{}", to_string(date),
                    month < 1 ? fmt::format("{} starts later", scenario.name)
                              : fmt::format("{} is run for {} months", scenario.name,
                                            settings.horizon_months),
                    to_string(scenario.start), to_string(last),
                    month < 1 ? "" : ", or a longer --horizon"));
  }
}

void note_late_changes(Scenario& scenario, int horizon_months) {
  for (const CastEdit& edit : scenario.cast.edits) {
    if (!edit.from || months_between(scenario.start, *edit.from) < horizon_months) continue;
    scenario.notes.push_back(
        fmt::format("{} changes from {}, after the {} months that are run, so it has no effect",
                    cell_name(scenario.cast, edit.kind, edit.code, edit.column),
                    to_string(*edit.from), horizon_months));
  }
}

}  // namespace armistice
