// A measure of sensitivity with its interval, and whether the sample was large enough to say it.
#pragma once

#include <Eigen/Core>
#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace armistice {

/// Value and 95 % bootstrap interval; not a number where it can't be told.
struct IndexEstimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();

  double half_width() const { return (high - low) / 2; }
};

enum class Convergence {
  kConverged,
  kWide,       // the interval is wider than the value is worth
  kUndefined,  // no value or no interval
};

/// Wide: the half-width of the interval exceeds half of the value, and 0.05 of `scale`. `scale` is
/// 1 for shares of a variance, correlations and Borgonovo's delta, and the largest mu* for Morris's
/// measures. (Sarrazin, Pianosi and Wagener 2016, Environmental Modelling & Software 79:135, take
/// 0.05 of the range for indices that have converged.)
Convergence convergence(const IndexEstimate& estimate, double scale = 1);

/// Resamples of the independent units of a design: base samples, trajectories, points.
struct Bootstrap {
  int replicates = 1000;
  std::uint64_t seed = 1;
  const std::atomic<bool>* stop = nullptr;  // raised: resampling throws ResamplingStopped
};

struct ResamplingStopped {};

/// Throws ResamplingStopped if `stop`, which may be null, is raised.
void heed(const std::atomic<bool>* stop);

/// How often each of `size` units is in a resample, of which there are `replicate` = 0, 1, ...; the
/// same whenever it is asked for.
std::vector<int> resample(std::size_t size, const Bootstrap& bootstrap, int replicate);

/// A row for each resample: `statistic` of how often each unit is in it, run in parallel. The same
/// bytes for any threads.
using Statistic = std::function<Eigen::ArrayXd(const std::vector<int>& counts)>;
Eigen::ArrayXXd bootstrap_table(std::size_t size, Eigen::Index statistics,
                                const Bootstrap& bootstrap, const Statistic& statistic);

/// Linear between order statistics (Hyndman and Fan 1996, type 7). The values get reordered.
double sample_quantile(std::vector<double>& values, double q);

/// The percentile interval (Efron 1979; for Sobol' indices Archer, Saltelli and Sobol' 1997):
/// between the 2.5 % and 97.5 % quantile of the resamples. Those in which the statistic is not a
/// number are left out; if they are more than 5 %, there is no interval.
IndexEstimate percentile_estimate(double value, const Eigen::Ref<const Eigen::ArrayXd>& resamples);

}  // namespace armistice
