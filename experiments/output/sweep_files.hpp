// points.csv, results.csv, replicates.csv and failures.csv of a sweep, block by block; and what its
// manifest says of the design, so that the points can be told again.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/sweep/point_runner.hpp"

namespace armistice {

/// The files of a sweep in the order of sweep_rows.
const std::vector<std::string>& sweep_file_names();

/// Their headers, with line ends.
std::vector<std::string> sweep_headers(const SweepPlan& plan);

/// The rows of a block for each of them.
std::vector<std::string> sweep_rows(const SweepPlan& plan, const SweepBlock& block);

/// "negotiated_peace.strength"; a mean as its column of trials.csv.
std::string sweep_column(const Compared& outcome);

/// Everything about the design and what is looked at: equal for two sweeps that have the same rows.
nlohmann::ordered_json sweep_design_data(const SweepPlan& plan);

}  // namespace armistice
