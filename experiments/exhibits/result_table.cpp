#include "experiments/exhibits/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "experiments/designs/cells.hpp"
#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"

namespace armistice {
namespace {

/// "1,5" as "1.5", if the table is written with that sign and the cell is a number.
std::string with_point(std::string cell, const CsvFormat& format) {
  if (format.decimal == '.') return cell;
  std::string number = cell;
  std::replace(number.begin(), number.end(), format.decimal, '.');
  return number_of(number) == number_of(number) ? number : cell;
}

}  // namespace

bool ResultTable::has(std::string_view column) const {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::size_t ResultTable::place_of(std::string_view column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end()) {
    throw Error(Fault::kInput, fmt::format("{}: has no column \"{}\"; expected a table as "
                                           "armistice wrote it",
                                           file.string(), column));
  }
  return static_cast<std::size_t>(found - columns.begin());
}

double number_of(std::string_view cell) {
  const std::optional<double> x = number_in(cell);
  return x && std::isfinite(*x) ? *x : std::numeric_limits<double>::quiet_NaN();
}

double ResultRow::number(std::string_view column) const {
  const std::string& cell = (*this)[column];
  const double x = number_of(cell);
  if (x != x && !cell.empty()) {
    throw Error(Fault::kInput, fmt::format("{}: column \"{}\" has \"{}\"; expected a number",
                                           table->file.string(), column, cell));
  }
  return x;
}

std::vector<ResultRow> rows_of(const ResultTable& table) {
  std::vector<ResultRow> rows;
  rows.reserve(table.rows.size());
  for (const std::vector<std::string>& cells : table.rows) rows.push_back({&table, &cells});
  return rows;
}

std::vector<RowGroup> grouped(const std::vector<ResultRow>& rows,
                              const std::function<std::string(const ResultRow&)>& key) {
  std::vector<RowGroup> groups;
  std::map<std::string, std::size_t> places;
  for (const ResultRow& row : rows) {
    const auto [place, first] = places.emplace(key(row), groups.size());
    if (first) groups.push_back({place->first, {}});
    groups[place->second].rows.push_back(row);
  }
  return groups;
}

std::vector<RowGroup> grouped(const std::vector<ResultRow>& rows, std::string_view column) {
  return grouped(rows, [column](const ResultRow& row) { return row[column]; });
}

namespace {

/// The first row whose number goes `before` that of all others.
template <class Before>
const ResultRow* first_by(const std::vector<ResultRow>& rows, std::string_view column,
                          Before before) {
  const ResultRow* first = nullptr;
  for (const ResultRow& row : rows) {
    const double x = row.number(column);
    if (x == x && (first == nullptr || before(x, first->number(column)))) first = &row;
  }
  return first;
}

}  // namespace

const ResultRow* largest(const std::vector<ResultRow>& rows, std::string_view column) {
  return first_by(rows, column, std::greater<>());
}

const ResultRow* smallest(const std::vector<ResultRow>& rows, std::string_view column) {
  return first_by(rows, column, std::less<>());
}

ResultTable read_table(const std::filesystem::path& file, const CsvFormat& format) {
  ResultTable table{file};
  CsvRows rows(CsvSource{.file = file, .delimiter = format.delimiter});
  auto header = rows.next();
  if (!header) throw Error(Fault::kInput, file.string() + ": is empty; expected a header");
  table.columns = std::move(header->cells);
  while (auto row = rows.next()) {
    if (row->cells.size() != table.columns.size()) {
      throw Error(Fault::kInput,
                  fmt::format("{}:{}: {} cells, where the header has {}", file.string(), row->line,
                              row->cells.size(), table.columns.size()));
    }
    for (std::string& cell : row->cells) cell = with_point(std::move(cell), format);
    table.rows.push_back(std::move(row->cells));
  }
  return table;
}

void append_named(ResultTable& to, const std::string& column, const std::string& value,
                  const ResultTable& more) {
  std::vector<std::string> columns = more.columns;
  columns.insert(columns.begin(), column);
  if (to.columns.empty()) {
    to.file = more.file;
    to.columns = columns;
  }
  if (to.columns != columns) {
    throw Error(Fault::kInput,
                fmt::format("{}: has other columns than {}", more.file.string(), to.file.string()));
  }
  for (std::vector<std::string> row : more.rows) {
    row.insert(row.begin(), value);
    to.rows.push_back(std::move(row));
  }
}

}  // namespace armistice
