// A stand-in for the model whose front, whose best option and whose regret a test knows.
#pragma once

#include <cmath>
#include <vector>

#include "experiments/comparison/trial_values.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {

struct ToyOption {
  double objective, cost;
};

/// Standard normal, by address alone.
inline double toy_normal(std::uint32_t set, std::uint32_t replicate, std::uint32_t what) {
  const double u = (double{stand_in_uniform(7, set, replicate, what)} + 0x1p-25) / (1 + 0x1p-23);
  const double v = double{stand_in_uniform(8, set, replicate, what)};
  return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * v);
}

/// Trials of an option lie about its objective: with noise of its own, and noise that all options
/// of a trial share. Its cost is total, and halved between Europe and the United States; casualties
/// are the cost too.
inline TrialValues toy_values(const std::vector<ToyOption>& options, double own, double common) {
  return [&options, own, common](std::size_t option, std::span<const TrialAddress> trials,
                                 std::span<double> values) {
    const std::size_t n = trials.size();
    for (std::size_t k = 0; k < n; ++k) {
      const auto [set, replicate] = trials[k];
      const auto what = static_cast<std::uint32_t>(1000 + option);
      const double cost = options[option].cost;
      const auto put = [&](Measure m, double x) { values[place_of(m, k, n)] = x; };
      put(Measure::kObjective, options[option].objective + own * toy_normal(set, replicate, what) +
                                   common * toy_normal(set, replicate, 1));
      put(Measure::kCostEu, cost / 4);
      put(Measure::kCostOtherEurope, cost / 4);
      put(Measure::kCostUnitedStates, cost / 2);
      put(Measure::kCostEurope, cost / 2);
      put(Measure::kCostTotal, cost);
      put(Measure::kUkrainianCasualties, cost);
      put(Measure::kCostOtherDonors, 0);
    }
  };
}

}  // namespace armistice
