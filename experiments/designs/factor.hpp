// What a design varies: a factor, its distribution, and the factors that belong together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiments/input/distribution.hpp"

namespace armistice {

/// One thing that a design varies.
struct Factor {
  std::string name;                  // as --set takes it: "parameters.front.dead_zone", "rule"
  Distribution distribution{};       // of a numeric factor
  std::vector<std::string> words{};  // levels of a factor without numbers (a rule, a switch),
                                     // equally likely; empty: numeric
  bool unordered = false;            // words of which none is more than another: those of a rule
  bool operator==(const Factor&) const = default;
};

/// Factors that move together in pick-freeze and Morris designs; most units have one. The factors
/// of one unit are joined by a Gaussian copula of equal correlation (normal_copula.hpp).
struct FactorUnit {
  std::string name;
  std::vector<std::size_t> factors{};  // positions in Design::factors
  double correlation = 0;              // of the normals: more than -1/(factors - 1), less than 1
  bool operator==(const FactorUnit&) const = default;
};

/// The smallest probability whose normal quantile is taken: half a step of the coordinates' grid of
/// 2^-53. So a value lies within about 8.3 standard deviations of the mean.
inline constexpr double kLeastProbability = 0x1p-54;

/// The quantile function of a factor, prepared once.
class Quantile {
 public:
  /// Throws Error(Fault::kInput) if the distribution is none: a mode outside its bounds, weights
  /// that sum to 0, ...
  explicit Quantile(const Factor& factor);

  /// The value at probability u in [0, 1): of a continuous distribution the quantile, of a discrete
  /// one the least value whose cumulative probability exceeds u, of words the place of the word.
  double operator()(double u) const;

  /// How many values it can take; 0: a continuum.
  std::size_t levels() const { return values_.size(); }

  /// The probability in the middle of a level's interval, at which the quantile function surely
  /// gives that level. Levels count from the least value. A continuous factor has no levels.
  double middle_of(std::size_t level) const;

 private:
  Distribution distribution_;   // of a continuum
  std::vector<double> values_;  // ascending
  std::vector<double> up_to_;   // cumulative probability, itself included; the last is 1
};

}  // namespace armistice
