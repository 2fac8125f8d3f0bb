#include "experiments/analysis/point_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "experiments/designs/cells.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/csv_rows.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/sensitivity/estimate.hpp"

namespace armistice {
namespace {

/// The spellings of "not a number" in other programs.
constexpr std::string_view kNone[] = {"", "nan", "NaN", "NAN", "NA", "N/A"};

std::optional<double> finite_in(const std::string& cell) {
  const std::optional<double> x = number_in(cell);
  return x && std::isfinite(*x) ? x : std::nullopt;
}

}  // namespace

void PointRows::refuse(const std::string& message) const {
  throw Error(Fault::kInput, fmt::format("{}: {}", file_.string(), message));
}

void PointRows::refuse(const Row& row, const std::string& message) const {
  throw Error(Fault::kInput,
              fmt::format("{}:{}: point {}: {}", file_.string(), row.line, row.point, message));
}

PointRows::PointRows(std::filesystem::path file, std::int64_t points, const std::atomic<bool>* stop)
    : file_(std::move(file)), points_(points), stop_(stop) {
  CsvRows rows(file_);
  auto header = rows.next();
  if (!header) refuse("is empty");
  header_ = std::move(header->cells);
  if (header_.size() == 1 && header_.front().find(';') != std::string::npos) {
    refuse(
        "has semicolons between its cells, as a spreadsheet saves it; expected commas, and "
        "decimal points in the numbers");
  }
  point_column_ = column("point");
}

std::size_t PointRows::column(const std::string& name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  if (at == header_.end()) {
    const std::vector<std::string_view> names(header_.begin(), header_.end());
    const std::string_view nearest = nearest_name(name, names);
    refuse(fmt::format("has no column {}{}", name,
                       nearest.empty() ? "" : fmt::format("; the nearest is {}", nearest)));
  }
  if (std::find(at + 1, header_.end(), name) != header_.end()) {
    refuse(fmt::format("has two columns {}; expected one", name));
  }
  return static_cast<std::size_t>(at - header_.begin());
}

std::int64_t PointRows::point_of(const std::vector<std::string>& cells, std::int64_t line) const {
  const std::string& cell = cells[point_column_];
  const std::optional<double> x = finite_in(cell);
  if (!x || *x != std::floor(*x)) {
    refuse(fmt::format("line {}: \"{}\" is no number of a point", line, cell));
  }
  if (*x < 0 || *x >= static_cast<double>(points_)) {
    refuse(fmt::format("line {}: there is no point {}; the sweep has the points 0 to {}", line,
                       cell, points_ - 1));
  }
  return static_cast<std::int64_t>(*x);
}

void PointRows::for_each(const std::function<void(const Row&)>& take) const {
  CsvRows rows(file_);
  rows.next();
  std::vector<std::int64_t> line_of(static_cast<std::size_t>(points_));  // 0: not seen
  while (const auto read = rows.next()) {
    heed(stop_);
    if (read->cells.size() != header_.size()) {
      refuse(fmt::format("line {}: {}, expected {}", read->line,
                         counted(std::ssize(read->cells), "cell"), header_.size()));
    }
    const Row row{point_of(read->cells, read->line), read->line, read->cells};
    std::int64_t& seen = line_of[static_cast<std::size_t>(row.point)];
    if (seen != 0) refuse(row, fmt::format("is given twice, first on line {}", seen));
    seen = row.line;
    take(row);
  }
  const auto missing = std::count(line_of.begin(), line_of.end(), 0);
  if (missing == 0) return;
  const auto first = std::find(line_of.begin(), line_of.end(), 0) - line_of.begin();
  refuse(fmt::format("has no row for point {}{}; expected a row for each of {} points", first,
                     missing > 1 ? fmt::format(" and {}", counted(missing - 1, "other")) : "",
                     with_thousands(points_)));
}

double PointRows::number(const Row& row, std::size_t column) const {
  const std::string& cell = row.cells[column];
  if (std::find(std::begin(kNone), std::end(kNone), cell) != std::end(kNone)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const std::optional<double> x = finite_in(cell);
  if (!x) refuse(row, fmt::format("\"{}\" is no finite number ({})", cell, header_[column]));
  return *x;
}

}  // namespace armistice
