#include "experiments/sensitivity/common_chance.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

namespace armistice {
namespace {

constexpr int kResamplesOfJackknife = 64;  // enough for a median

double median_of_defined(const Eigen::ArrayXd& values) {
  std::vector<double> defined;
  for (const double x : values) {
    if (!std::isnan(x)) defined.push_back(x);
  }
  return defined.empty() ? std::numeric_limits<double>::quiet_NaN() : sample_quantile(defined, 0.5);
}

/// Tables are [resample][statistic]; `without` has one for each group.
Eigen::ArrayXXd jackknife_variance(const Eigen::ArrayXXd& all,
                                   const std::vector<Eigen::ArrayXXd>& without,
                                   const Response& response) {
  const auto groups = static_cast<double>(without.size());
  const auto times = [&response](std::size_t g) {  // that the group would go into the replicates
    return double(response.replicates) / response.group_sizes[g];
  };
  Eigen::ArrayXXd centre = groups * all;
  for (std::size_t g = 0; g < without.size(); ++g) centre -= (1 - 1 / times(g)) * without[g];
  Eigen::ArrayXXd variance = Eigen::ArrayXXd::Zero(all.rows(), all.cols());
  for (std::size_t g = 0; g < without.size(); ++g) {
    const double h = times(g);
    variance += (h * all - (h - 1) * without[g] - centre).square() / (h - 1);
  }
  return variance / groups;
}

}  // namespace

Eigen::ArrayXd spread_of_common_chance(const Response& response, std::size_t units,
                                       Eigen::Index statistics, const Bootstrap& bootstrap,
                                       const StatisticOf& statistic_of) {
  if (!response.common_chance || !response.has_groups()) return Eigen::ArrayXd::Zero(statistics);
  const Eigen::Index groups = response.groups.cols();
  Eigen::ArrayXd spread =
      Eigen::ArrayXd::Constant(statistics, std::numeric_limits<double>::quiet_NaN());
  if (groups < kFewestGroups || units == 0) return spread;
  // Row 0 is of the sample itself.
  const Bootstrap some{std::min(bootstrap.replicates, kResamplesOfJackknife), bootstrap.seed,
                       bootstrap.stop};
  const auto table_of = [&](Eigen::Index left_out) {
    const Statistic statistic = statistic_of(from_groups(response, left_out));
    Eigen::ArrayXXd table(1 + some.replicates, statistics);
    table.row(0) = statistic(std::vector<int>(units, 1)).transpose();
    table.bottomRows(some.replicates) = bootstrap_table(units, statistics, some, statistic);
    return table;
  };
  std::vector<Eigen::ArrayXXd> without;
  for (Eigen::Index g = 0; g < groups; ++g) without.push_back(table_of(g));
  const Eigen::ArrayXXd variance = jackknife_variance(table_of(-1), without, response);
  const double quantile =
      boost::math::quantile(boost::math::students_t(static_cast<double>(groups - 1)), 0.975);
  for (Eigen::Index i = 0; i < statistics; ++i) {
    const double of_sample = variance(0, i);
    const double of_resamples = median_of_defined(variance.col(i).tail(some.replicates));
    // Resampling units counts their interaction with groups twice.
    const double together = std::max(of_resamples - of_sample, 0.0);
    if (std::isnan(of_sample) || std::isnan(of_resamples)) continue;
    spread[i] = quantile * std::sqrt(std::max(of_sample - together, 0.0));
  }
  return spread;
}

IndexEstimate with_spread(IndexEstimate estimate, double spread, double least, double most) {
  if (spread == 0) return estimate;
  const double below = std::max(estimate.value - estimate.low, 0.0);
  const double above = std::max(estimate.high - estimate.value, 0.0);
  if (std::isnan(spread) || std::isnan(estimate.low)) return {estimate.value};
  estimate.low = std::max(estimate.value - std::hypot(below, spread), least);
  estimate.high = std::min(estimate.value + std::hypot(above, spread), most);
  return estimate;
}

}  // namespace armistice
