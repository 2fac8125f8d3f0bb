// A report in a folder of results: its tables as CSV, and the manifest.
#pragma once

#include <string_view>

#include "experiments/output/output_folder.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// Puts them all in their places, the manifest last.
void write_report(OutputFolder& folder, const Report& report, std::string_view manifest);

}  // namespace armistice
