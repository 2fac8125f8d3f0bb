// What it would be worth to know one parameter before choosing: EVPPI, the expected value of
// partial perfect information, from one sample of trials by regression (Strong, Oakley and Brennan
// 2014, Medical Decision Making 34:311; reviewed by Heath, Manolopoulou and Baio 2017).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/information/smoother.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

/// The objective in each trial and option, better if larger. All options share a trial's inputs and
/// its chance.
struct Choices {
  std::size_t options = 0;
  std::vector<double> objective;  // [option][trial]

  std::size_t trials() const { return objective.size() / options; }
  double value(std::size_t option, std::size_t trial) const {
    return objective[option * trials() + trial];
  }
  double mean(std::size_t option) const;  // over the trials
  /// What would be chosen now: the option with the best mean, the first of equals.
  std::size_t best() const;
};

struct PartialInformation {
  double evppi;         // the mean of the next two, not below 0: to first order without bias
  double plug_in;       // E[max] of the fitted means: overstates, since it is fitted to noise
  double cross_fitted;  // what a choice fitted to other trials gains in these: understates
  Interval sampling;    // 95 %, normal, around evppi, not below 0
  double switches;      // share of trials whose input would change the choice
  std::size_t low_choice, high_choice;  // what to choose at the input's 5 % and 95 % quantile
};

/// The information about one input, given by trial.
PartialInformation partial_information(const Choices& choices, const SmoothBasis& basis,
                                       std::span<const float> input);

/// The plug-in estimate alone, with trial `order[i]`'s objectives beside trial i's input.
double plug_in_of_permuted(const Choices& choices, const SmoothBasis& basis,
                           const Smoother& smoother, std::span<const std::uint32_t> order);

/// The smoother that a plug-in estimate of all trials uses.
Smoother smoother_of(const SmoothBasis& basis);

/// A permutation of trials, drawn for this seed and number.
std::vector<std::uint32_t> permutation(std::size_t trials, std::uint64_t seed,
                                       std::uint32_t number);

}  // namespace armistice
