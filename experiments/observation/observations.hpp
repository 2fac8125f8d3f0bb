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

/// Reads a table with a column `month` and any of the declared series; other columns
/// are ignored. Throws Error(kInput) with "file:line: " where it is no such table: a month twice,
/// a month out of order, a number that cannot be.
Observations read_observations(const std::filesystem::path& file);

}  // namespace armistice
