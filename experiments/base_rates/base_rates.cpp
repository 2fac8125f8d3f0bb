#include "experiments/base_rates/base_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"

namespace armistice {
namespace {

using Cells = std::vector<std::string>;

/// The named columns of one of the tables that the build puts into the program.
std::vector<Cells> columns_of(std::string_view table, const Cells& names) {
  const BaseRateTable* found = kBaseRateTables;
  while (found->name != nullptr && found->name != table) ++found;
  if (found->name == nullptr) {
    throw Error(Fault::kOurs, fmt::format("the program holds no data/{}", table));
  }
  CsvRows rows({.file = found->name, .text = std::make_shared<const std::string>(found->text)});
  const Cells head = rows.next()->cells;
  std::vector<Cells> values;
  while (const auto row = rows.next()) {
    Cells cells;
    for (const std::string& name : names) {
      const auto place = std::find(head.begin(), head.end(), name) - head.begin();
      cells.push_back(row->cells.at(static_cast<std::size_t>(place)));
    }
    values.push_back(std::move(cells));
  }
  return values;
}

double number(const std::string& cell) {
  double x = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), x);
  return x;
}

}  // namespace

BaseRate wars_ended(double months_fought, double months_ahead) {
  BaseRate rate;
  std::int64_t ended = 0;
  for (const Cells& war : columns_of("wars.csv", {"months"})) {
    const double months = number(war[0]);
    if (months <= months_fought) continue;
    ++rate.cases;
    ended += months <= months_fought + months_ahead ? 1 : 0;
  }
  rate.sampling = wilson_interval(ended, rate.cases);
  if (rate.cases > 0) rate.share = static_cast<double>(ended) / static_cast<double>(rate.cases);
  return rate;
}

BaseRate wars_again(int years) {
  constexpr int kMostYears = 200;
  std::array<std::int64_t, kMostYears> events{}, censored{};
  BaseRate rate;
  for (const Cells& spell : columns_of("peace_spells.csv", {"years_of_peace", "war_again"})) {
    // A spell of 2.3 years ended in the third.
    const int year = std::min(static_cast<int>(std::ceil(number(spell[0]))), kMostYears - 1);
    ++rate.cases;
    ++(spell[1] == "yes" ? events : censored)[static_cast<std::size_t>(year)];
  }
  const Survival at_peace = kaplan_meier(events, censored, years);
  rate.share = 1 - at_peace.share;
  rate.sampling = {1 - at_peace.interval.high, 1 - at_peace.interval.low};
  return rate;
}

}  // namespace armistice
