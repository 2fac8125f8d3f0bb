#include "experiments/comparison/trial_values.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/engine/processor.hpp"

namespace armistice {
namespace {

double objective_in(const TrialGroup& group, int lane, const Objective& objective) {
  const Share* const share = std::get_if<Share>(&objective.what);
  const double x = share != nullptr ? (counts_towards(group.shares(lane), *share) ? 1.0 : 0.0)
                                    : double{group.result(std::get<Result>(objective.what), lane)};
  return objective.sign * x;
}

/// A measure that is not the objective.
constexpr std::pair<Measure, Result> kMeasured[] = {
    {Measure::kCostEu, Result::cost_eu_eur_bn},
    {Measure::kCostOtherEurope, Result::cost_other_europe_eur_bn},
    {Measure::kCostUnitedStates, Result::cost_united_states_eur_bn},
    {Measure::kCostEurope, Result::cost_europe_eur_bn},
    {Measure::kCostTotal, Result::cost_total_eur_bn},
    {Measure::kUkrainianCasualties, Result::ukrainian_casualties_thousand},
    {Measure::kCostOtherDonors, Result::cost_other_donors_eur_bn}};
static_assert(std::size(kMeasured) == kMeasures - 1);

void put_trial(const TrialGroup& group, int lane, const Objective& objective, std::size_t trial,
               std::size_t trials, std::span<double> values) {
  values[place_of(Measure::kObjective, trial, trials)] = objective_in(group, lane, objective);
  for (const auto& [measure, result] : kMeasured) {
    values[place_of(measure, trial, trials)] = double{group.result(result, lane)};
  }
}

}  // namespace

std::string_view name_of(Measure measure) {
  const auto* const found =
      std::find_if(std::begin(kMeasured), std::end(kMeasured),
                   [measure](const auto& measured) { return measured.first == measure; });
  return found == std::end(kMeasured) ? "objective" : declaration_of(found->second).name;
}

TrialValues values_of_scenarios(std::function<Scenario(std::size_t)> scenario_of,
                                const RunSettings& settings, const Objective& objective) {
  // An option is set up for each call: little beside the dozens of trials that a call is for, and
  // no memory that grows with the options.
  return [scenario_of = std::move(scenario_of), seed = settings.seed,
          horizon = settings.horizon_months,
          processor = std::shared_ptr<Processor>(lane_processor(*settings.kernel)), objective](
             std::size_t option, std::span<const TrialAddress> trials, std::span<double> values) {
    const BatchContext context(scenario_of(option), seed, horizon);
    GroupRequest alike;
    alike.context = &context;
    const auto put = [&](std::size_t i, const TrialGroup& group) {
      for (int lane = 0; lane < group.trials; ++lane) {
        put_trial(group, lane, objective, i * kGroupTrials + static_cast<std::size_t>(lane),
                  trials.size(), values);
      }
    };
    processor->take(groups_of(alike, trials))->redeem(put, nullptr);
  };
}

}  // namespace armistice
