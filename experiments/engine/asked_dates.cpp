#include "experiments/engine/asked_dates.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"
#include "experiments/input/cast_edits.hpp"

namespace armistice {
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
