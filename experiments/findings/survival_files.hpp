// Tables of outcomes over time and by type of leader: when the war ends, and how long the peace
// lasts.
#pragma once

#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

/// Cumulative incidence of each headline outcome by the end of each month, with both of its
/// uncertainties: every trial is observed to the horizon, so the estimate is a plain share.
std::string incidence_csv(const Scenario& scenario, const Ensemble& ensemble);

/// Share of peaces broken (Kaplan-Meier, 95 % by Greenwood) by months since the stop, of all and by
/// outcome; and from the landmark on, by the status that had been delivered by then.
std::string relapse_csv(const Ensemble& ensemble);

/// Outcomes by type of leader: one who can stop short of his aims, and one who cannot.
std::string leaders_csv(const Ensemble& ensemble);

}  // namespace armistice
