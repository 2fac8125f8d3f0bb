#include "experiments/designs/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "experiments/designs/cells.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

constexpr std::int64_t kIndexed = 1024;  // of so many rows the offset of the first is kept

[[noreturn]] void fail_at(const CsvSource& source, std::int64_t line, const std::string& what) {
  throw Error(Fault::kInput, fmt::format("{}:{}: {}", source.file.string(), line, what));
}

/// Whether a header reads well so, with several columns.
bool separates(CsvSource source, char delimiter) {
  source.delimiter = delimiter;
  try {
    const auto row = CsvRows(source).next();
    return row && row->cells.size() > 1;
  } catch (const Error&) {
    return false;
  }
}

/// The source with the delimiter of its header: no name of a factor has one in it.
CsvSource delimited(CsvSource source) {
  std::optional<CsvRows::Row> row;
  try {
    row = CsvRows(source).next();
  } catch (const Error&) {
    // Quoted names with semicolons between are quotation marks within one cell to a comma.
    if (!separates(source, ';')) throw;
    source.delimiter = ';';
    return source;
  }
  if (!row) fail_at(source, 1, "empty; expected a header with the names of factors");
  const auto holds = [&row](char c) {
    return std::any_of(row->cells.begin(), row->cells.end(),
                       [c](const std::string& cell) { return cell.find(c) != std::string::npos; });
  };
  if (holds('\t')) {
    fail_at(source, row->line, "the header has tabs in it; expected commas between the columns");
  }
  if (!holds(';')) return source;
  if (row->cells.size() > 1) {
    fail_at(source, row->line,
            "the header has commas and semicolons; expected one of them between the columns");
  }
  source.delimiter = ';';
  return source;
}

}  // namespace

DesignTable::DesignTable(CsvSource source) : source_(delimited(std::move(source))) {
  CsvRows reader(source_);
  const auto fail = [this](std::int64_t line, const std::string& what) {
    fail_at(source_, line, what);
  };

  std::optional<CsvRows::Row> row = reader.next();
  std::vector<std::string>& header = row->cells;
  ignored_ = header.front() == "point" ? 1 : 0;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = ignored_; i < header.size(); ++i) {
    if (header[i].empty()) {
      fail(row->line, fmt::format("column {} has no name{}", i + 1,
                                  i > 0 ? ""
                                        : "; if it numbers the rows, name it \"point\", or write "
                                          "the file without it (pandas: index=False)"));
    }
    if (!seen.insert(header[i]).second) {
      fail(row->line, fmt::format("column {} is given twice", header[i]));
    }
    names_.push_back(header[i]);
  }
  if (names_.empty()) fail(row->line, "no column but \"point\"; expected the names of factors");

  const std::int64_t header_line = row->line;
  while ((row = reader.next())) {
    const std::size_t cells = row->cells.size(), expected = names_.size() + ignored_;
    if (cells != expected) {
      const std::string where =
          cells < expected
              ? fmt::format("; column {} is missing", names_[cells - std::min(cells, ignored_)])
              : fmt::format("; the last column is {}", names_.back());
      fail(row->line,
           fmt::format("{}; expected {}, as in the header{}",
                       counted(static_cast<std::int64_t>(cells), "cell"), expected, where));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (row->cells[ignored_ + i].empty()) {
        fail(row->line, fmt::format("column {} is empty; expected a value", names_[i]));
      }
    }
    if (ignored_ > 0 && number_in(row->cells.front()) != static_cast<double>(rows_)) {
      fail(row->line,
           fmt::format(
               "column point is \"{}\"; expected {}: points are numbered from 0 in the order "
               "of the rows (or leave the column out)",
               row->cells.front(), rows_));
    }
    if (rows_++ % kIndexed == 0) offsets_.push_back(row->offset);
  }
  if (rows_ == 0) fail(header_line, "no rows after the header; expected one for each point");
}

std::vector<std::vector<std::string>> DesignTable::cells(std::int64_t first,
                                                         std::int64_t count) const {
  if (first < 0 || count < 0 || first > rows_ || count > rows_ - first) {
    throw Error(Fault::kOurs,
                fmt::format("{} rows from row {} of a table of {}", count, first, rows_));
  }
  std::vector<std::vector<std::string>> table;
  if (count == 0) return table;
  CsvRows reader(source_, offsets_[static_cast<std::size_t>(first / kIndexed)]);
  std::int64_t to_skip = first % kIndexed;
  while (static_cast<std::int64_t>(table.size()) < count) {
    std::optional<CsvRows::Row> row = reader.next();
    if (!row || row->cells.size() != names_.size() + ignored_) {
      throw Error(Fault::kInput, source_.file.string() + ": has changed since it was first read");
    }
    if (to_skip-- > 0) continue;
    row->cells.erase(row->cells.begin(),
                     row->cells.begin() + static_cast<std::ptrdiff_t>(ignored_));
    table.push_back(std::move(row->cells));
  }
  return table;
}

}  // namespace armistice
