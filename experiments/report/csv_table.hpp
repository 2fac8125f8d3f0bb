// A table of a report as CSV: values as they are, both ends of an interval in a column each.
#pragma once

#include <string>

#include "experiments/report/table.hpp"

namespace armistice {

/// Throws Error(kOurs) if a row has more or fewer cells than the table has columns.
std::string csv_of(const Table& table);

}  // namespace armistice
