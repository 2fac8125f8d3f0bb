// The quantile function of a distribution: its value at a probability.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "experiments/input/distribution.hpp"

namespace armistice {

/// The smallest probability whose normal quantile is taken: half a step of the coordinates' grid of
/// 2^-53. So a value lies within about 8.3 standard deviations of the mean.
inline constexpr double kLeastProbability = 0x1p-54;

/// Prepared once.
class Quantile {
 public:
  /// `name` says whose it is. Throws Error(Fault::kInput) if the distribution is none: a mode
  /// outside its bounds, weights that sum to 0, ...
  Quantile(std::string_view name, const Distribution& distribution);

  /// For words without numbers, equally likely.
  explicit Quantile(std::size_t words);

  /// The value at probability u in [0, 1): of a continuous distribution the quantile, of a discrete
  /// one the least value whose cumulative probability exceeds u, of words the place of the word.
  double operator()(double u) const;

  /// How many values it can take; 0: a continuum.
  std::size_t levels() const { return values_.size(); }

  /// The probability in the middle of a level's interval, at which the quantile function surely
  /// gives that level. Levels count from the least value. A continuum has no levels.
  double middle_of(std::size_t level) const;

 private:
  Distribution distribution_;   // of a continuum
  std::vector<double> values_;  // ascending
  std::vector<double> up_to_;   // cumulative probability, itself included; the last is 1
};

}  // namespace armistice
