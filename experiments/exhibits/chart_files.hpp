// The charts of a page as files, for a paper: SVG, drawn by a browser.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/exhibits/browser.hpp"

namespace armistice {

struct ChartFile {
  std::string name;  // "exhibit-3.svg", by the exhibit's number on the page
  std::string text;  // with a checksum in its last line
};

/// Throws what Browser::document_of throws, and Error(kOutput) if the browser drew no charts.
std::vector<ChartFile> chart_files(const std::string& page, const Browser& browser);

/// Whether a text is a chart, byte for byte as armistice wrote it.
bool is_unchanged_chart(std::string_view text);

/// Whether a file may be called so by chart_files.
bool is_name_of_chart(std::string_view name);

}  // namespace armistice
