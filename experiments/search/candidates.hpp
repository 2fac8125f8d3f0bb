// The packages that a search evaluates: all of them or, if there are too many, a population that is
// bred towards the fronts.
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/search/halving.hpp"
#include "experiments/search/package.hpp"

namespace armistice {

/// Spaces up to this size are looked at whole.
inline constexpr double kMostEnumerated = 4096;

/// All packages of a space, the first part's level changing slowest: the empty one first, the full
/// one last.
std::vector<Package> all_packages(const PackageSpace& space);

struct BreedingPlan {
  std::size_t population = 256;
  int generations = 8;
  int trials = 128;  // of each package
  std::uint64_t seed = 1;
  Budget budget;
};

/// A first population: the empty and the full package, each part alone, each part left out, and
/// random ones.
std::vector<Package> first_population(const PackageSpace& space, const BreedingPlan& plan);

/// Generations in the manner of NSGA-II (Deb et al. 2002): the better half of the last population
/// (ranked() of halving.hpp) are parents. A child takes each part from one of two parents, with a
/// change in one part on average. `packages` gets the first population and all children, each once,
/// `standings` their trials; `values` sees `packages` as it grows, between its calls. False if it
/// was stopped.
bool breed(const PackageSpace& space, const BreedingPlan& plan, const TrialValues& values,
           std::vector<Package>& packages, std::vector<Standing>& standings,
           const SearchHooks& hooks);

/// At most how many trials that takes.
std::int64_t breeding_trials(const BreedingPlan& plan);

}  // namespace armistice
