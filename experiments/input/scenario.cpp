#include "experiments/input/scenario.hpp"

#include <fmt/format.h>

#include "agents/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

constexpr int kMonthsOfAYear = 12;
constexpr CalendarMonth kInauguration{2029, 1};  // after the American election of November 2028

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

Scenario default_settings() {
  Scenario scenario;
  scenario.name = "default";
  scenario.title = "Every setting at its declared default";
  scenario.us_change = kInauguration;
  for (const ParameterDeclaration& declaration : parameter_declarations()) {
    scenario.parameters.push_back(default_distribution(declaration));
  }
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    scenario.levers[i] = {fixed_value(lever_declarations()[i].base), kLeverStartMonth,
                          kLeverRampMonths};
  }
  return scenario;
}

Scenario default_scenario(const std::filesystem::path& cast_file) {
  Scenario scenario = default_settings();
  scenario.cast = read_cast(cast_file);
  scenario.digest = digest_of(scenario);
  return scenario;
}

}  // namespace armistice
