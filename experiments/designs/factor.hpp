// What a design varies: a factor, its distribution, and the factors that belong together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiments/input/distribution.hpp"
#include "experiments/trials/quantile.hpp"

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
/// of one unit are joined by a Gaussian copula of equal correlation
/// (experiments/trials/normal_copula.hpp).
struct FactorUnit {
  std::string name;
  std::vector<std::size_t> factors{};  // positions in Design::factors
  double correlation = 0;              // of the normals: more than -1/(factors - 1), less than 1
  bool operator==(const FactorUnit&) const = default;
};

/// The quantile function of a factor. Throws Error(Fault::kInput) if its distribution is none.
inline Quantile quantile_of(const Factor& factor) {
  if (!factor.words.empty()) return Quantile(factor.words.size());
  return {"factor " + factor.name, factor.distribution};
}

}  // namespace armistice
