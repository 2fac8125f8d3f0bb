// points.csv, results.csv, replicates.csv and failures.csv of a sweep, block by block; and the
// description of the design in its manifest, from which the points can be computed again.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/sweep/point_runner.hpp"

namespace armistice {

/// The files of a sweep in the order of sweep_rows. replicates.csv has no row if points have one
/// replicate. Otherwise each share has `<share>.replicates`: one bit for each replicate, 1 if it
/// had the outcome, written as an x (so that no reader takes it for a number) and hexadecimal
/// digits. Replicate 0 is the highest bit of the first digit, 3 its lowest, 4 the highest of the
/// second; unused bits of the last digit are 0. Each mean has `<mean>.group_1` and so on, the means
/// of the groups of replicate_groups.hpp, to the digits of a float, and `<mean>.variance`, the
/// unbiased variance of one replicate. All cells of a failed point are empty.
const std::vector<std::string>& sweep_file_names();

/// Their headers, with line ends.
std::vector<std::string> sweep_headers(const SweepPlan& plan);

/// The rows of a block for each of them.
std::vector<std::string> sweep_rows(const SweepPlan& plan, const SweepBlock& block);

/// "negotiated_peace.strength"; a mean as its column of trials.csv, if the cast is given.
std::string sweep_column(const Compared& outcome, const Cast* cast = nullptr);

/// Everything about the design and what is looked at: equal for two sweeps that have the same rows.
nlohmann::ordered_json sweep_design_data(const SweepPlan& plan);

}  // namespace armistice
