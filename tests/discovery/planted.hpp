// Points on the unit cube whose outcome has a probability that a test knows.
#pragma once

#include <boost/random/uniform_01.hpp>
#include <functional>

#include "experiments/discovery/cases.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {

using Probability = std::function<double(const Eigen::ArrayXd& factors)>;

/// Uniform points; `replicates` trials of each, 0 for the probability itself.
inline Cases planted(int points, int factors, std::uint32_t seed, int replicates,
                     const Probability& probability) {
  AddressedEngine engine(seed, 0, hash_of("test", "planted"));
  boost::random::uniform_01<double> uniform;
  Cases cases{Eigen::ArrayXXd(points, factors),
              std::vector<bool>(static_cast<std::size_t>(factors), true), Eigen::ArrayXd(points),
              std::max(1, replicates)};
  for (int i = 0; i < points; ++i) {
    for (int f = 0; f < factors; ++f) cases.factors(i, f) = uniform(engine);
    const double p = probability(cases.factors.row(i).transpose());
    int hits = 0;
    for (int r = 0; r < replicates; ++r) hits += uniform(engine) < p ? 1 : 0;
    cases.share[i] = replicates == 0 ? p : static_cast<double>(hits) / replicates;
  }
  return cases;
}

/// A factor without order, of so many equally likely levels, in place of an ordered one.
inline void make_levels(Cases& cases, int factor, int levels) {
  cases.ordered[static_cast<std::size_t>(factor)] = false;
  cases.factors.col(factor) = (cases.factors.col(factor) * levels).floor();
}

/// The same cases with points in another order.
inline Cases with_points(const Cases& cases, const std::vector<std::uint32_t>& order) {
  const std::vector<Eigen::Index> rows(order.begin(), order.end());
  return {cases.factors(rows, Eigen::all), cases.ordered, cases.share(rows), cases.replicates};
}

/// And with factors in reverse order.
inline Cases reversed(const Cases& cases) {
  return {cases.factors.rowwise().reverse(),
          {cases.ordered.rbegin(), cases.ordered.rend()},
          cases.share,
          cases.replicates};
}

inline double one_if(bool yes) { return yes ? 1 : 0; }

}  // namespace armistice
