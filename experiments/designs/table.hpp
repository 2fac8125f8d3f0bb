// A user's own design: a table of points as CSV, in a file or from a stream.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "experiments/input/csv_rows.hpp"

namespace armistice {

/// CSV as RFC 4180 has it, in UTF-8, with any line ends: a header with the factors' names, then one
/// row for each point. A first column named "point" is ignored, and so are blank lines and blanks
/// around cells without quotation marks. Semicolons may stand between cells instead of commas: the
/// header says which. Cells are text: what they mean is for the caller to check.
class DesignTable {
 public:
  /// Scans the whole file once. Throws Error(Fault::kInput) with "file:line: " and the column where
  /// it is no table: a row of another length, an empty cell, a name twice, no rows, ...
  explicit DesignTable(CsvSource source);
  explicit DesignTable(std::filesystem::path file)
      : DesignTable(CsvSource{.file = std::move(file)}) {}

  const std::vector<std::string>& names() const { return names_; }
  std::int64_t rows() const { return rows_; }
  const CsvSource& source() const { return source_; }

  /// `count` rows from row `first` (0 to rows() - 1) on, each with a cell for each of names().
  /// Reads the file again from at most 1023 rows before; any thread may ask. Throws
  /// Error(Fault::kInput) if the file is no longer what was scanned.
  std::vector<std::vector<std::string>> cells(std::int64_t first, std::int64_t count) const;

 private:
  CsvSource source_;
  std::vector<std::string> names_;
  std::int64_t rows_ = 0;
  std::size_t ignored_ = 0;              // columns before the first name
  std::vector<std::streamoff> offsets_;  // of every 1024th row
};

}  // namespace armistice
