// Forecasts from months that have passed, scored against what then came. A forecast from an origin
// starts in the state of that month; baselines see the months before it. No datum of either is
// later.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "experiments/backtest/scores.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/observation/observations.hpp"

namespace armistice {

struct BacktestSettings {
  std::filesystem::path scenario;      // its file; started anew at each origin
  std::vector<Setting> set;            // on top, as `--set` has it; no start
  std::filesystem::path observations;  // empty: those that come with the program
  CalendarMonth from{2023, 1};         // the first origin
  int trials = 2000;                   // of each origin
  double observation_error = 1;        // times the declared deviations of what is measured
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::int64_t done, std::int64_t all)> progress{};  // origins; may be empty
};

/// Horizons, in months: 1 is the month that begins at the origin.
inline constexpr int kAhead[] = {1, 3, 6, 12};

/// The method that stands beside the baselines.
inline constexpr std::string_view kModel = "model";

struct SeriesForecast {
  int series;
  CalendarMonth origin;
  int ahead;
  std::string_view method;
  Score score;
};

/// Whether fighting stops within so many months.
struct StopForecast {
  CalendarMonth origin;
  int ahead;
  std::string_view method;
  double probability;  // of a stop
  bool stopped;
  double log_score;  // less is better
};

/// Means over the origins that every method of a series forecasts from; of the model also over all.
struct ScoreRow {
  std::string_view series, method;
  int ahead;
  bool shared;  // only origins that all methods have
  int origins = 0;
  int disjoint_windows = 0;                 // windows of so many months that do not overlap
  double crps, interval_score, pit, error;  // not a number of a stop
  double inside_50, inside_90;              // shares; likewise
  MeanRange range_50, range_90;             // by a bootstrap of blocks; likewise
  double log_score;                         // of a stop alone
  double difference;                        // the model's mean loss less this method's
  MeanRange range_difference;               // 5 to 95 %, by the same bootstrap
  bool undecidable = false;  // of a stop: it always came or never, so caution alone is scored
};

inline constexpr std::string_view kStopped = "stopped";

struct Backtest {
  BacktestSettings settings;
  std::string name, title;
  std::string digest;              // of the scenario as it starts by itself
  std::vector<std::string> notes;  // what a reader of the scenario should know, at any origin
  std::vector<CalendarMonth> origins;
  std::vector<std::string> left_out;      // sentences: what is not scored, and why
  std::vector<SeriesForecast> forecasts;  // by origin, series, months ahead, method
  std::vector<StopForecast> stops;
  std::vector<ScoreRow> rows;  // by series, months ahead, method
};

/// Throws Error(kInput) if the scenario or the observations are not fit, or no origin has both a
/// state and a month after it; Stopped if `stop` was raised.
Backtest run_backtest(BacktestSettings settings);

/// A baseline that cannot forecast a series.
struct Unfit {
  int series;
  std::string_view method;
  bool operator==(const Unfit&) const = default;
};

/// The rows: scores over origins, without the baselines that are unfit.
std::vector<ScoreRow> score_rows(const std::vector<SeriesForecast>& forecasts,
                                 const std::vector<StopForecast>& stops,
                                 const std::vector<Unfit>& unfit = {});

/// What a lower value of is better: the ranked probability score, of a stop the logarithmic score.
double loss(const ScoreRow& row);

}  // namespace armistice
