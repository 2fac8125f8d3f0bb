// A file of a sweep that has a row for each point. Rows are identified by their number in the
// column `point`, so they may be in any order. Columns are identified by their names, so there may
// be additional ones.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace armistice {

class PointRows {
 public:
  struct Row {
    std::int64_t point, line;
    const std::vector<std::string>& cells;
  };

  /// Throws Error(kInput) if the file can't be read, or its header has no column `point`.
  /// for_each throws ResamplingStopped once `stop`, which may be null, is raised.
  PointRows(std::filesystem::path file, std::int64_t points,
            const std::atomic<bool>* stop = nullptr);

  /// The place of a column. Throws Error(kInput) if there is none, or two.
  std::size_t column(const std::string& name) const;

  /// Calls `take` for each row. Throws Error(kInput) with file, line and point for a row of another
  /// length, or for a point that the sweep does not have or that came before. At the end it throws
  /// for a point without a row.
  void for_each(const std::function<void(const Row&)>& take) const;

  /// The number in a cell; not a number if it is empty or says so, as those of a failed point do.
  double number(const Row& row, std::size_t column) const;

  [[noreturn]] void refuse(const std::string& message) const;
  [[noreturn]] void refuse(const Row& row, const std::string& message) const;

 private:
  std::int64_t point_of(const std::vector<std::string>& cells, std::int64_t line) const;

  std::filesystem::path file_;
  std::int64_t points_;
  const std::atomic<bool>* stop_;
  std::vector<std::string> header_;
  std::size_t point_column_ = 0;
};

}  // namespace armistice
