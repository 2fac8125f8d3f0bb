#include "experiments/information/perfect_information.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/comparison/pair_tally.hpp"

namespace armistice {

SetGain gain_in_set(std::span<const double> objective, std::size_t options, std::size_t now) {
  const std::size_t replicates = objective.size() / options;
  // Replicates 0, 2, 4 ... are one half, 1, 3, 5 ... the other.
  std::vector<double> halves[2] = {std::vector<double>(options), std::vector<double>(options)};
  std::vector<double> whole(options);
  for (std::size_t i = 0; i < options; ++i) {
    for (std::size_t r = 0; r < replicates; ++r) {
      halves[r % 2][i] += objective[i * replicates + r];
    }
    for (auto& half : halves) half[i] /= static_cast<double>(replicates) / 2;
    whole[i] = (halves[0][i] + halves[1][i]) / 2;
  }
  const auto best = [](const std::vector<double>& means) {
    return static_cast<std::size_t>(std::max_element(means.begin(), means.end()) - means.begin());
  };
  const double most = whole[best(whole)];
  const double most_of_halves = (halves[0][best(halves[0])] + halves[1][best(halves[1])]) / 2;
  const double chosen_elsewhere = (halves[1][best(halves[0])] + halves[0][best(halves[1])]) / 2;
  return {2 * most - most_of_halves - whole[now], chosen_elsewhere - whole[now], most - whole[now]};
}

PerfectInformation perfect_information(std::span<const SetGain> sets) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (sets.empty()) return {kNone, kNone, kNone, {kNone, kNone}};
  std::vector<double> gains;
  double split_sample = 0, plug_in = 0;
  for (const SetGain& set : sets) {
    gains.push_back(set.extrapolated);
    split_sample += set.split_sample;
    plug_in += set.plug_in;
  }
  const double n = static_cast<double>(sets.size());
  const Moments moments = moments_of(gains.data(), static_cast<int>(gains.size()));
  const double low = std::max(0.0, split_sample / n), high = std::max(low, plug_in / n);
  const double evpi = std::clamp(moments.mean, low, high);
  const double half = kNormalQuantile975 * std::sqrt(moments.variance() / n);
  return {evpi, split_sample / n, plug_in / n, {std::max(0.0, evpi - half), evpi + half}};
}

}  // namespace armistice
