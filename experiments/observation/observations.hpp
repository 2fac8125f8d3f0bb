// What was observed, month by month: the series that forecasts are scored against.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "experiments/input/calendar.hpp"
#include "experiments/observation/observation.hpp"

namespace armistice {

/// A month of observations; what nobody observed is missing.
struct ObservedMonth {
  std::array<std::optional<double>, kSeries> value;
};

/// Months from `first` on, without a gap.
struct Observations {
  CalendarMonth first;
  std::vector<ObservedMonth> months;

  std::optional<double> value(int series, CalendarMonth month) const;
  std::optional<bool> stopped(CalendarMonth month) const;
  CalendarMonth last() const;
  /// Values of the unbroken run of months that ends before `month`, oldest first, from `from` on.
  std::vector<double> history(int series, CalendarMonth from, CalendarMonth month) const;
};

/// Reads a table with a column `month` and any of the declared series; other columns are ignored.
/// Throws Error(kInput) with "file:line: " for a misspelt column or one that is there twice, a row
/// of another length, a month twice or out of order, and a number that cannot be. Fighting that has
/// stopped and goes on is none.
Observations read_observations(const std::filesystem::path& file);

}  // namespace armistice
