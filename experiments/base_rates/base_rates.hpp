// How often it went so before: shares of the wars between states since 1823 (data/wars.csv,
// data/peace_spells.csv, after the Correlates of War), to hold the model's shares against.
#pragma once

#include <cstdint>

#include "experiments/trials/statistics.hpp"

namespace armistice {

struct BaseRate {
  std::int64_t cases = 0;   // at risk at the beginning
  double share = 0;         // 0 .. 1, to whom it happened
  Interval sampling{0, 1};  // 95 %
};

/// Of the wars that had gone on for `months_fought`, those that ended within `months_ahead` more.
/// None is censored, so it is a plain share, with Wilson's interval.
BaseRate wars_ended(double months_fought, double months_ahead);

/// Of the pairs of opponents whose war had ended, those at war again within `years`: Kaplan and
/// Meier, with the interval of kaplan_meier.
BaseRate wars_again(int years);

struct BaseRateTable {
  const char *name, *text;
};
/// cmake/base_rates.cmake makes the definition from data/.
extern const BaseRateTable kBaseRateTables[];

}  // namespace armistice
