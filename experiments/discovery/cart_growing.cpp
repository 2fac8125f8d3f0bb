#include <algorithm>
#include <cmath>

#include "experiments/discovery/cart.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

struct Split {
  std::size_t factor = 0;
  double cut = 0;
  std::vector<double> left_levels;
  double gain = 0;  // by which it lowers the squared error
};

struct Level {
  double number = 0;
  Mass mass;
};

/// How much less the squared error is if a node's points are told apart: d^2 n / (n_left n_right),
/// in which d is the interest of the left ones beyond the node's mean.
class Gain {
 public:
  explicit Gain(const Mass& node) : points_(static_cast<double>(node.points)), mean_(node.mean()) {}

  /// Divides only where needed: most splits are worse than the best before them.
  bool above(double least, const Mass& left) const {
    const double d = beyond(left), product = product_of(left);
    return d * d * points_ > least * product && d * d * points_ / product > least;
  }
  double of(const Mass& left) const {
    const double d = beyond(left);
    return d * d * points_ / product_of(left);
  }

 private:
  double beyond(const Mass& left) const {
    return points_of(left.interest) - static_cast<double>(left.points) * mean_;
  }
  double product_of(const Mass& left) const {
    const auto points = static_cast<double>(left.points);
    return points * (points_ - points);
  }

  double points_, mean_;
};

/// Grows node by node. The points of a node are the same stretch of each factor's order.
class Grower {
 public:
  Grower(const SortedCases& cases, const PointSet& among, const CartOptions& options)
      : cases_(cases), all_(mass_of(cases, among)), goes_left_(among.size()) {
    const auto share = std::ceil(options.least_leaf * static_cast<double>(all_.points));
    least_ = std::max({std::size_t{1}, options.least_leaf_points, static_cast<std::size_t>(share)});
    const std::size_t factors = cases.cases().factor_count();
    tree_.levels.resize(factors);
    for (std::size_t f = 0; f < factors; ++f) {
      std::vector<std::uint32_t>& order = orders_.emplace_back(cases.order(f));
      std::erase_if(order, [&](std::uint32_t point) { return among[point] == 0; });
      if (!cases.cases().ordered[f]) {
        for (const Level& level : levels_of(f, 0, order.size())) {
          tree_.levels[f].push_back(level.number);
        }
      }
    }
  }

  Tree grow() {
    struct Open {
      std::size_t node, begin, end;
    };
    std::vector<Open> open{{add_node(TreeNode::kNone, 0, all_.points), 0, all_.points}};
    while (!open.empty()) {
      const auto [node, begin, end] = open.back();
      open.pop_back();
      Split split = best_split(begin, end);
      if (split.gain <= 0) continue;
      const std::size_t middle = divide(split, begin, end);
      const std::size_t left = add_node(node, begin, middle), right = add_node(node, middle, end);
      TreeNode& parent = tree_.nodes[node];
      parent.left = left;
      parent.right = right;
      parent.factor = split.factor;
      parent.split = split.cut;
      parent.left_levels = std::move(split.left_levels);
      open.push_back({right, middle, end});
      open.push_back({left, begin, middle});
    }
    return std::move(tree_);
  }

 private:
  std::size_t add_node(std::size_t parent, std::size_t begin, std::size_t end) {
    Mass mass{end - begin, 0};
    Units squares = 0;
    for (std::size_t k = begin; k < end; ++k) {
      const Units interest = cases_.interest(orders_[0][k]);
      mass.interest += interest;
      squares += units_of(points_of(interest) * points_of(interest));
    }
    TreeNode node;
    node.parent = parent;
    node.points = mass.points;
    node.share = mass.mean();
    node.squared_error = std::max(0.0, points_of(squares) - points_of(mass.interest) * mass.mean());
    node.coverage = statistics_of(mass, all_).coverage;
    tree_.nodes.push_back(node);
    return tree_.nodes.size() - 1;
  }

  Mass mass_of_stretch(std::size_t begin, std::size_t end) const {
    Mass mass{end - begin, 0};
    for (std::size_t k = begin; k < end; ++k) mass.interest += cases_.interest(orders_[0][k]);
    return mass;
  }

  Split best_split(std::size_t begin, std::size_t end) const {
    Split best;
    if (end - begin < 2 * least_) return best;
    const Mass node = mass_of_stretch(begin, end);
    // Units are rounded: a gain below this is no gain.
    best.gain = static_cast<double>(node.points) * 1e-12;
    bool found = false;
    for (std::size_t f = 0; f < orders_.size(); ++f) {
      found = (cases_.cases().ordered[f] ? split_values(f, begin, end, node, best)
                                         : split_levels(f, begin, end, node, best)) ||
              found;
    }
    if (!found) best.gain = 0;
    return best;
  }

  bool split_values(std::size_t factor, std::size_t begin, std::size_t end, const Mass& node,
                    Split& best) const {
    const std::vector<std::uint32_t>& order = orders_[factor];
    const Gain gain(node);
    bool found = false;
    Mass left;
    for (std::size_t k = begin; k + least_ < end; ++k) {
      ++left.points;
      left.interest += cases_.interest(order[k]);
      if (left.points < least_ || !gain.above(best.gain, left)) continue;
      const double value = cases_.cases().value(order[k], factor);
      const double next = cases_.cases().value(order[k + 1], factor);
      if (value == next) continue;
      best = {factor, -cut_between(-next, -value), {}, gain.of(left)};
      found = true;
    }
    return found;
  }

  std::vector<Level> levels_of(std::size_t factor, std::size_t begin, std::size_t end) const {
    std::vector<Level> levels;
    for (std::size_t k = begin; k < end; ++k) {
      const std::uint32_t point = orders_[factor][k];
      const double number = cases_.cases().value(point, factor);
      if (levels.empty() || levels.back().number != number) levels.push_back({number, {}});
      ++levels.back().mass.points;
      levels.back().mass.interest += cases_.interest(point);
    }
    return levels;
  }

  bool split_levels(std::size_t factor, std::size_t begin, std::size_t end, const Mass& node,
                    Split& best) const {
    std::vector<Level> levels = levels_of(factor, begin, end);
    std::stable_sort(levels.begin(), levels.end(),
                     [](const Level& a, const Level& b) { return a.mass.mean() < b.mass.mean(); });
    const Gain gain(node);
    bool found = false;
    Mass left;
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
      left.points += levels[i].mass.points;
      left.interest += levels[i].mass.interest;
      if (left.points < least_ || node.points - left.points < least_) continue;
      if (!gain.above(best.gain, left)) continue;
      best = {factor, 0, {}, gain.of(left)};
      for (std::size_t j = 0; j <= i; ++j) best.left_levels.push_back(levels[j].number);
      std::sort(best.left_levels.begin(), best.left_levels.end());
      found = true;
    }
    return found;
  }

  /// Puts the left points first and keeps their order otherwise. Returns where the right ones
  /// begin.
  std::size_t divide(const Split& split, std::size_t begin, std::size_t end) {
    const bool ordered = cases_.cases().ordered[split.factor];
    std::size_t middle = begin;
    for (std::size_t k = begin; k < end; ++k) {
      const std::uint32_t point = orders_[0][k];
      const double x = cases_.cases().value(point, split.factor);
      const bool left =
          ordered ? x <= split.cut
                  : std::binary_search(split.left_levels.begin(), split.left_levels.end(), x);
      goes_left_[point] = left ? 1 : 0;
      if (left) ++middle;
    }
    for (std::vector<std::uint32_t>& order : orders_) {
      right_.clear();
      std::size_t at = begin;
      for (std::size_t k = begin; k < end; ++k) {
        if (goes_left_[order[k]] != 0) {
          order[at++] = order[k];
        } else {
          right_.push_back(order[k]);
        }
      }
      std::copy(right_.begin(), right_.end(), order.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return middle;
  }

  const SortedCases& cases_;
  Mass all_;
  std::size_t least_ = 1;
  std::vector<std::vector<std::uint32_t>> orders_;  // [factor]
  std::vector<std::uint8_t> goes_left_;             // by point
  std::vector<std::uint32_t> right_;
  Tree tree_;
};

}  // namespace

Tree grow(const SortedCases& cases, const PointSet& among, const CartOptions& options) {
  if (!(options.least_leaf >= 0 && options.least_leaf <= 1)) {
    throw Error(Fault::kInput, "tree: the least leaf must be a share of the points, 0 to 1");
  }
  if (mass_of(cases, among).points == 0) {
    throw Error(Fault::kInput, "tree: there is no point to look at");
  }
  return Grower(cases, among, options).grow();
}

}  // namespace armistice
