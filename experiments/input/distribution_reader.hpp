// A number or a distribution as a scenario file writes it.
#pragma once

#include <toml++/toml.h>

#include <string_view>

#include "experiments/input/distribution.hpp"
#include "experiments/input/range.hpp"

namespace armistice {

/// Reads `0.4` or `{ distribution = "triangular", min = 0.2, mode = 0.35, max = 0.5 }`; `what`
/// names it in messages. Every value that can be drawn must lie in the range. Throws Error(kInput)
/// at the place of what is wrong.
Distribution read_distribution(const toml::node& node, std::string_view what, const Range& range);

}  // namespace armistice
