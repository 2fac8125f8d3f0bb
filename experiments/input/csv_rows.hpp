// Rows of a CSV file, one after another, with where they stand.
#pragma once

#include <csv.h>

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace armistice {

/// Where rows come from: a file, or the text of a stream that can't be read twice.
struct CsvSource {
  std::filesystem::path file;                 // for text, what messages call it
  std::shared_ptr<const std::string> text{};  // null: the file is read
  char delimiter = ',';
};

/// Reads a row at a time; memory for one row.
class CsvRows {
 public:
  struct Row {
    std::vector<std::string> cells;
    std::int64_t line;      // on which it begins, the first being 1
    std::streamoff offset;  // of its first byte in the file
  };

  /// From the start of the file, or from the offset of a row. Throws Error(Fault::kInput) if it
  /// can't be read.
  explicit CsvRows(const std::filesystem::path& file, std::streamoff offset = 0)
      : CsvRows(CsvSource{file}, offset) {}
  explicit CsvRows(const CsvSource& source, std::streamoff offset = 0);
  ~CsvRows();
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  /// The next row; none at the end. Throws Error(Fault::kInput) with "file:line: " where it is no
  /// CSV.
  std::optional<Row> next();

 private:
  bool read_line();
  [[noreturn]] void refuse_row() const;

  CsvSource source_;
  std::unique_ptr<std::istream> in_;
  csv_parser parser_{};
  std::string line_;  // with its end
  std::int64_t lines_ = 0;
  std::streamoff offset_;  // of what follows line_
  bool after_cr_ = false, finished_ = false;
};

}  // namespace armistice
