// Shares and ranges in print: with the digits that so many trials support, never 0 for what is only
// small, and never a range where there is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "experiments/trials/nested.hpp"

namespace armistice {

/// "23.5": percent with the digits that so many trials support. Above 0 but less than can be shown:
/// "< 0.1"; near 100 "> 99.9"; not a number: "-".
std::string percent(double share, std::int64_t trials);

/// "18.9 - 21.4"; "< 0.1" or "about 3.0" where both ends look the same. Not a number: empty.
std::string percent_range(double low, double high, std::int64_t trials,
                          std::string_view between = " - ");

/// What stands in a table in place of a range over so many parameter sets.
std::string no_range_cell(RangeBasis basis, std::int64_t sets);

/// For a title: "ranges from 512 parameter sets, each run 32 times", or why there are none.
std::string ranges_title(std::int64_t sets);

}  // namespace armistice
