// Tables of outcomes over time and by type of leader: when the war ends, and how long the peace
// lasts.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// Cumulative incidence of each headline outcome by the end of each month, with both of its
/// uncertainties: every trial is observed to the horizon, so the estimate is a plain share.
Table incidence_table(const Scenario& scenario, const Ensemble& ensemble);

/// Share of peaces broken (Kaplan-Meier, with 95 % intervals) by months since the stop: of all, by
/// outcome, and of the acceptable ones. From the landmark on it is told by the status that had been
/// delivered by then.
Table relapse_table(const Scenario& scenario, const Ensemble& ensemble);

/// Outcomes by type of leader: one who can stop short of his aims, and one who cannot.
Table leaders_table(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
