// History matching: parts of the prior that no error explains are ruled out, wave after wave.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "experiments/calibration/cube.hpp"
#include "experiments/calibration/likelihood.hpp"

namespace armistice {

/// The moments of points that do not depend on what was observed.
struct WavePoint {
  CubePoint point;
  int histories, replicates;
  std::vector<double> mean, within, error;
};

struct Wave {
  std::int64_t points = 0, kept = 0;
  std::int64_t trials = 0;
  double seconds = 0;         // what it took here: no table depends on it
  double prior_share = 0;     // of the prior's space, kept after this wave
  CubeBox box;                // around what it kept
  std::vector<double> least;  // by statistic, the least implausibility among its points
};

/// A point is kept if its third largest implausibility is below 3, and at least a quarter of its
/// histories fight on.
bool is_kept(const WavePoint& point, const std::vector<double>& observed,
             const std::vector<SummaryStatistic>& statistics);

/// Points with their moments.
std::vector<WavePoint> points_with_moments(Simulator& simulator, std::string_view stage,
                                           const std::vector<CubePoint>& points);

/// Spreads points over a box and simulates them.
std::vector<WavePoint> wave_points(Simulator& simulator, const CubeBox& box, std::int64_t points,
                                   int wave);

/// One wave over points of `box`. Throws Error(kInput), naming the statistics that none came near,
/// if nothing is kept.
Wave wave_of(const std::vector<WavePoint>& points, const CubeBox& box,
             const std::vector<double>& observed, const std::vector<SummaryStatistic>& statistics);

}  // namespace armistice
