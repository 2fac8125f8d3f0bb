// The values that a choice between options uses, trial by trial: the objective, the costs by payer,
// and the casualties. The options are scenarios that share the chance of a trial.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "experiments/comparison/difference.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {

enum class Measure : int {
  kObjective,  // better if larger
  kCostEu,     // EUR bn over the trial, by who pays (agents/record/costs.hpp)
  kCostOtherEurope,
  kCostUnitedStates,
  kCostEurope,  // of the EU, with what it gives as a whole, and the other European donors
  kCostTotal,
  kUkrainianCasualties,  // thousand
  kCostOtherDonors,      // outside Europe, but the United States
  count
};
inline constexpr int kMeasures = static_cast<int>(Measure::count);

/// "cost_eu_eur_bn"; of the objective: "objective".
std::string_view name_of(Measure measure);

/// The measures of an option. `sign` is -1 for a quantity that is better if smaller; measures hold
/// sign times the quantity.
struct Objective {
  Compared what = Share::kDurableAcceptablePeace;
  double sign = 1;

  /// The quantity itself, of a value as measured; without a negative zero.
  double quantity(double measured) const { return sign < 0 ? 0 - measured : measured; }
};

/// Writes [measure][trial] of some trials of an option. Called from several threads at once; what
/// it writes depends on its arguments alone.
using TrialValues = std::function<void(std::size_t option, std::span<const TrialAddress> trials,
                                       std::span<double> values)>;

/// Place in such a table.
inline std::size_t place_of(Measure m, std::size_t trial, std::size_t trials) {
  return static_cast<std::size_t>(m) * trials + trial;
}

/// Trials of scenarios, run as they are asked for. `scenario_of` must outlive it and gives the
/// scenario of an option; `settings` are checked ones.
TrialValues values_of_scenarios(std::function<Scenario(std::size_t)> scenario_of,
                                const RunSettings& settings, const Objective& objective);

}  // namespace armistice
