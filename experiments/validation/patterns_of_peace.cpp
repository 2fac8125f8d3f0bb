// Patterns 15 to 18: which peace lasts.
#include <algorithm>
#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/draw.hpp"
#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

constexpr int kLandmark = 24;  // months after the stop at which the status delivered is read
constexpr double kYear = 12;

/// Relapses a year at risk of the peaces that had lasted to the landmark, by the status that had
/// been delivered by then (landmark analysis: Anderson, Cain and Gelber 1983). A peace counts for a
/// status only if it lasted long enough to receive it.
Figure relapse_rate(const Sample& sample, float status) {
  const auto delivered = sample.of(Result::delivered_security_month_24),
             end = sample.of(Result::end_month), relapse = sample.of(Result::relapse_month);
  double events = 0, months = 0;
  for (std::size_t i = 0; i < delivered.size(); ++i) {
    if (delivered[i] != status) continue;
    const double last = relapse[i] < 0 ? sample.horizon_months : static_cast<double>(relapse[i]);
    months += last - static_cast<double>(end[i]) - kLandmark;
    events += relapse[i] < 0 ? 0 : 1;
  }
  const double years = months / kYear;
  return {events / years, std::sqrt(events) / years};  // a Poisson count over its exposure
}

/// The share of relapses among the `chosen` trials that count.
double relapsed_share(const Sample& sample, const std::vector<double>& chosen, std::size_t first,
                      std::size_t last) {
  const auto relapsed = sample.of(Result::relapsed);
  double stops = 0, broken = 0;
  for (std::size_t i = first; i < last; ++i) {
    stops += chosen[i];
    broken += chosen[i] * static_cast<double>(relapsed[i]);
  }
  return broken / stops;
}

std::vector<double> stopped_trials(const Sample& sample) {
  std::vector<double> stopped = sample.counts(Share::kContinuedWarAll);
  for (double& war : stopped) war = 1 - war;
  return stopped;
}

/// Trials whose invader values victory above 1: the greedy type.
std::vector<bool> greedy_trials(const Scenario& scenario, const LaboratorySettings& settings) {
  const auto all = parameter_declarations();
  std::size_t place = 0;
  while (setting_name(all[place]) != "parameters.putin.victory_value") ++place;
  const ParameterDraw draw(scenario, settings.seed);
  std::vector<bool> greedy;
  for (int k = 0; k < settings.trials; ++k) {
    greedy.push_back(draw.set(static_cast<std::uint32_t>(k)).parameters[place] > 1);
  }
  return greedy;
}

void add_relapse_by_status(const Sample& alone, const Sample& backed, Patterns& rows) {
  // The status quo delivers little above 1, the Plan little below 3: each status is read where it
  // is common, or in capitulation for status 0.
  const auto kBuiltIn = PatternKind::kBuiltIn;
  const Figure s1 = relapse_rate(alone, 1), s2 = relapse_rate(alone, 2),
               s3 = relapse_rate(backed, 3), s4 = relapse_rate(backed, 4);
  const auto less = [](const Figure& a, const Figure& b) {
    return Figure{a.value - b.value, std::hypot(a.standard_error, b.standard_error)};
  };
  rows.push_back(
      {15, "relapse a year, status 1 less status 2", kBuiltIn, at_least(0), less(s1, s2)});
  rows.push_back(
      {15, "relapse a year, status 2 less status 3", kBuiltIn, at_least(0), less(s2, s3)});
  rows.push_back(
      {15, "relapse a year, status 3 less status 4", kBuiltIn, at_least(0), less(s3, s4)});
  const double ratio = s1.value / s3.value;
  rows.push_back(
      {15,
       "relapse a year, status 1 to status 3",
       kBuiltIn,
       at_least(4),
       {ratio, ratio * std::hypot(s1.standard_error / s1.value, s3.standard_error / s3.value)}});
}

}  // namespace

Patterns patterns_of_peace(Laboratory& laboratory) {
  const Scenario plan = Laboratory::scenario("peace_through_strength");
  const Scenario capitulation = Laboratory::scenario("capitulation");
  const Sample& base = laboratory.run(Laboratory::scenario("status_quo"));
  const Sample& strong = laboratory.run(plan);
  const Sample& weak = laboratory.run(capitulation);
  const auto trials = static_cast<std::size_t>(base.trials);

  Patterns rows;
  const Figure s0 = relapse_rate(weak, 0), s1 = relapse_rate(base, 1);
  rows.push_back({15,
                  "relapse a year, status 0 less status 1",
                  PatternKind::kBuiltIn,
                  at_least(0),
                  {s0.value - s1.value, std::hypot(s0.standard_error, s1.standard_error)}});
  add_relapse_by_status(base, strong, rows);

  const auto pressed = [&](const char* intensity) -> const Sample& {
    return laboratory.run(
        Laboratory::scenario("status_quo", {{"levers.pressure_on_kyiv", intensity}}));
  };
  const Sample &free = pressed("0"), &forced = pressed("1");
  const std::vector<double> stopped = stopped_trials(free),
                            stopped_by_force = stopped_trials(forced);
  rows.push_back({16, "relapse of stops, pressure on Kyiv 1 less 0, share", PatternKind::kBuiltIn,
                  at_least(.02), by_batches(trials, [&](std::size_t a, std::size_t b) {
                    return relapsed_share(forced, stopped_by_force, a, b) -
                           relapsed_share(free, stopped, a, b);
                  })});

  const std::vector<double> guaranteed = strong.counts(Share::kGuaranteed);
  const auto violations = strong.of(Result::violations), relapsed = strong.of(Result::relapsed);
  rows.push_back({17, "violations to a relapse in guaranteed cease-fires",
                  PatternKind::kIndependent, at_least(10),
                  by_batches(trials, [&](std::size_t a, std::size_t b) {
                    double count = 0, relapses = 0;
                    for (std::size_t i = a; i < b; ++i) {
                      if (guaranteed[i] == 0) continue;
                      count += static_cast<double>(violations[i]);
                      relapses += static_cast<double>(relapsed[i]);
                    }
                    return count / relapses;
                  })});

  const std::vector<bool> greedy = greedy_trials(plan, laboratory.settings());
  const auto of_greedy = [&greedy](std::vector<double> counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] *= greedy[i] ? 1 : 0;
    return counts;
  };
  const std::vector<double> defeat = of_greedy(weak.counts(Share::kUkraineDefeated)),
                            strength = of_greedy(strong.counts(Share::kStrengthStatus));
  rows.push_back(
      {18, "relapse, defeat of Ukraine to peace with a force or NATO, greedy type",
       PatternKind::kBuiltIn, at_least(3), by_batches(trials, [&](std::size_t a, std::size_t b) {
         return relapsed_share(weak, defeat, a, b) / relapsed_share(strong, strength, a, b);
       })});
  return rows;
}

}  // namespace armistice
