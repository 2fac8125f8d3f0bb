// Pattern 27: Korea, June 1951 to June 1959, an analogue. Its numbers were fitted by eye to one
// case under the core mechanisms; the armistice was in no fit, since only the full ones have one.
#include <algorithm>
#include <cmath>

#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

constexpr int kMonths = 96;
constexpr double kCaseMonths = 12;  // at the start; case months count from June 1950
constexpr double kArmistice = 37;   // July 1953
constexpr double kEarliest = 25, kLatest = 60;
constexpr double kStill = 2.5;  // points by which the line may move

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

const Sample& korea(Laboratory& laboratory, const std::vector<Setting>& settings = {}) {
  return laboratory.run(Laboratory::scenario("korea_1953", settings), {}, kMonths);
}

}  // namespace

Patterns patterns_of_korea(Laboratory& laboratory) {
  const auto kFitted = PatternKind::kFitted;
  const Sample& sample = korea(laboratory);
  const Sample& alone =
      korea(laboratory, {{"initial.nato_progress", "0"}, {"levers.nato_fast_track", "0"}});
  const Sample& no_shock = korea(laboratory, {{"parameters.patrons.change_shift", "0"},
                                              {"parameters.war_costs.after_patron_change", "0"}});

  const auto end = sample.of(Result::end_month), line = sample.of(Result::occupied_share_end_pct),
             relapsed = sample.of(Result::relapsed);
  const std::vector<double> ordered = sample.counts(Share::kArmistice);
  std::vector<double> stopped, in_window, still, ends, armistices;
  double relapses = 0;
  for (std::size_t i = 0; i < end.size(); ++i) {
    const bool stops = end[i] >= 0;
    const double month = static_cast<double>(end[i]) + kCaseMonths;
    stopped.push_back(stops ? 1 : 0);
    in_window.push_back(stops && month >= kEarliest && month <= kLatest ? 1 : 0);
    still.push_back(std::abs(static_cast<double>(line[i]) - 17) < kStill ? 1 : 0);
    if (stops) {
      ends.push_back(month);
      armistices.push_back(ordered[i]);
    }
    relapses += static_cast<double>(relapsed[i]);
  }
  Patterns rows;
  const auto add = [&rows](const char* name, Target target, Figure figure) {
    rows.push_back({27, std::string("Korea: ") + name, kFitted, target, figure});
  };
  add("wars that stop within 96 months, share", at_least(.85), mean_of_values(stopped));
  add("lower quartile of the end, case month", at_most(kArmistice), {quantile(ends, .25), NAN});
  add("upper quartile of the end, case month", at_least(kArmistice), {quantile(ends, .75), NAN});
  add("ends in case months 25 to 60, share", at_least(.5), mean_of_values(in_window));
  add("line within 2.5 points of the start, share", at_least(.9), mean_of_values(still));
  const double broken = relapses / static_cast<double>(ends.size());
  add("relapse of those that stop, share", at_most(.1),
      {broken, std::sqrt(broken * (1 - broken) / static_cast<double>(ends.size()))});
  rows.push_back({27, "Korea: stops that are armistices, share", PatternKind::kIndependent,
                  at_least(.5), mean_of_values(armistices)});
  add("negotiated peace, treaty off less on, share", at_most(-.15),
      mean_difference(alone.counts(Share::kNegotiatedAll), sample.counts(Share::kNegotiatedAll)));
  add("continued war, treaty off less on, share", at_least(0),
      mean_difference(alone.counts(Share::kContinuedWarAll),
                      sample.counts(Share::kContinuedWarAll)));
  add("continued war, without the patron's change less with it, share", at_least(.05),
      mean_difference(no_shock.counts(Share::kContinuedWarAll),
                      sample.counts(Share::kContinuedWarAll)));
  return rows;
}

}  // namespace armistice
