// What it would be worth to know all parameters before choosing: EVPI, the expected value of
// perfect information; of the parameters, not of the chance within a trial.
#pragma once

#include <span>

#include "experiments/trials/statistics.hpp"

namespace armistice {

/// From parameter sets that are each run several times in each option.
struct PerfectInformation {
  double evpi;          // extrapolated to infinitely many replicates, within the two bounds
  double split_sample;  // half of the replicates choose, half evaluate: understates
  double plug_in;       // the same replicates do both: overstates
  Interval sampling;    // 95 %, normal over sets, around evpi, not below 0
};

/// One set's share in each of the three.
struct SetGain {
  double extrapolated, split_sample, plug_in;
};

/// `objective` is [option][replicate], with an even number of replicates; `now` is the option
/// chosen without information. The error of the plug-in estimate falls as one over the replicates.
/// So twice the estimate, less the average estimate of the two halves, is almost free of it (the
/// antithetic difference of Giles and Goda 2019, Statistics and Computing 29:739).
SetGain gain_in_set(std::span<const double> objective, std::size_t options, std::size_t now);

/// Not a number throughout without sets.
PerfectInformation perfect_information(std::span<const SetGain> sets);

}  // namespace armistice
