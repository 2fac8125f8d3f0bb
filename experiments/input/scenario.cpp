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

Switches default_switches(Mechanisms mechanisms) {
  Switches switches;
  const bool full = mechanisms == Mechanisms::kFull;
#define CORE true
#define FULL full
#define OPTION false
#define SWITCH(name, standing, neutral) switches.name = standing;
#include "agents/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
  return switches;
}

Scenario default_settings(Mechanisms mechanisms) {
  Scenario scenario;
  scenario.mechanisms = mechanisms;
  scenario.structure.switches = default_switches(mechanisms);
  scenario.name = "default";
  scenario.title = "Every setting at its declared default";
  scenario.us_change = kInauguration;
  for (const ParameterDeclaration& declaration : parameter_declarations()) {
    scenario.parameters.push_back(default_distribution(declaration, mechanisms));
  }
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    scenario.levers[i] = {
        fixed_value(lever_declarations()[i].base), kLeverStartMonth, kLeverRampMonths, {}};
  }
  return scenario;
}

Scenario default_scenario(const std::filesystem::path& cast_file, Mechanisms mechanisms) {
  Scenario scenario = default_settings(mechanisms);
  scenario.cast = read_cast(cast_file);
  scenario.digest = digest_of(scenario);
  return scenario;
}

}  // namespace armistice
