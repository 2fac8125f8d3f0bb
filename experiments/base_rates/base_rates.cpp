#include "experiments/base_rates/base_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/input/data_tables.hpp"

namespace armistice {
namespace {

using Cells = std::vector<std::string>;

}  // namespace

BaseRate wars_ended(double months_fought, double months_ahead) {
  BaseRate rate;
  std::int64_t ended = 0;
  for (const Cells& war : columns_of("wars.csv", {"months"})) {
    const double months = number_of_data(war[0]);
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
    const int year =
        std::min(static_cast<int>(std::ceil(number_of_data(spell[0]))), kMostYears - 1);
    ++rate.cases;
    ++(spell[1] == "yes" ? events : censored)[static_cast<std::size_t>(year)];
  }
  const Survival at_peace = kaplan_meier(events, censored, years);
  rate.share = 1 - at_peace.share;
  rate.sampling = {1 - at_peace.interval.high, 1 - at_peace.interval.low};
  return rate;
}

}  // namespace armistice
