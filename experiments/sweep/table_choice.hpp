// A design of the user's own as the plan of a sweep: its columns are the factors, its cells their
// values, and its rows hang together as they do.
#pragma once

#include <optional>

#include "experiments/input/csv_rows.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// Cells are read as other programs write them again: a switch may be true, True, TRUE, 1 or 1.0.
/// `layout` is what the user says of the rows; without it, it is told from them. Throws
/// Error(kInput) with the point that holds what can't be.
void take_table(SweepPlan& plan, const CsvSource& source, std::optional<Layout> layout = {});

}  // namespace armistice
