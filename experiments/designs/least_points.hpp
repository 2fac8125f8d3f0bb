// How many points a measure needs at least: a sweep of fewer says so beforehand, and its analysis
// leaves the table out.
#pragma once

#include <cstdint>

namespace armistice {

/// Points that sample the factors, for a box or a tree.
inline constexpr std::int64_t kLeastForBoxes = 20;

}  // namespace armistice
