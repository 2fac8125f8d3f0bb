#include "experiments/backtest/scores.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "experiments/trials/addressed_engine.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

/// The mean distance of two members, each drawn from all, from their sum in rising order.
double mean_distance(const std::vector<double>& rising) {
  const auto n = static_cast<double>(rising.size());
  double sum = 0;
  for (std::size_t i = 0; i < rising.size(); ++i) {
    sum += (2 * static_cast<double>(i) - n + 1) * rising[i];
  }
  return 2 * sum / (n * n);
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

MeanRange block_bootstrap(const std::vector<double>& values, const Runs& runs, int block) {
  constexpr int kResamples = 2000;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto n = static_cast<int>(values.size());
  std::vector<int> starts;
  int disjoint = 0, begin = 0;
  for (const int run : runs) {
    disjoint += run / block;
    for (int i = 0; i + block <= run; ++i) starts.push_back(begin + i);
    begin += run;
  }
  if (disjoint < kLeastBlocks) return {kNone, kNone};
  AddressedEngine engine(1, 0, hash_of("backtest", "coverage"));
  boost::random::uniform_int_distribution<std::size_t> which(0, starts.size() - 1);
  std::vector<double> means;
  for (int k = 0; k < kResamples; ++k) {
    int drawn = 0;
    double sum = 0;
    while (drawn < n) {
      auto value = static_cast<std::size_t>(starts[which(engine)]);
      for (int i = 0; i < block && drawn < n; ++i, ++drawn) sum += values[value++];
    }
    means.push_back(sum / n);
  }
  std::sort(means.begin(), means.end());
  // The ends of a run are in fewer blocks than its middle, which moves the mean.
  const double shift = std::accumulate(values.begin(), values.end(), 0.0) / n -
                       std::accumulate(means.begin(), means.end(), 0.0) / kResamples;
  return {interpolated_quantile(means, 0.05) + shift, interpolated_quantile(means, 0.95) + shift};
}

}  // namespace armistice
