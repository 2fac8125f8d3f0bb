#include "experiments/sensitivity/moment_independent.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <numeric>

#include "experiments/error.hpp"
#include "experiments/sensitivity/common_chance.hpp"
#include "experiments/sensitivity/ranks.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

constexpr int kMostBins = 48;  // Plischke et al.
// A mean is divided into deciles. More classes would hide less of a shift, but the bias of small
// deltas from noise grows with their number.
constexpr int kClassesOfMean = 10;

struct Partition {
  std::vector<std::int32_t> bin;  // by point
  int bins = 0;
};

/// Equals stay together, so that bins of values with ties differ in size and may be empty.
Partition partition(const Eigen::Ref<const Eigen::ArrayXd>& values, int bins) {
  const Ranking ranking(values);
  Partition partition;
  if (ranking.different() <= static_cast<std::size_t>(bins)) {
    for (const int group : ranking.groups()) partition.bin.push_back(group);
    partition.bins = static_cast<int>(ranking.different());
    return partition;
  }
  const auto n = static_cast<double>(values.size());
  for (const double rank : ranking.ranks()) {
    partition.bin.push_back(static_cast<std::int32_t>((rank - 0.5) / n * bins));
  }
  partition.bins = bins;
  return partition;
}

/// The response by point: in a class, or partly in each of two.
struct Classes {
  std::vector<std::int32_t> at;  // of a mean: the class
  Eigen::ArrayXd share;          // of a share: how much is in the second class; else empty
  int count = 2;
};

/// Total variation distance between the response in each bin and in all, weighted with the bins.
/// `order[j]` is the point whose response stands beside point j's factor.
double delta_of(const Partition& factor, const Classes& classes, const std::vector<int>& counts,
                const std::vector<std::uint32_t>* order) {
  const bool of_share = classes.share.size() > 0;
  const int k = of_share ? 1 : classes.count;  // one class of two says all
  std::vector<double> in_bin(static_cast<std::size_t>(factor.bins * k));
  std::vector<double> size(static_cast<std::size_t>(factor.bins)),
      in_all(static_cast<std::size_t>(k));
  double n = 0;
  for (std::size_t j = 0; j < counts.size(); ++j) {
    const std::size_t point = order != nullptr ? (*order)[j] : j;
    const double count = counts[j];
    const auto bin = static_cast<std::size_t>(factor.bin[j]);
    const std::size_t c = of_share ? 0 : static_cast<std::size_t>(classes.at[point]);
    const double part = of_share ? count * classes.share[static_cast<Eigen::Index>(point)] : count;
    size[bin] += count;
    in_bin[bin * static_cast<std::size_t>(k) + c] += part;
    in_all[c] += part;
    n += count;
  }
  double delta = 0;
  for (std::size_t bin = 0; bin < size.size(); ++bin) {
    double distance = 0;
    for (std::size_t c = 0; c < in_all.size(); ++c) {
      distance +=
          std::abs(in_bin[bin * static_cast<std::size_t>(k) + c] - size[bin] * in_all[c] / n);
    }
    delta += distance / n;
  }
  return of_share ? delta : delta / 2;
}

/// All orders of the points alike (Fisher and Yates).
std::vector<std::uint32_t> permuted(std::size_t size, std::uint64_t seed, int number) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  AddressedEngine engine(seed, static_cast<std::uint32_t>(number),
                         hash_of("sensitivity", "permutation"));
  for (std::size_t i = size; i > 1; --i) {
    const std::size_t j = boost::random::uniform_int_distribution<std::size_t>(0, i - 1)(engine);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

/// By factor, what d stays below: its mean over permutations, and as many of its standard
/// deviations as the factor that is the furthest out has in 95 % of permutations.
Eigen::ArrayXd thresholds_of(const Eigen::ArrayXXd& permutations) {
  const auto n = static_cast<double>(permutations.rows());
  const Eigen::ArrayXd means = permutations.colwise().mean();
  Eigen::ArrayXd deviations(permutations.cols());
  for (Eigen::Index i = 0; i < permutations.cols(); ++i) {
    deviations[i] = std::sqrt((permutations.col(i) - means[i]).square().sum() / (n - 1));
  }
  std::vector<double> furthest;
  for (Eigen::Index r = 0; r < permutations.rows(); ++r) {
    double most = 0;
    for (Eigen::Index i = 0; i < permutations.cols(); ++i) {
      if (deviations[i] > 0) {
        most = std::max(most, (permutations(r, i) - means[i]) / deviations[i]);
      }
    }
    furthest.push_back(most);
  }
  return means + sample_quantile(furthest, 0.95) * deviations;
}

Classes classes_of(const Response& response) {
  Classes classes;
  if (response.share) {
    classes.share = response.mean;
  } else {
    Partition of_response = partition(response.mean, kClassesOfMean);
    classes.at = std::move(of_response.bin);
    classes.count = of_response.bins;
  }
  return classes;
}

/// 2 d - the mean of resamples, and the interval that mirrors them in d (Davison and Hinkley 1997,
/// section 5.2).
IndexEstimate mirrored(double raw, const Eigen::ArrayXd& resamples, double spread) {
  const IndexEstimate plain = percentile_estimate(raw, resamples);
  const auto within = [](double x) { return std::clamp(x, 0.0, 1.0); };
  return with_spread({within(2 * raw - resamples.mean()), within(2 * raw - plain.high),
                      within(2 * raw - plain.low)},
                     spread, 0, 1);
}

}  // namespace

int delta_bins(Eigen::Index points) {
  const auto n = static_cast<double>(points);
  const double bins = std::ceil(std::pow(n, 2 / (7 + std::tanh((1500 - n) / 500))));
  return std::max(1, std::min(static_cast<int>(bins), kMostBins));
}

MomentIndependent moment_independent(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                                     const Response& response, const Bootstrap& bootstrap,
                                     int permutations, const std::vector<bool>& unordered) {
  check(response);
  if (factors.rows() != response.points()) {
    throw Error(Fault::kInput, fmt::format("{} points of factors and {} of the response; expected "
                                           "as many of both",
                                           factors.rows(), response.points()));
  }
  std::vector<Eigen::Index> complete;
  for (Eigen::Index i = 0; i < response.points(); ++i) {
    if (!response.failed(i)) complete.push_back(i);
  }
  MomentIndependent result;
  result.points = static_cast<int>(complete.size());
  result.left_out = static_cast<int>(response.points()) - result.points;
  result.factors.resize(static_cast<std::size_t>(factors.cols()));
  if (complete.size() < 2) return result;

  const int bins = delta_bins(result.points);
  const Response known = rows_of(response, complete);
  const Classes classes = classes_of(known);
  result.classes = classes.count;
  std::vector<Partition> partitions;
  for (Eigen::Index i = 0; i < factors.cols(); ++i) {
    // Neighbours among words are no neighbours: each word is a bin, however many there are.
    const bool words = !unordered.empty() && unordered[static_cast<std::size_t>(i)];
    partitions.push_back(partition(factors(complete, i), words ? result.points : bins));
  }

  const auto deltas = [&](const Classes& of_response, const std::vector<int>& counts,
                          const std::vector<std::uint32_t>* order) {
    Eigen::ArrayXd all(factors.cols());
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      all[static_cast<Eigen::Index>(i)] = delta_of(partitions[i], of_response, counts, order);
    }
    return all;
  };
  const std::vector<int> once(complete.size(), 1);
  const Eigen::ArrayXd raw = deltas(classes, once, nullptr);
  const StatisticOf statistic_of = [&](const Response& of) -> Statistic {
    return [&deltas, known_classes = classes_of(of)](const std::vector<int>& counts) {
      return deltas(known_classes, counts, nullptr);
    };
  };
  const Eigen::ArrayXXd resamples =
      bootstrap_table(complete.size(), factors.cols(), bootstrap, statistic_of(known));
  const Eigen::ArrayXd spread =
      spread_of_common_chance(known, complete.size(), factors.cols(), bootstrap, statistic_of);
  Eigen::ArrayXXd permuted_deltas(permutations, factors.cols());
  tbb::parallel_for(0, permutations, [&](int r) {
    heed(bootstrap.stop);
    const std::vector<std::uint32_t> order = permuted(complete.size(), bootstrap.seed, r);
    permuted_deltas.row(r) = deltas(classes, once, &order).transpose();
  });
  const Eigen::ArrayXd thresholds = thresholds_of(permuted_deltas);
  for (Eigen::Index i = 0; i < factors.cols(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    result.factors[at] = {mirrored(raw[i], resamples.col(i), spread[i]), raw[i], thresholds[i],
                          partitions[at].bins};
  }
  return result;
}

}  // namespace armistice
