#include "experiments/calibration/cube.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/designs/scrambled_sobol.hpp"

namespace armistice {

CubeBox CubeBox::whole(std::size_t parameters) {
  return {std::vector<double>(parameters, 0), std::vector<double>(parameters, 1)};
}

double CubeBox::volume() const {
  double product = 1;
  for (std::size_t i = 0; i < low.size(); ++i) product *= high[i] - low[i];
  return product;
}

bool CubeBox::holds(const CubePoint& point) const {
  for (std::size_t i = 0; i < point.size(); ++i) {
    if (!(point[i] >= low[i] && point[i] < high[i])) return false;
  }
  return true;
}

void CubeBox::reflect(CubePoint& point) const {
  for (std::size_t i = 0; i < point.size(); ++i) {
    const double width = high[i] - low[i];
    double x = std::fmod(point[i] - low[i], 2 * width);
    if (x < 0) x += 2 * width;
    if (x > width) x = 2 * width - x;
    point[i] = std::min(low[i] + x, std::nextafter(high[i], low[i]));
  }
}

std::vector<CubePoint> spread_points(const CubeBox& box, std::int64_t points, std::uint64_t seed) {
  const ScrambledSobol sobol(box.low.size(), points, seed);
  std::vector<CubePoint> all;
  for (std::int64_t p = 0; p < points; ++p) {
    CubePoint& point = all.emplace_back();
    for (std::size_t i = 0; i < box.low.size(); ++i) {
      point.push_back(box.low[i] + (box.high[i] - box.low[i]) * sobol(p, i));
    }
  }
  return all;
}

CubeBox box_around(const std::vector<CubePoint>& points, const CubeBox& within) {
  CubeBox box = within;
  for (std::size_t i = 0; i < box.low.size(); ++i) {
    double low = 1, high = 0;
    for (const CubePoint& point : points) {
      low = std::min(low, point[i]);
      high = std::max(high, point[i]);
    }
    constexpr double kMargin = 0.05;
    const double margin = kMargin * (high - low);
    box.low[i] = std::max(within.low[i], low - margin);
    box.high[i] = std::min(within.high[i], high + margin);
    if (box.low[i] < box.high[i]) continue;
    box.low[i] = within.low[i];  // one point is no box
    box.high[i] = within.high[i];
  }
  return box;
}

AddressedEngine draws_of(std::uint64_t seed, std::string_view purpose, std::uint32_t round,
                         std::uint64_t place) {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
  return {seed, round, hash_of("calibration", purpose) + kGolden * (place + 1)};
}

std::vector<std::size_t> resampled(const std::vector<double>& weights, std::size_t count,
                                   double uniform) {
  double all = 0;
  for (const double w : weights) all += w;
  std::vector<std::size_t> places;
  double up_to = weights.front();
  std::size_t at = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const double wanted = all * (static_cast<double>(k) + uniform) / static_cast<double>(count);
    while (up_to < wanted && at + 1 < weights.size()) up_to += weights[++at];
    places.push_back(at);
  }
  return places;
}

}  // namespace armistice
