#include "experiments/calibration/waves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr double kCut = 3;  // three standard deviations: Pukelsheim (1994)
constexpr std::size_t kLargest =
    3;  // the third largest, so that two odd statistics rule out nothing

std::vector<double> implausibility_of(const WavePoint& point, const std::vector<double>& observed,
                                      const std::vector<SummaryStatistic>& statistics) {
  return implausibility(point.mean, point.within, point.error, point.histories, observed,
                        statistics);
}

bool fights_on(const WavePoint& point) {
  return point.histories >= 2 && point.histories * 4 >= point.replicates;
}

}  // namespace

bool is_kept(const WavePoint& point, const std::vector<double>& observed,
             const std::vector<SummaryStatistic>& statistics) {
  if (!fights_on(point)) return false;
  std::vector<double> all = implausibility_of(point, observed, statistics);
  const std::size_t place = std::min(kLargest, all.size()) - 1;
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(place), all.end(),
                   std::greater<>());
  return all[place] < kCut;
}

std::vector<WavePoint> points_with_moments(Simulator& simulator, std::string_view stage,
                                           const std::vector<CubePoint>& points) {
  const std::vector<PointRow> rows = simulator.moments(stage, points, [](const HistoryMoments& m) {
    PointRow row = {static_cast<double>(m.histories), static_cast<double>(m.replicates)};
    for (const auto* part : {&m.mean, &m.within, &m.error}) {
      row.insert(row.end(), part->begin(), part->end());
    }
    return row;
  });
  std::vector<WavePoint> all;
  const auto k = static_cast<std::ptrdiff_t>(simulator.statistics());
  for (std::size_t p = 0; p < points.size(); ++p) {
    const auto begin = rows[p].begin() + 2;
    all.push_back({points[p], static_cast<int>(rows[p][0]), static_cast<int>(rows[p][1]),
                   std::vector<double>(begin, begin + k),
                   std::vector<double>(begin + k, begin + 2 * k),
                   std::vector<double>(begin + 2 * k, begin + 3 * k)});
  }
  return all;
}

std::vector<WavePoint> wave_points(Simulator& simulator, const CubeBox& box, std::int64_t points,
                                   int wave) {
  const std::uint64_t seed = simulator.settings().seed + static_cast<std::uint64_t>(wave);
  return points_with_moments(simulator, fmt::format("wave {}", wave + 1),
                             spread_points(box, points, seed));
}

Wave wave_of(const std::vector<WavePoint>& points, const CubeBox& box,
             const std::vector<double>& observed, const std::vector<SummaryStatistic>& statistics) {
  Wave wave;
  wave.points = static_cast<std::int64_t>(points.size());
  wave.least.assign(observed.size(), std::numeric_limits<double>::infinity());
  std::vector<CubePoint> kept;
  for (const WavePoint& point : points) {
    if (!fights_on(point)) continue;
    const std::vector<double> all = implausibility_of(point, observed, statistics);
    for (std::size_t i = 0; i < all.size(); ++i) wave.least[i] = std::min(wave.least[i], all[i]);
    if (is_kept(point, observed, statistics)) kept.push_back(point.point);
  }
  wave.kept = static_cast<std::int64_t>(kept.size());
  if (kept.empty()) {
    std::string far;
    for (std::size_t i = 0; i < wave.least.size(); ++i) {
      if (wave.least[i] < kCut) continue;
      far +=
          fmt::format("{}{} ({:.1f})", far.empty() ? "" : ", ", statistics[i].name, wave.least[i]);
    }
    throw Error(Fault::kInput,
                fmt::format("armistice calibrate: no point of {} comes within {} standard "
                            "deviations of what was observed{}{}; expected a larger "
                            "--discrepancy, more --parameter, or a series --without",
                            points.size(), kCut, far.empty() ? "" : ": ", far));
  }
  wave.prior_share =
      box.volume() * static_cast<double>(wave.kept) / static_cast<double>(wave.points);
  wave.box = box_around(kept, box);
  return wave;
}

}  // namespace armistice
