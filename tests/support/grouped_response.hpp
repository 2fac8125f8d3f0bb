// A response made of single replicates, as a sweep keeps it.
#pragma once

#include "experiments/designs/replicate_groups.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice::support {

/// `values` is [point][replicate].
inline Response response_of(const Eigen::ArrayXXd& values, bool common_chance = false) {
  Response response;
  response.replicates = static_cast<int>(values.cols());
  response.common_chance = common_chance;
  response.mean = values.rowwise().mean();
  response.group_sizes = replicate_group_sizes(response.replicates);
  response.groups.resize(values.rows(), replicate_groups(response.replicates));
  Eigen::Index first = 0;
  for (Eigen::Index g = 0; g < response.groups.cols(); ++g) {
    const int size = response.group_sizes[static_cast<std::size_t>(g)];
    response.groups.col(g) = values.middleCols(first, size).rowwise().mean();
    first += size;
  }
  return response;
}

}  // namespace armistice::support
