#include "experiments/sensitivity/ranks.hpp"

#include <algorithm>
#include <numeric>

namespace armistice {

Ranking::Ranking(const Eigen::Ref<const Eigen::ArrayXd>& values)
    : order_(static_cast<std::size_t>(values.size())) {
  std::iota(order_.begin(), order_.end(), Eigen::Index{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&values](Eigen::Index i, Eigen::Index j) { return values[i] < values[j]; });
  for (std::size_t i = 1; i <= order_.size(); ++i) {
    if (i == order_.size() || values[order_[i]] != values[order_[i - 1]]) group_ends_.push_back(i);
  }
}

Eigen::ArrayXd Ranking::ranks(const std::vector<int>& counts) const {
  Eigen::ArrayXd ranks(static_cast<Eigen::Index>(order_.size()));
  double below = 0;
  std::size_t begin = 0;
  for (const std::size_t end : group_ends_) {
    double equal = 0;
    for (std::size_t i = begin; i < end; ++i) equal += counts[static_cast<std::size_t>(order_[i])];
    for (std::size_t i = begin; i < end; ++i) ranks[order_[i]] = below + (equal + 1) / 2;
    below += equal;
    begin = end;
  }
  return ranks;
}

Eigen::ArrayXd Ranking::ranks() const { return ranks(std::vector<int>(order_.size(), 1)); }

Eigen::ArrayXi Ranking::groups() const {
  Eigen::ArrayXi groups(static_cast<Eigen::Index>(order_.size()));
  std::size_t begin = 0;
  for (std::size_t group = 0; group < group_ends_.size(); ++group) {
    for (; begin < group_ends_[group]; ++begin) groups[order_[begin]] = static_cast<int>(group);
  }
  return groups;
}

}  // namespace armistice
