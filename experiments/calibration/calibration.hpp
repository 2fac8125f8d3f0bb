// Parameters fitted to what was observed, several series at once: waves of history matching, then a
// posterior by two methods that are compared.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/calibration/posterior_draws.hpp"
#include "experiments/calibration/waves.hpp"

namespace armistice {

struct CalibrationSettings {
  std::filesystem::path scenario;       // its file; started anew in each window
  std::vector<Setting> set;             // on top, as `--set` has it; no start
  std::filesystem::path observations;   // empty: those that come with the program
  CalendarMonth from{2023, 1};          // start of the first window
  std::optional<CalendarMonth> until;   // the first month that is not known; none: all are
  int window_months = 12;               // windows follow each other
  std::vector<std::string> parameters;  // as --set takes them; empty: the declared ones
  std::vector<std::string> without;     // series
  double discrepancy = 1;               // factor of the declared ones
  int waves = 3;
  std::int64_t points = 1024;  // of a wave
  int replicates = 128;
  int draws = 512;
  int moves = 3;
  int truths = 0;  // above 0: calibrate synthetic data that many times instead
  std::uint64_t seed = 1;
  int threads = 1;
  const std::atomic<bool>* stop = nullptr;
  StageKeeper* stages = nullptr;  // may be null
  std::function<void(std::string_view stage, std::int64_t done, std::int64_t all)> progress{};
};

/// A calibration that was read and checked, before anything is run.
struct CalibrationPlan {
  CalibrationSettings settings;
  Scenario scenario;             // as it starts by itself
  std::vector<Scenario> starts;  // by window
  Summary summary;
  std::vector<FittedParameter> fitted;
};

/// Throws Error(kInput) for what can't be calibrated.
CalibrationPlan calibration_plan(CalibrationSettings settings);

/// A parameter after the fit, by both methods.
struct FittedMoments {
  double mean_likelihood, sd_likelihood, mean_distance, sd_distance;
  /// The likelihood's is at least a fifth narrower than the prior.
  bool identified = false;
};

/// How a statistic is met: by the prior, and by each posterior.
struct FittedStatistic {
  double observed;
  double within, error, discrepancy;  // standard deviations, at the posterior
  double prior_mean, prior_sd;        // predictive, without the discrepancy
  double likelihood_mean, likelihood_sd;
  double distance_mean, distance_sd;
  double prior_away, likelihood_away,
      distance_away;  // in standard deviations, discrepancy included
};

struct Calibration {
  CalibrationPlan plan;
  std::vector<Wave> waves;
  CubeBox box;
  PosteriorDraws likelihood, distance;
  std::vector<FittedMoments> parameters;    // in the order of plan.fitted
  std::vector<FittedStatistic> statistics;  // of plan.summary.statistics()
  std::int64_t trials = 0;
};

/// Throws what calibration_plan throws, Error(kInput) if nothing fits, and Stopped.
Calibration calibrate(CalibrationPlan plan);

/// A posterior of synthetic data whose parameters are known.
struct Truth {
  std::vector<double> value;           // by parameter
  std::vector<double> mean[2], sd[2];  // by method: likelihood, distance
  std::vector<int> rank[2];            // of the truth among kRanks - 1 draws
};
inline constexpr int kRanks = 20;

/// Simulation-based calibration (Talts et al. 2018): truths from the prior, data from the model
/// with its errors and discrepancy, and the ranks of the truths among their posteriors' draws.
struct SimulationCheck {
  CalibrationPlan plan;
  std::vector<Truth> truths;
  std::int64_t trials = 0;
};
SimulationCheck check_by_simulation(CalibrationPlan plan);

/// p-value of Pearson's chi-square of ranks against uniform ones.
double uniformity(const std::vector<int>& ranks);

}  // namespace armistice
