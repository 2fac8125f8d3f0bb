#include "experiments/base_rates/observed_months.hpp"

#include "agents/interface/declarations.hpp"
#include "agents/interface/kernel.hpp"
#include "experiments/input/data_tables.hpp"

namespace armistice {
namespace {

struct ObservedQuantity {
  Quantity quantity;
  std::string_view source;
  std::string_view name() const {
    return quantity_declarations()[static_cast<std::size_t>(quantity)].name;
  }
};
constexpr ObservedQuantity kObserved[] = {
    {Quantity::occupied_share_pct,
     "DeepStateMap, and before April 2022 the Institute for the Study of War as measured by The "
     "Economist"},
    {Quantity::russian_casualties_thousand,
     "the UK Ministry of Defence, which repeats the Ukrainian General Staff"}};

}  // namespace

std::string_view observed_source(std::string_view quantity) {
  for (const ObservedQuantity& observed : kObserved) {
    if (observed.name() == quantity) return observed.source;
  }
  return "";
}

std::vector<ObservedValue> observed_before(std::string_view quantity, CalendarMonth start) {
  if (observed_source(quantity).empty()) return {};
  std::vector<ObservedValue> before;
  for (const auto& cells : columns_of("observed_monthly.csv", {"month", std::string(quantity)})) {
    const auto month = calendar_month(cells[0]);
    if (!month || months_between(*month, start) <= 0 || cells[1].empty()) continue;
    before.push_back({*month, cells[1]});
  }
  return before;
}

}  // namespace armistice
