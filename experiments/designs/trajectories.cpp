#include "experiments/designs/trajectories.hpp"

#include <numeric>
#include <utility>

#include "experiments/designs/addressed_words.hpp"

namespace armistice {

MorrisTrajectories::MorrisTrajectories(int levels, std::vector<FactorUnit> units,
                                       std::uint64_t seed)
    : levels_(levels), units_(std::move(units)), seed_(seed) {}

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

void MorrisTrajectories::unit_point(std::int64_t trajectory, std::size_t k,
                                    std::span<double> u) const {
  std::vector<bool> moved(units_.size());
  if (k > 0) {
    const std::vector<std::size_t> all = order(trajectory);
    for (std::size_t i = 0; i < k; ++i) moved[all[i]] = true;
  }
  const int half = levels_ / 2;
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    // Upwards from the lower half of the grid to the upper, or back.
    const bool upper = upwards(trajectory, unit) == moved[unit];
    for (const std::size_t factor : units_[unit].factors) {
      const auto words =
          words_at(seed_, DesignChance::kLevels, static_cast<std::uint64_t>(trajectory), factor, 0);
      const auto in_half = static_cast<int>(below(static_cast<std::uint64_t>(half), words[0]));
      u[factor] = (in_half + (upper ? half : 0) + 0.5) / levels_;
    }
  }
}

MorrisStep MorrisTrajectories::step(std::int64_t trajectory, std::size_t k) const {
  const std::size_t unit = order(trajectory)[k - 1];
  const double delta = levels_ / (2.0 * (levels_ - 1));
  return {unit, upwards(trajectory, unit) ? delta : -delta};
}

}  // namespace armistice
