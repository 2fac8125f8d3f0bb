// Trials of the fitted scenario in the windows, reduced to statistics: the one part of a
// calibration that costs time. Each call is a stage of the work, which a later run of the same work
// goes on from.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "experiments/calibration/fitted.hpp"
#include "experiments/calibration/summary.hpp"
#include "experiments/engine/processor.hpp"
#include "experiments/engine/stages.hpp"

namespace armistice {

/// Numbers of a point, as they are kept.
using PointRow = std::vector<double>;

/// A stage of the work whose pieces give rows in their order. The rows must outlive what is
/// returned. `rows_before(n)`: how many the pieces before the n-th give.
StageSums kept_point_rows(std::vector<PointRow>& rows,
                          std::function<std::int64_t(std::int64_t n)> rows_before);

struct SimulatorSettings {
  std::uint64_t seed = 1;
  int threads = 1;
  int replicates = 128;  // of a point, in groups of trials
  const std::atomic<bool>* stop = nullptr;
  StageKeeper* stages = nullptr;  // may be null
  std::function<void(std::string_view stage, std::int64_t done, std::int64_t all)> progress{};
};

/// One trial in each window, under one parameter set.
struct HistoryStatistics {
  bool stopped = false;          // the fighting, in some window
  std::vector<double> quantity;  // statistics of what happened
  std::vector<double> measured;  // of what a reader measures of it
};

/// Statistics over the histories of a point whose fighting went on.
struct HistoryMoments {
  int histories = 0, replicates = 0;
  std::vector<double> mean;        // of what is measured
  std::vector<double> within;      // variance of one history among replicates
  std::vector<double> error;       // variance of the observation error
  std::vector<double> covariance;  // of what is measured, [statistic][statistic]
};

class Simulator {
 public:
  /// Windows' starts have the order of the summary's windows. All must outlive it.
  Simulator(SimulatorSettings settings, const std::vector<Scenario>& starts, const Summary& summary,
            const std::vector<FittedParameter>& fitted);
  ~Simulator();

  /// What `reduce` makes of the moments of each point. All points have the same chance, so that
  /// points differ by their parameters alone. Throws Stopped.
  std::vector<PointRow> moments(
      std::string_view stage, const std::vector<CubePoint>& points,
      const std::function<PointRow(const HistoryMoments& moments)>& reduce);

  /// One history of each point with chance of its own, by its number from `first` on. Throws
  /// Stopped.
  std::vector<PointRow> histories(
      std::string_view stage, const std::vector<CubePoint>& points, std::uint32_t first,
      const std::function<PointRow(const HistoryStatistics& history)>& reduce);

  std::int64_t trials() const {
    return trials_;
  }  // that were run, by this attempt or an earlier one
  int statistics() const { return static_cast<int>(summary_.statistics().size()); }
  const SimulatorSettings& settings() const { return settings_; }

  /// From now on keeps nothing and shows nothing, and ends by `stop`: inside a stage of another.
  void go_inside(const std::atomic<bool>* stop);

 private:
  struct Piece;
  using ReducePiece = std::function<std::vector<PointRow>(const std::vector<HistoryStatistics>&)>;
  using AddressOf = std::function<TrialAddress(std::int64_t place)>;

  HistoryStatistics statistics_of(const Piece& piece, int place) const;
  void look(std::size_t group, const TrialGroup& trials, Piece& piece) const;
  /// `each` histories make a piece, which gives one row or more.
  std::vector<PointRow> run(std::string_view name, const std::vector<CubePoint>& points, int each,
                            int points_of_piece, std::uint32_t slot, const AddressOf& address_of,
                            const ReducePiece& reduce);

  SimulatorSettings settings_;
  const Summary& summary_;
  const std::vector<FittedParameter>& fitted_;
  std::vector<std::unique_ptr<const BatchContext>> contexts_;  // by window
  std::unique_ptr<Processor> processor_;
  std::vector<Quantity> quantities_;  // that are read of each month
  std::int64_t trials_ = 0;
};

}  // namespace armistice
