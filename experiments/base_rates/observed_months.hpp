// The months of this war before a start, as they were observed (data/observed_monthly.csv).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/calendar.hpp"

namespace armistice {

struct ObservedValue {
  CalendarMonth month;
  std::string value;  // as the table has it
};

/// What was observed of a quantity in the months before `start`, oldest first. Nothing if nobody
/// observed it.
std::vector<ObservedValue> observed_before(std::string_view quantity, CalendarMonth start);

/// Where the table has the quantity from, in words; empty if it does not have it.
std::string_view observed_source(std::string_view quantity);

}  // namespace armistice
