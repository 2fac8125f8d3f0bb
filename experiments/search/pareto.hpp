// The Pareto-optimal packages: no other is at least as good in the objective for no more cost.
#pragma once

#include <span>
#include <vector>

#include "experiments/comparison/trial_values.hpp"

namespace armistice {

/// What the objective is set against; each gives a front of its own.
inline constexpr Measure kCriteria[] = {Measure::kCostTotal, Measure::kCostEurope,
                                        Measure::kCostUnitedStates, Measure::kUkrainianCasualties};

/// A package in two dimensions.
struct Tradeoff {
  double objective;  // better if larger
  double cost;       // better if smaller
};

/// 1 for the front, 2 for the front of the rest, and so on (non-dominated sorting: Deb et al.
/// 2002). The first of several equal members has the layer; the others come in the following
/// layers.
std::vector<int> pareto_layers(std::span<const Tradeoff> tradeoffs);

/// How far its two neighbours in its own layer lie apart, in both dimensions, each as a share of
/// the layer's width: 0 to 2, infinite at the layer's ends (crowding distance: Deb et al. 2002).
/// Keeping the larger ones keeps a layer's whole course.
std::vector<double> crowding(std::span<const Tradeoff> tradeoffs, std::span<const int> layers);

}  // namespace armistice
