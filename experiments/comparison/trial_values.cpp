#include "experiments/comparison/trial_values.hpp"

#include <memory>
#include <utility>

#include "experiments/engine/processor.hpp"

namespace armistice {
namespace {

// What counts as a cost, as the model accounts for it: in EUR bn, over the trial.
constexpr Result kEuropeanCosts[] = {Result::european_military_aid_eur_bn};
constexpr DonorResult kDonorCosts[] = {DonorResult::military_aid_eur_bn};  // of them, by donor
constexpr Result kUnitedStatesCosts[] = {Result::us_military_aid_eur_bn};

double objective_in(const TrialGroup& group, int lane, const Objective& objective) {
  const Share* const share = std::get_if<Share>(&objective.what);
  const double x = share != nullptr ? (counts_towards(group.shares(lane), *share) ? 1.0 : 0.0)
                                    : double{group.result(std::get<Result>(objective.what), lane)};
  return objective.sign * x;
}

template <std::size_t N>
double sum_of(const Result (&results)[N], const TrialGroup& group, int lane) {
  double sum = 0;
  for (const Result r : results) sum += double{group.result(r, lane)};
  return sum;
}

/// What the donors outside the EU gave. The rest of Europe's part is of the EU: its members and
/// what they give together.
double others_costs(const TrialGroup& group, int lane, const CastTable& cast) {
  double others = 0;
  for (int donor = 0; donor < group.donors; ++donor) {
    if (cast.eu_member[donor]) continue;
    for (const DonorResult r : kDonorCosts) {
      const int row = donor * kDonorResults + static_cast<int>(r);
      others += double{group.donor_results[row * kGroupTrials + lane]};
    }
  }
  return others;
}

void put_trial(const TrialGroup& group, int lane, const CastTable& cast, const Objective& objective,
               std::size_t trial, std::size_t trials, std::span<double> values) {
  const auto put = [&](Measure m, double x) { values[place_of(m, trial, trials)] = x; };
  const double europe = sum_of(kEuropeanCosts, group, lane);
  const double others = others_costs(group, lane, cast);
  const double united_states = sum_of(kUnitedStatesCosts, group, lane);
  put(Measure::kObjective, objective_in(group, lane, objective));
  put(Measure::kCostEu, europe - others);
  put(Measure::kCostOtherEurope, others);
  put(Measure::kCostUnitedStates, united_states);
  put(Measure::kCostEurope, europe);
  put(Measure::kCostTotal, europe + united_states);
  put(Measure::kUkrainianCasualties,
      double{group.result(Result::ukrainian_casualties_thousand, lane)});
}

}  // namespace

std::string_view name_of(Measure measure) {
  constexpr std::string_view kNames[] = {"objective",
                                         "cost_eu_eur_bn",
                                         "cost_other_europe_eur_bn",
                                         "cost_united_states_eur_bn",
                                         "cost_europe_eur_bn",
                                         "cost_total_eur_bn",
                                         "ukrainian_casualties_thousand"};
  static_assert(std::size(kNames) == kMeasures);
  return kNames[static_cast<std::size_t>(measure)];
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
    alike.donors = true;
    const auto put = [&](std::size_t i, const TrialGroup& group) {
      for (int lane = 0; lane < group.trials; ++lane) {
        put_trial(group, lane, context.cast, objective,
                  i * kGroupTrials + static_cast<std::size_t>(lane), trials.size(), values);
      }
    };
    processor->take(groups_of(alike, trials))->redeem(put, nullptr);
  };
}

}  // namespace armistice
