#include "experiments/designs/trajectories.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "experiments/designs/addressed_words.hpp"

namespace armistice {

MorrisGrid morris_grid(const Factor& factor, int levels) {
  const Quantile quantile = quantile_of(factor);
  MorrisGrid grid{{}, factor.unordered};
  for (std::size_t i = 0; i < quantile.levels(); ++i) grid.places.push_back(quantile.middle_of(i));
  if (!grid.places.empty()) return grid;
  for (int i = 0; i < levels; ++i) grid.places.push_back((i + 0.5) / levels);
  return grid;
}

MorrisTrajectories::MorrisTrajectories(std::vector<MorrisGrid> grids, std::vector<FactorUnit> units,
                                       std::uint64_t seed)
    : grids_(std::move(grids)), units_(std::move(units)), seed_(seed) {}

bool MorrisTrajectories::upwards(std::int64_t trajectory, std::size_t unit) const {
  const auto bits = words_at(seed_, DesignChance::kDirections,
                             static_cast<std::uint64_t>(trajectory), unit / 256, 0);
  return (bits[unit % 256 / 64] >> (unit % 64) & 1) != 0;
}

std::vector<std::size_t> MorrisTrajectories::order(std::int64_t trajectory) const {
  std::vector<std::size_t> order(units_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::array<std::uint64_t, 4> words{};
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    if (i % 4 == 0) {
      words = words_at(seed_, DesignChance::kOrder, static_cast<std::uint64_t>(trajectory), i, 0);
    }
    std::swap(order[i], order[i + below(order.size() - i, words[i % 4])]);
  }
  return order;
}

MorrisTrajectories::Way MorrisTrajectories::way_of(std::int64_t trajectory, std::size_t factor,
                                                   bool up) const {
  const auto words =
      words_at(seed_, DesignChance::kLevels, static_cast<std::uint64_t>(trajectory), factor, 0);
  const MorrisGrid& grid = grids_[factor];
  const std::size_t places = grid.places.size();
  if (!grid.unordered && places % 2 == 0) {
    // From the lower half of the grid to the upper, or back.
    const std::size_t half = places / 2, low = below(half, words[0]);
    return up ? Way{low, low + half} : Way{low + half, low};
  }
  const std::size_t from = below(places, words[0]), half = (places - 1) / 2;
  const std::size_t on = grid.unordered ? 1 + below(places - 1, words[1])
                         : up           ? half
                                        : places - half;
  return {from, (from + on) % places};
}

void MorrisTrajectories::unit_point(std::int64_t trajectory, std::size_t k,
                                    std::span<double> u) const {
  std::vector<bool> moved(units_.size());
  if (k > 0) {
    const std::vector<std::size_t> all = order(trajectory);
    for (std::size_t i = 0; i < k; ++i) moved[all[i]] = true;
  }
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    const bool up = upwards(trajectory, unit);
    for (const std::size_t factor : units_[unit].factors) {
      const Way way = way_of(trajectory, factor, up);
      u[factor] = grids_[factor].places[moved[unit] ? way.to : way.from];
    }
  }
}

MorrisStep MorrisTrajectories::step(std::int64_t trajectory, std::size_t k) const {
  const std::size_t unit = order(trajectory)[k - 1];
  const bool up = upwards(trajectory, unit);
  const std::vector<std::size_t>& factors = units_[unit].factors;
  double sizes = 0, first = 0;
  bool equal = true;
  for (const std::size_t factor : factors) {
    const Way way = way_of(trajectory, factor, up);
    const auto ends = static_cast<double>(grids_[factor].places.size() - 1);
    const double by = grids_[factor].unordered
                          ? 1
                          : (static_cast<double>(way.to) - static_cast<double>(way.from)) / ends;
    if (factors.size() == 1) return {unit, by};
    if (sizes == 0) first = std::abs(by);
    equal = equal && std::abs(by) == first;
    sizes += std::abs(by);
  }
  const double size = equal ? first : sizes / static_cast<double>(factors.size());
  return {unit, up ? size : -size};
}

}  // namespace armistice
