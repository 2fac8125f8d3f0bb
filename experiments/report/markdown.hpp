// A report as Markdown, for a page of the docs: the page around it says how to read it.
#pragma once

#include <string>

#include "experiments/report/report.hpp"

namespace armistice {

/// Its sentences and its printed tables. An empty line stands before each block that is apart.
std::string markdown_of(const Report& report);

}  // namespace armistice
