// A table of a result, read back as it was written: cells stay text, so that what is shown can be
// held against the file to the last digit.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/report/csv.hpp"

namespace armistice {

struct ResultTable {
  std::filesystem::path file;  // for messages
  std::vector<std::string> columns = {};
  std::vector<std::vector<std::string>> rows = {};  // numbers with a decimal point

  bool has(std::string_view column) const;
  /// Throws Error(kInput) that names the file if there is no such column.
  std::size_t place_of(std::string_view column) const;
};

/// A row with its table, whose cells are asked for by their columns.
struct ResultRow {
  const ResultTable* table;
  const std::vector<std::string>* cells;

  const std::string& operator[](std::string_view column) const {
    return (*cells)[table->place_of(column)];
  }
  /// Not a number where the cell is empty. Throws Error(kInput) where it is anything else.
  double number(std::string_view column) const;
};

/// The finite number that a cell holds; not a number if it holds none.
double number_of(std::string_view cell);

std::vector<ResultRow> rows_of(const ResultTable& table);

/// Rows that have something in common, such as a scenario.
struct RowGroup {
  std::string key;
  std::vector<ResultRow> rows;
};
/// Groups come in the order in which their keys are first seen; rows keep their order.
std::vector<RowGroup> grouped(const std::vector<ResultRow>& rows,
                              const std::function<std::string(const ResultRow&)>& key);
std::vector<RowGroup> grouped(const std::vector<ResultRow>& rows, std::string_view column);

/// The row with the largest, the smallest number in a column; null if none has one.
const ResultRow* largest(const std::vector<ResultRow>& rows, std::string_view column);
const ResultRow* smallest(const std::vector<ResultRow>& rows, std::string_view column);

/// Throws Error(kInput) if the file can't be read or a row has another number of cells than the
/// header.
ResultTable read_table(const std::filesystem::path& file, const CsvFormat& format);

/// Adds the rows of a table below those of another, each with `value` in a first column. Throws
/// Error(kInput) if their columns differ.
void append_named(ResultTable& to, const std::string& column, const std::string& value,
                  const ResultTable& more);

}  // namespace armistice
