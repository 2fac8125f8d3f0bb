// The headline outcomes by the dates that were asked about, with both uncertainties: the table
// by_date and the same as data.
#pragma once

#include <nlohmann/json.hpp>

#include "experiments/engine/ensemble.hpp"
#include "experiments/findings/comparison.hpp"

namespace armistice {

/// The table of a run, and the same as data.
Table by_date_table(const Scenario& scenario, const Ensemble& ensemble);
nlohmann::ordered_json by_date_data(const Scenario& scenario, const Ensemble& ensemble);

/// The table of a comparison: each scenario, with how it differs from the reference.
Table by_date_table(const Comparison& comparison);
nlohmann::ordered_json by_date_data(const Comparison& comparison);

}  // namespace armistice
