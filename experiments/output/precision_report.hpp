// What is said of a run to a precision: whether it was reached, and after how many trials.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

/// A line or two for a summary; empty if no precision was asked for. `share`: in points.
std::string precision_text(const RunSettings& settings, const PrecisionReached& reached,
                           std::int64_t trials, bool share);

/// Adds "precision" to what is said of a run, if one was asked for.
void add_precision(nlohmann::ordered_json& run, const RunSettings& settings,
                   const PrecisionReached& reached);

}  // namespace armistice
