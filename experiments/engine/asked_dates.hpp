// Dates that are asked about: "how has the war ended by December 2026?" A run knows months, counted
// from 1 at its start.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

/// The month of a run that starts with the scenario, from 1, at whose end the date has passed.
int month_of(CalendarMonth date, const Scenario& scenario);

/// Throws Error(kInput) with the range if a date of `settings.by` lies outside the run.
void check_dates(const Scenario& scenario, const RunSettings& settings);

/// Adds a note for each dated change of an actor that so many months do not reach.
void note_late_changes(Scenario& scenario, int horizon_months);

}  // namespace armistice
