// The comparison of one quantity: the values of both scenarios, the difference, and its
// uncertainty.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "experiments/comparison/paired_ensemble.hpp"
#include "experiments/trials/labels.hpp"

namespace armistice {

/// A share of trials, or the mean of a result that every trial has.
using Compared = std::variant<Share, Result>;

/// The shares that reports with these labels have, in the order of their declarations.
std::vector<Compared> compared_shares(LabelsUsed labels);

/// All that is compared: the shares, then the results that are numbers and that every trial of
/// these scenarios has. Flags that are a share already are left to the shares.
std::vector<Compared> compared_quantities(std::span<const Scenario> scenarios);

struct Difference {
  double reference, scenario;  // share or mean, exactly as in the scenario's own run
  double difference;           // scenario less reference
  Interval sampling;       // 95 %: Tango's for shares, normal for means; sequences with a precision
  DifferenceRange ranges;  // over parameter sets
  double trials_unpaired;  // not a number if nothing differs
};

/// `pair` counts the scenarios after the reference, from 0.
Difference difference(const PairedEnsemble& ensemble, std::size_t pair, Compared what);

/// Compares how many trials had first stopped with this outcome by a date that was asked about.
Difference date_difference(const PairedEnsemble& ensemble, std::size_t date, std::size_t pair,
                           Outcome outcome);

/// Half-width of the widest of the intervals of its difference, over all pairs: what a precision is
/// about. Not a number if one isn't.
double widest_interval(const PairedEnsemble& ensemble, Compared what);

}  // namespace armistice
