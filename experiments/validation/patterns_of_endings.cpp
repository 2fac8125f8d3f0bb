// Patterns 13, 14, 20, 24 and 26: when and how the war ends, and what it costs.
#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/draw.hpp"
#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

constexpr int kYear = 12, kFirstYear = 5, kLastYear = 10;

/// Hazards of a first stop by year, from the fifth to the tenth: largest to smallest.
double hazard_spread(std::span<const float> end_month, std::size_t first, std::size_t last) {
  double smallest = 1, largest = 0;
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    const double from = (year - 1) * kYear, to = year * kYear;
    double stops = 0, exposure = 0;
    for (std::size_t i = first; i < last; ++i) {
      const double end = end_month[i] < 0 ? 1e9 : static_cast<double>(end_month[i]);
      if (end <= from) continue;
      exposure += std::min(end, to) - from;
      stops += end <= to ? 1 : 0;
    }
    smallest = std::min(smallest, stops / exposure);
    largest = std::max(largest, stops / exposure);
  }
  return largest / smallest;
}

/// The domestic cost to Moscow's leader of stopping short, as drawn for each trial.
std::vector<double> audience_costs(const Scenario& scenario, const LaboratorySettings& settings) {
  const auto place = [](std::string_view name) {
    const auto all = parameter_declarations();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (setting_name(all[i]) == name) return i;
    }
    throw Error(Fault::kOurs, "armistice validate: no parameter " + std::string(name));
  };
  const std::size_t cost = place("parameters.putin.audience_cost"),
                    cannot = place("parameters.putin.cannot_stop"),
                    added = place("parameters.putin.cannot_stop_cost");
  const ParameterDraw draw(scenario, settings.seed);
  std::vector<double> costs;
  for (int k = 0; k < settings.trials; ++k) {
    const std::vector<float> p = draw.set(static_cast<std::uint32_t>(k)).parameters;
    costs.push_back(static_cast<double>(p[cost] + p[cannot] * p[added]));
  }
  return costs;
}

}  // namespace

Patterns patterns_of_endings(Laboratory& laboratory) {
  const Scenario scenario = Laboratory::scenario("status_quo");
  const Sample& sample = laboratory.run(scenario);
  const auto trials = static_cast<std::size_t>(sample.trials);
  const std::vector<double> war = sample.counts(Share::kContinuedWarAll);

  Patterns rows;
  const auto end_month = sample.of(Result::end_month);
  rows.push_back({13, "hazard of a stop in years 5 to 10, largest year to smallest",
                  PatternKind::kIndependent, at_most(2),
                  by_batches(trials, [&](std::size_t a, std::size_t b) {
                    return hazard_spread(end_month, a, b);
                  })});
  rows.push_back({14, "war still on after 10 years, share", PatternKind::kFitted, between(.3, .6),
                  mean_of_values(war)});
  const std::vector<double> costs = audience_costs(scenario, laboratory.settings());
  rows.push_back(
      {20, "correlation of continued war with the leader's audience cost", PatternKind::kBuiltIn,
       at_least(.2), by_batches(trials, [&](std::size_t a, std::size_t b) {
         return correlation(std::span(war).subspan(a, b - a), std::span(costs).subspan(a, b - a));
       })});
  for (const auto& [share, name] : {std::pair{Share::kNegotiatedAll, "negotiated peace, share"},
                                    std::pair{Share::kDeFactoAll, "de facto cease-fire, share"},
                                    std::pair{Share::kContinuedWarAll, "continued war, share"}}) {
    rows.push_back(
        {24, name, PatternKind::kFitted, between(.05, .8), mean_of_values(sample.counts(share))});
  }
  const std::vector<double> casualties = as_doubles(sample.of(Result::russian_casualties_thousand));
  rows.push_back({26, "skewness of Russian casualties over trials", PatternKind::kIndependent,
                  at_least(0), by_batches(trials, [&](std::size_t a, std::size_t b) {
                    return skewness(std::span(casualties).subspan(a, b - a));
                  })});
  return rows;
}

}  // namespace armistice
