// A report as a person reads it in a terminal: at most 100 columns wide, where lines can be broken.
#pragma once

#include <string>

#include "experiments/report/report.hpp"

namespace armistice {

/// Throws Error(kOurs) for a number without digits.
std::string printed(const Cell& cell);
std::string printed(const Text& text);
std::string printed(const Table& table, std::size_t indent = 0);
std::string printed(const Report& report);

}  // namespace armistice
