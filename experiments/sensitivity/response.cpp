#include "experiments/sensitivity/response.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "experiments/error.hpp"

namespace armistice {
namespace {

/// By group, its share of the replicates.
Eigen::ArrayXd weights_of(const Response& response) {
  Eigen::ArrayXd weights(static_cast<Eigen::Index>(response.group_sizes.size()));
  for (Eigen::Index g = 0; g < weights.size(); ++g) {
    weights[g] = double(response.group_sizes[static_cast<std::size_t>(g)]) / response.replicates;
  }
  return weights;
}

}  // namespace

bool Response::failed(Eigen::Index point) const {
  return std::isnan(mean[point]) || (has_groups() && groups.row(point).isNaN().any());
}

Eigen::MatrixXd parts_of(const Response& response) {
  const CrossProduct product(response);
  Eigen::MatrixXd parts(product.parts(), response.points());
  parts.row(0) = response.mean.matrix().transpose();
  if (product.parts() == 1) return parts;
  const Eigen::ArrayXd weights = weights_of(response);
  parts.bottomRows(weights.size()) =
      (response.groups.rowwise() * weights.transpose()).matrix().transpose();
  return parts;
}

CrossProduct::CrossProduct(const Response& response) {
  if (!response.has_groups()) return;
  parts_ = 1 + response.groups.cols();
  weight_ = 1 - weights_of(response).square().sum();
}

Eigen::ArrayXd within_point_variance(const Response& response) {
  if (response.variance.size() > 0) return response.variance;
  const double m = response.replicates;
  if (response.share && response.replicates > 1) {
    return response.mean * (1 - response.mean) * (m / (m - 1));
  }
  Eigen::ArrayXd variance =
      Eigen::ArrayXd::Constant(response.points(), std::numeric_limits<double>::quiet_NaN());
  if (response.has_groups()) {
    const auto degrees = static_cast<double>(response.groups.cols() - 1);
    variance.setZero();
    for (Eigen::Index g = 0; g < response.groups.cols(); ++g) {
      variance += response.group_sizes[static_cast<std::size_t>(g)] *
                  (response.groups.col(g) - response.mean).square() / degrees;
    }
  }
  return variance;
}

Response from_groups(const Response& response, Eigen::Index left_out) {
  Response some;
  some.share = response.share;
  some.common_chance = response.common_chance;
  some.replicates = 0;
  std::vector<Eigen::Index> columns;
  for (Eigen::Index g = 0; g < response.groups.cols(); ++g) {
    if (g == left_out) continue;
    columns.push_back(g);
    some.group_sizes.push_back(response.group_sizes[static_cast<std::size_t>(g)]);
    some.replicates += some.group_sizes.back();
  }
  some.groups = response.groups(Eigen::all, columns);
  some.mean = (some.groups.matrix() * weights_of(some).matrix()).array();
  for (Eigen::Index i = 0; i < response.points(); ++i) {
    if (response.failed(i)) some.mean[i] = std::numeric_limits<double>::quiet_NaN();
  }
  return some;
}

Response head(const Response& response, Eigen::Index points) {
  std::vector<Eigen::Index> rows(static_cast<std::size_t>(points));
  std::iota(rows.begin(), rows.end(), Eigen::Index{0});
  return rows_of(response, rows);
}

Response rows_of(const Response& response, const std::vector<Eigen::Index>& rows) {
  Response some = response;
  some.mean = response.mean(rows).eval();
  if (response.groups.size() > 0) some.groups = response.groups(rows, Eigen::all).eval();
  if (response.variance.size() > 0) some.variance = response.variance(rows).eval();
  return some;
}

void check(const Response& response) {
  const auto fits = [&response](Eigen::Index size) {
    return size == 0 || size == response.points();
  };
  if (!fits(response.groups.rows()) || !fits(response.variance.size())) {
    throw Error(Fault::kInput,
                fmt::format("a response has {} means, but {} means of groups and {} "
                            "variances; expected as many, or none",
                            response.points(), response.groups.rows(), response.variance.size()));
  }
  if (response.replicates < 1) {
    throw Error(Fault::kInput, fmt::format("a response has {} replicates; expected 1 or more",
                                           response.replicates));
  }
  const std::vector<int>& sizes = response.group_sizes;
  const int grouped = std::accumulate(sizes.begin(), sizes.end(), 0);
  if (response.groups.size() > 0 &&
      (static_cast<Eigen::Index>(sizes.size()) != response.groups.cols() ||
       grouped != response.replicates)) {
    throw Error(Fault::kInput,
                fmt::format("a response has {} replicates in {} groups, but {} "
                            "groups of {} replicates are described",
                            response.replicates, response.groups.cols(), sizes.size(), grouped));
  }
}

}  // namespace armistice
