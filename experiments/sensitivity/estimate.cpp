#include "experiments/sensitivity/estimate.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

constexpr double kLeastHalfWidth = 0.05;    // of the scale: narrower is converged whatever it is of
constexpr double kRelativeHalfWidth = 0.5;  // of the value
constexpr double kUndefinedResamples = 0.05;  // more of them, and there is no interval

}  // namespace

Convergence convergence(const IndexEstimate& estimate, double scale) {
  const double half_width = estimate.half_width();
  if (std::isnan(estimate.value) || std::isnan(half_width)) return Convergence::kUndefined;
  const double most =
      std::max(kLeastHalfWidth * scale, kRelativeHalfWidth * std::abs(estimate.value));
  return half_width > most ? Convergence::kWide : Convergence::kConverged;
}

std::vector<int> resample(std::size_t size, const Bootstrap& bootstrap, int replicate) {
  std::vector<int> counts(size);
  AddressedEngine engine(bootstrap.seed, static_cast<std::uint32_t>(replicate),
                         hash_of("sensitivity", "bootstrap"));
  const boost::random::uniform_int_distribution<std::size_t> unit(0, size - 1);
  for (std::size_t i = 0; i < size; ++i) ++counts[unit(engine)];
  return counts;
}

void heed(const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load()) throw ResamplingStopped{};
}

Eigen::ArrayXXd bootstrap_table(std::size_t size, Eigen::Index statistics,
                                const Bootstrap& bootstrap, const Statistic& statistic) {
  Eigen::ArrayXXd table(bootstrap.replicates, statistics);
  if (size == 0) table.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (size > 0) {
    tbb::parallel_for(0, bootstrap.replicates, [&](int r) {
      heed(bootstrap.stop);
      table.row(r) = statistic(resample(size, bootstrap, r)).transpose();
    });
  }
  return table;
}

double sample_quantile(std::vector<double>& values, double q) {
  const double place = q * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(place);
  const auto at = values.begin() + below;
  std::nth_element(values.begin(), at, values.end());
  const double low = *at;
  if (at + 1 == values.end()) return low;
  const double high = *std::min_element(at + 1, values.end());
  return low + (place - static_cast<double>(below)) * (high - low);
}

IndexEstimate percentile_estimate(double value, const Eigen::Ref<const Eigen::ArrayXd>& resamples) {
  IndexEstimate estimate;
  estimate.value = value;
  std::vector<double> defined;
  for (const double x : resamples) {
    if (!std::isnan(x)) defined.push_back(x);
  }
  const auto undefined =
      static_cast<double>(resamples.size()) - static_cast<double>(defined.size());
  if (std::isnan(value) || defined.empty() ||
      undefined > kUndefinedResamples * static_cast<double>(resamples.size())) {
    return estimate;
  }
  estimate.low = sample_quantile(defined, 0.025);
  estimate.high = sample_quantile(defined, 0.975);
  return estimate;
}

}  // namespace armistice
