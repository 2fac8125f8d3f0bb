// A report as a person reads it in a terminal: at most 100 columns wide, where lines can be broken.
#pragma once

#include <cstddef>
#include <string>

#include "experiments/report/report.hpp"

namespace armistice {

/// Columns of a terminal that a line may take.
inline constexpr std::size_t kLineWidth = 100;

/// Throws Error(kOurs) for a number without digits.
std::string printed(const Cell& cell);
std::string printed(const Text& text);
std::string printed(const Table& table, std::size_t indent = 0);
std::string printed(const Report& report);

}  // namespace armistice
