// The tables of a report as files have them.
#pragma once

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

}  // namespace armistice::support
