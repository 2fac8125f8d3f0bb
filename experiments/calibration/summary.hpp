// What a history is reduced to before it is compared: statistics of its series over windows, the
// same of what was observed and of what a reader would have measured of a trial.
#pragma once

#include <string>
#include <vector>

#include "experiments/observation/observations.hpp"

namespace armistice {

/// Months that a trial of its own stands for: it starts in the state of the first.
struct Window {
  CalendarMonth start;
  int months;
};

enum class StatisticMeasure {
  kMeanChange,
  kHalfDifference,
  kSpreadOfChanges,
  kLagOne,
  kMeanLog,
  kHalfDifferenceLog,
  kMean,
  kRootMean,
  kMeanOdds
};

struct SummaryStatistic {
  int series;
  StatisticMeasure measure;
  int window;          // -1: of all windows together
  double discrepancy;  // standard deviation
  std::string name;    // "occupied_share_pct mean_change 2023-01"
  std::string words;
};

/// The values of a history; not a number where nothing is compared.
class History {
 public:
  explicit History(const std::vector<Window>& windows);
  double& at(int window, int series, int month);
  double at(int window, int series, int month) const;

 private:
  int months_;
  std::vector<double> values_;  // [window][series][month]
};

class Summary {
 public:
  /// Compares what was observed in the windows, without the series of these names; `discrepancy`
  /// is a factor of the declared ones. Throws Error(kInput) if nothing is left to compare, or the
  /// fighting had stopped in a window.
  Summary(const Observations& seen, std::vector<Window> windows,
          const std::vector<std::string>& without, double discrepancy);

  const std::vector<Window>& windows() const { return windows_; }
  const std::vector<SummaryStatistic>& statistics() const { return statistics_; }
  const std::vector<double>& observed() const { return observed_; }
  /// Whether a month of a series is compared.
  bool compares(int window, int series, int month) const;

  /// The statistics of a history, in their order.
  std::vector<double> of(const History& history) const;

 private:
  std::vector<double> changes(const History& history, int window, int series) const;
  double measure(const SummaryStatistic& statistic, const History& history) const;

  std::vector<Window> windows_;
  std::vector<double> before_;  // [window][series], the month before it
  History seen_;
  std::vector<SummaryStatistic> statistics_;
  std::vector<double> observed_;
};

}  // namespace armistice
