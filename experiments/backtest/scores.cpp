#include "experiments/backtest/scores.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "experiments/trials/addressed_engine.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

/// Twice the mean distance of two different members, from their sum in rising order.
double mean_distance(const std::vector<double>& rising) {
  const auto n = static_cast<double>(rising.size());
  double sum = 0;
  for (std::size_t i = 0; i < rising.size(); ++i) {
    sum += (2 * static_cast<double>(i) - n + 1) * rising[i];
  }
  return 2 * sum / (n * (n - 1));
}

/// The score of a central interval that leaves out `alpha`.
double interval_score(double low, double high, double alpha, double observed) {
  return high - low + 2 / alpha * (std::max(low - observed, 0.0) + std::max(observed - high, 0.0));
}

}  // namespace

Score score_of(std::vector<double> ensemble, double observed) {
  std::sort(ensemble.begin(), ensemble.end());
  const auto n = static_cast<double>(ensemble.size());
  const auto at = [&ensemble](double q) { return interpolated_quantile(ensemble, q); };
  Score s{.observed = observed,
          .p05 = at(0.05),
          .p25 = at(0.25),
          .median = at(0.5),
          .p75 = at(0.75),
          .p95 = at(0.95)};
  double distance = 0, below = 0;
  for (const double x : ensemble) {
    distance += std::abs(x - observed);
    below += x < observed ? 1 : x == observed ? 0.5 : 0;
  }
  s.crps = distance / n - mean_distance(ensemble) / 2;
  s.pit = below / n;
  s.error = s.median - observed;
  s.inside_50 = s.p25 <= observed && observed <= s.p75;
  s.inside_90 = s.p05 <= observed && observed <= s.p95;
  // Weights of Bracher et al.: one half for the median, half of alpha for each interval.
  constexpr double kHalf = 0.5, kTenth = 0.1;
  s.interval_score =
      (std::abs(s.error) / 2 + kHalf / 2 * interval_score(s.p25, s.p75, kHalf, observed) +
       kTenth / 2 * interval_score(s.p05, s.p95, kTenth, observed)) /
      2.5;
  return s;
}

ShareInterval block_bootstrap(const std::vector<bool>& inside, int block) {
  constexpr int kResamples = 2000;
  const auto n = static_cast<int>(inside.size());
  const int length = std::clamp(block, 1, n);
  AddressedEngine engine(1, 0, hash_of("backtest", "coverage"));
  // Blocks go on at the beginning: each forecast is in as many of them.
  boost::random::uniform_int_distribution<int> first(0, n - 1);
  std::vector<double> shares;
  for (int k = 0; k < kResamples; ++k) {
    int drawn = 0, held = 0;
    while (drawn < n) {
      const int from = first(engine);
      for (int i = 0; i < length && drawn < n; ++i, ++drawn) {
        held += inside[static_cast<std::size_t>((from + i) % n)] ? 1 : 0;
      }
    }
    shares.push_back(static_cast<double>(held) / n);
  }
  std::sort(shares.begin(), shares.end());
  return {interpolated_quantile(shares, 0.05), interpolated_quantile(shares, 0.95)};
}

}  // namespace armistice
