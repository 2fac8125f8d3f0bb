// How often it went so before: shares of 64 wars between states of 1823 to 2003 (data/wars.csv,
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

/// The wars that ended within `months_ahead`, of those that had gone on for `months_fought`. A war
/// of several spells counts to its last end. None is censored, so it is a plain share, with
/// Wilson's interval.
BaseRate wars_ended(double months_fought, double months_ahead);

/// The pairs of opponents at war again within `years` of the end of theirs: Kaplan and
/// Meier, with the interval of kaplan_meier.
BaseRate wars_again(int years);

}  // namespace armistice
