// by_date.csv: the headline outcomes by the dates that were asked about, with both uncertainties.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/output/comparison_files.hpp"

namespace armistice {

/// Writes the shares of a run by the dates that were asked about.
std::string by_date_csv(const Scenario& scenario, const Ensemble& ensemble);

/// Writes those of each scenario of a comparison, and how they differ from the reference.
std::string by_date_csv(const Comparison& comparison);

/// The dates as what was run and asked says them.
nlohmann::ordered_json dates_data(const RunSettings& settings);

/// The same as by_date_csv, as data.
nlohmann::ordered_json by_date_data(const Scenario& scenario, const Ensemble& ensemble);
nlohmann::ordered_json by_date_data(const Comparison& comparison);

}  // namespace armistice
