// When one package is better than another, by the definition: what fronts are held against.
#pragma once

#include "experiments/search/pareto.hpp"

namespace armistice {

/// a is as good in both and better in one.
inline bool dominates(const Tradeoff& a, const Tradeoff& b) {
  return a.objective >= b.objective && a.cost <= b.cost &&
         (a.objective > b.objective || a.cost < b.cost);
}

}  // namespace armistice
