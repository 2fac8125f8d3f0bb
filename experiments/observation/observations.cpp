#include "experiments/observation/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {
namespace {

constexpr std::string_view kMonth = "month";

/// Where the columns that are read stand in a row; -1: nowhere.
struct Columns {
  int month = -1;
  std::array<int, kSeries> series;
};

[[noreturn]] void refuse(const std::filesystem::path& file, std::int64_t line,
                         const std::string& why) {
  throw Error(Fault::kInput, fmt::format("{}:{}: {}", file.string(), line, why));
}

/// Slips of the hand in a name; further away it is another column.
constexpr int kSlips = 2;

/// Refuses a column that is misspelt, and one that is there twice. Others are the reader's own.
void check_header(const CsvRows::Row& header, const std::filesystem::path& file) {
  std::vector<std::string_view> known{kMonth};
  for (const SeriesDeclaration& series : series_declarations()) known.push_back(series.name);
  for (const std::string& name : header.cells) {
    const auto of_series = std::find(known.begin(), known.end(), name);
    for (const std::string_view series : known) {
      if (of_series != known.end() || edit_distance(name, series) > kSlips) continue;
      refuse(file, header.line,
             fmt::format("column \"{}\" is no series; did you mean \"{}\"?", name, series));
    }
    if (of_series != known.end() &&
        std::count(header.cells.begin(), header.cells.end(), name) > 1) {
      refuse(file, header.line,
             fmt::format("column \"{}\" is there twice; expected it once", name));
    }
  }
}

Columns columns_of(const CsvRows::Row& header, const std::filesystem::path& file) {
  check_header(header, file);
  const auto place = [&header](std::string_view name) {
    const auto found = std::find(header.cells.begin(), header.cells.end(), name);
    return found == header.cells.end() ? -1 : static_cast<int>(found - header.cells.begin());
  };
  Columns columns{place(kMonth), {}};
  bool any = false;
  std::string known;
  for (std::size_t s = 0; s < columns.series.size(); ++s) {
    columns.series[s] = place(series_declarations()[s].name);
    any = any || columns.series[s] >= 0;
    known += fmt::format("{}{}",
                         s == 0                          ? ""
                         : s + 1 < columns.series.size() ? ", "
                                                         : " or ",
                         series_declarations()[s].name);
  }
  if (columns.month < 0) refuse(file, header.line, "no column month; expected one, as 2024-06");
  if (!any) {
    refuse(file, header.line, fmt::format("nothing to score; expected a column of {}", known));
  }
  return columns;
}

const std::string& cell(const CsvRows::Row& row, int column) {
  static const std::string kMissing;
  const auto place = static_cast<std::size_t>(column);
  return column < 0 || place >= row.cells.size() ? kMissing : row.cells[place];
}

/// What nobody can have observed in the series' unit: a slip of the unit, such as persons in place
/// of thousands, lies beyond.
double largest(const SeriesDeclaration& series) {
  constexpr double kPercent = 100, kFarBeyond = 10;
  if (series.kind == SeriesKind::kShare) return 1;
  if (series.unit.starts_with('%')) return kPercent;
  return kFarBeyond * series.high;
}

std::optional<double> number_in(const CsvRows::Row& row, int column,
                                const SeriesDeclaration& series,
                                const std::filesystem::path& file) {
  const std::string& text = cell(row, column);
  if (text.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool number = error == std::errc() && end == text.data() + text.size();
  if (series.kind == SeriesKind::kState) {
    if (number && (value == 0 || value == 1)) return value;
    refuse(file, row.line,
           fmt::format("{}: \"{}\"; expected 0 or 1, or nothing", series.name, text));
  }
  if (number && value >= 0 && value <= largest(series)) return value;
  refuse(
      file, row.line,
      fmt::format("{}: \"{}\"; expected a number from 0 to {}{}, or nothing", series.name, text,
                  largest(series), series.unit.empty() ? "" : fmt::format(" ({})", series.unit)));
}

}  // namespace

std::optional<double> Observations::value(int series, CalendarMonth month) const {
  const int at = months_between(first, month);
  if (at < 0 || at >= static_cast<int>(months.size())) return std::nullopt;
  return months[static_cast<std::size_t>(at)].value[static_cast<std::size_t>(series)];
}

std::optional<bool> Observations::stopped(CalendarMonth month) const {
  const auto state = value(series_named("stopped"), month);
  if (!state) return std::nullopt;
  return *state != 0;
}

CalendarMonth Observations::last() const {
  return add_months(first, static_cast<int>(months.size()) - 1);
}

std::vector<double> Observations::history(int series, CalendarMonth from,
                                          CalendarMonth month) const {
  std::vector<double> values;
  for (int back = 1;; ++back) {
    const CalendarMonth at = add_months(month, -back);
    if (months_between(from, at) < 0) break;
    const auto x = value(series, at);
    if (!x) break;
    values.push_back(*x);
  }
  std::reverse(values.begin(), values.end());
  return values;
}

Observations read_observations(const std::filesystem::path& file) {
  CsvRows rows(file);
  const auto header = rows.next();
  if (!header) refuse(file, 1, "no header; expected a column month and one for each series");
  const Columns columns = columns_of(*header, file);
  Observations all;
  double state = 0;
  while (const auto row = rows.next()) {
    const auto month = calendar_month(cell(*row, columns.month));
    if (!month) {
      refuse(file, row->line,
             fmt::format("month: \"{}\"; expected a month such as 2024-06",
                         cell(*row, columns.month)));
    }
    if (all.months.empty()) all.first = *month;
    const CalendarMonth next = add_months(all.first, static_cast<int>(all.months.size()));
    if (*month != next) {
      refuse(file, row->line,
             fmt::format("month {}; expected {}: months follow each other", to_string(*month),
                         to_string(next)));
    }
    if (row->cells.size() != header->cells.size()) {
      refuse(file, row->line,
             fmt::format("{} cells; expected {}", row->cells.size(), header->cells.size()));
    }
    ObservedMonth& seen = all.months.emplace_back();
    for (std::size_t s = 0; s < columns.series.size(); ++s) {
      const SeriesDeclaration& series = series_declarations()[s];
      seen.value[s] = number_in(*row, columns.series[s], series, file);
      if (series.kind != SeriesKind::kState || !seen.value[s]) continue;
      if (*seen.value[s] < state) {
        refuse(file, row->line,
               fmt::format("{}: 0 after a 1; what has stopped once stays 1", series.name));
      }
      state = *seen.value[s];
    }
  }
  if (all.months.empty()) refuse(file, header->line, "no month; expected a row for each");
  return all;
}

}  // namespace armistice
