// The tables of a report as files have them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "experiments/report/csv_table.hpp"
#include "experiments/report/report.hpp"

namespace armistice::support {

/// All of them, one below the other.
inline std::string tables_of(const Report& report) {
  std::string text;
  for (const Table& table : report.tables) text += table.name + "\n" + csv_of(table);
  return text;
}

/// The table of this name; empty if there is none.
inline std::string table_of(const Report& report, std::string_view name) {
  for (const Table& table : report.tables) {
    if (table.name == name) return csv_of(table);
  }
  return "";
}

/// A text without the line breaks of its paragraphs, and the blanks around them: for looking for a
/// sentence wherever it is broken.
inline std::string unbroken(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      line += text[i];
      continue;
    }
    line += ' ';
    i = std::min(text.find_first_not_of(" \n", i), text.size()) - 1;
  }
  return line;
}

}  // namespace armistice::support
