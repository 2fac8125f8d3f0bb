// Whether a run to a precision reached it, as a line or two of a summary.
#pragma once

#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

/// Empty if no precision was asked for. `share`: in points.
std::string precision_text(const RunSettings& settings, const PrecisionReached& reached,
                           std::int64_t trials, bool share);

}  // namespace armistice
