#include "experiments/calibration/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/starts.hpp"

namespace armistice {
namespace {

constexpr int kPredictive = 96;  // points whose moments make a predictive distribution

/// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

std::vector<Window> windows_of(const CalibrationSettings& settings, const Observations& seen) {
  CalendarMonth end = add_months(seen.last(), 1);
  if (settings.until && months_between(*settings.until, end) > 0) end = *settings.until;
  std::vector<Window> windows;
  CalendarMonth start = settings.from;
  while (months_between(start, end) >= settings.window_months) {
    windows.push_back({start, settings.window_months});
    start = add_months(start, settings.window_months);
  }
  if (!windows.empty()) return windows;
  throw Error(Fault::kInput,
              fmt::format("armistice calibrate: no window of {} months from {} on is observed "
                          "before {}; expected an earlier --from, or a shorter --window",
                          settings.window_months, to_string(settings.from), to_string(end)));
}

void check_starts(const std::vector<Window>& windows) {
  const std::vector<CalendarMonth> states = starts_with_a_state();
  for (const Window& window : windows) {
    if (std::find(states.begin(), states.end(), window.start) != states.end()) continue;
    throw Error(
        Fault::kInput,
        fmt::format("armistice calibrate: a window starts in {}, which has no state; "
                    "states go from {} to {}",
                    to_string(window.start), to_string(states.front()), to_string(states.back())));
  }
}

void check_series(const std::vector<std::string>& without) {
  std::vector<std::string_view> names;
  for (const SeriesDeclaration& series : series_declarations()) names.push_back(series.name);
  for (const std::string& name : without) {
    if (series_named(name) >= 0) continue;
    throw Error(Fault::kInput, fmt::format("armistice calibrate: --without {}: no such series{}",
                                           name, suggestion(name, names)));
  }
}

SimulatorSettings simulator_settings(const CalibrationSettings& s) {
  return {s.seed, s.threads, s.replicates, s.stop, s.stages, s.progress};
}

/// Means and variances over points: those of one history, with what is not known of the point.
struct Predictive {
  std::vector<double> mean, sd, within, error;
};
Predictive predictive_of(const std::vector<WavePoint>& points, std::size_t statistics) {
  Predictive all;
  for (std::size_t k = 0; k < statistics; ++k) {
    double n = 0, mean = 0, squares = 0, within = 0, error = 0;
    for (const WavePoint& p : points) {
      if (p.histories < 2) continue;
      ++n;
      mean += p.mean[k];
      squares += p.mean[k] * p.mean[k];
      within += p.within[k];
      error += p.error[k];
    }
    n = std::max(n, 1.0);
    mean /= n;
    const double between = std::max(squares / n - mean * mean, 0.0);
    all.mean.push_back(mean);
    all.sd.push_back(std::sqrt(between + (within + error) / n));
    all.within.push_back(std::sqrt(within / n));
    all.error.push_back(std::sqrt(error / n));
  }
  return all;
}

std::vector<WavePoint> some_of(Simulator& simulator, std::string_view stage,
                               const std::vector<CubePoint>& draws) {
  std::vector<CubePoint> points;
  const std::size_t some = std::min<std::size_t>(kPredictive, draws.size());
  for (std::size_t i = 0; i < some; ++i) points.push_back(draws[i * draws.size() / some]);
  return points_with_moments(simulator, stage, points);
}

double away(double observed, double mean, double sd, double discrepancy) {
  return (observed - mean) / std::hypot(sd, discrepancy);
}

struct MeanAndSd {
  double mean, sd;
};
MeanAndSd moments_of(const std::vector<CubePoint>& draws, const FittedParameter& p,
                     std::size_t place) {
  double sum = 0, squares = 0;
  for (const CubePoint& point : draws) {
    const double x = p.quantile(point[place]);
    sum += x;
    squares += x * x;
  }
  const auto n = static_cast<double>(draws.size());
  return {sum / n, std::sqrt(std::max(squares / n - sum / n * (sum / n), 0.0))};
}

}  // namespace

CalibrationPlan calibration_plan(CalibrationSettings settings) {
  for (const Setting& setting : settings.set) {
    if (setting.name != "start") continue;
    throw Error(Fault::kInput,
                "armistice calibrate: --set start: each window has a start; --from says the first");
  }
  check_series(settings.without);
  if (settings.observations.empty()) settings.observations = find_observations();
  const Observations seen = read_observations(settings.observations);
  const std::vector<Window> windows = windows_of(settings, seen);
  check_starts(windows);
  Scenario scenario = read_scenario(settings.scenario, settings.set);
  std::vector<Scenario> starts;
  for (const Window& window : windows) {
    std::vector<Setting> set = settings.set;
    set.push_back({"start", to_string(window.start)});
    starts.push_back(read_scenario(settings.scenario, set));
  }
  Summary summary(seen, windows, settings.without, settings.discrepancy);
  std::vector<FittedParameter> fitted = fitted_parameters(scenario, starts, settings.parameters);
  return {std::move(settings), std::move(scenario), std::move(starts), std::move(summary),
          std::move(fitted)};
}

Calibration calibrate(CalibrationPlan plan) {
  Calibration all{std::move(plan), {}, {}, {}, {}, {}, {}, 0};
  const CalibrationPlan& p = all.plan;
  const CalibrationSettings& settings = p.settings;
  const std::vector<double>& observed = p.summary.observed();
  const std::vector<SummaryStatistic>& statistics = p.summary.statistics();
  Simulator simulator(simulator_settings(settings), p.starts, p.summary, p.fitted);
  all.box = CubeBox::whole(p.fitted.size());
  for (int w = 0; w < settings.waves; ++w) {
    const Stopwatch watch;
    const std::int64_t before = simulator.trials();
    const auto points = wave_points(simulator, all.box, settings.points, w);
    Wave wave = wave_of(points, all.box, observed, statistics);
    wave.trials = simulator.trials() - before;
    wave.seconds = watch.seconds();
    all.box = wave.box;
    all.waves.push_back(std::move(wave));
  }
  const DrawSettings draws{.draws = settings.draws, .moves = settings.moves};
  const Stopwatch of_likelihood;
  all.likelihood = draw_by_likelihood(simulator, all.box, observed, statistics, draws);
  all.likelihood.seconds = of_likelihood.seconds();
  const auto by_prior =
      some_of(simulator, "prior",
              spread_points(CubeBox::whole(p.fitted.size()), kPredictive, settings.seed));
  const auto by_likelihood = some_of(simulator, "posterior", all.likelihood.points);
  const Predictive prior = predictive_of(by_prior, observed.size());
  const Predictive likelihood = predictive_of(by_likelihood, observed.size());
  std::vector<double> scales;
  for (std::size_t k = 0; k < observed.size(); ++k) {
    scales.push_back(std::hypot(std::hypot(likelihood.within[k], likelihood.error[k]),
                                statistics[k].discrepancy));
  }
  const Stopwatch of_distance;
  all.distance = draw_by_distance(simulator, all.box, observed, scales, statistics, draws);
  all.distance.seconds = of_distance.seconds();
  const Predictive distance =
      predictive_of(some_of(simulator, "posterior", all.distance.points), observed.size());
  for (std::size_t k = 0; k < observed.size(); ++k) {
    const double d = statistics[k].discrepancy;
    all.statistics.push_back({observed[k], likelihood.within[k], likelihood.error[k], d,
                              prior.mean[k], prior.sd[k], likelihood.mean[k], likelihood.sd[k],
                              distance.mean[k], distance.sd[k],
                              away(observed[k], prior.mean[k], prior.sd[k], d),
                              away(observed[k], likelihood.mean[k], likelihood.sd[k], d),
                              away(observed[k], distance.mean[k], distance.sd[k], d)});
  }
  for (std::size_t i = 0; i < p.fitted.size(); ++i) {
    const MeanAndSd a = moments_of(all.likelihood.points, p.fitted[i], i);
    const MeanAndSd b = moments_of(all.distance.points, p.fitted[i], i);
    constexpr double kNarrower = 0.8;
    const double most = kNarrower * p.fitted[i].prior_sd;
    all.parameters.push_back({a.mean, a.sd, b.mean, b.sd, a.sd < most});
  }
  all.trials = simulator.trials();
  return all;
}

}  // namespace armistice
