// Counts in sentences: "1 trial", "2,401 trials".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace armistice {

/// 10000 -> "10,000"
std::string with_thousands(std::int64_t n);

/// The noun, in the plural unless there is one: "trajectory", "trajectories".
std::string plural_of(std::string_view noun, std::int64_t n);

/// "1 point", "4,096 points"
std::string counted(std::int64_t n, std::string_view noun);

}  // namespace armistice
