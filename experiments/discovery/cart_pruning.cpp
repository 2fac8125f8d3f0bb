#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/discovery/cart.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// Links that are equally weak up to rounding are cut together.
constexpr double kEqualCosts = 1 + 1e-9;

/// The error of the rest of the tree below a node, when closed nodes are leaves.
struct Below {
  std::size_t leaves = 1;
  double error = 0;  // squared error of the leaves
};

std::vector<Below> below_each(const Tree& tree, const std::vector<bool>& closed) {
  std::vector<Below> below(tree.nodes.size());
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const TreeNode& node = tree.nodes[i];
    if (node.leaf() || closed[i]) {
      below[i] = {1, node.squared_error};
    } else {
      below[i] = {below[node.left].leaves + below[node.right].leaves,
                  below[node.left].error + below[node.right].error};
    }
  }
  return below;
}

void close(const Tree& tree, std::size_t top, double cost, std::vector<bool>& closed,
           std::vector<double>& costs) {
  std::vector<std::size_t> open{top};
  while (!open.empty()) {
    const std::size_t i = open.back();
    open.pop_back();
    if (tree.nodes[i].leaf() || closed[i]) continue;
    closed[i] = true;
    costs[i] = cost;
    open.push_back(tree.nodes[i].left);
    open.push_back(tree.nodes[i].right);
  }
}

std::vector<double> different(std::vector<double> costs) {
  costs.push_back(0);
  std::sort(costs.begin(), costs.end());
  costs.erase(std::unique(costs.begin(), costs.end()), costs.end());
  return costs;
}

std::size_t leaves_at(const Tree& tree, const std::vector<double>& collapse, double cost) {
  std::size_t leaves = 0;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const bool ends = tree.nodes[i].leaf() || collapse[i] <= cost;
    const std::size_t parent = tree.nodes[i].parent;
    const bool reached = parent == TreeNode::kNone || collapse[parent] > cost;
    if (ends && reached) ++leaves;
  }
  return leaves;
}

/// The squared error of the prediction for one point, in the trees for costs in ascending order.
void add_errors(const Tree& tree, const std::vector<double>& collapse, const Cases& cases,
                std::size_t point, const std::vector<double>& costs, std::vector<double>& sums,
                std::vector<double>& squares) {
  std::size_t at = tree.leaf_of(cases, point);
  const double share = cases.share[static_cast<Eigen::Index>(point)];
  for (std::size_t k = 0; k < costs.size(); ++k) {
    for (std::size_t up = tree.nodes[at].parent; up != TreeNode::kNone && collapse[up] <= costs[k];
         up = tree.nodes[at].parent) {
      at = up;
    }
    const double error = share - tree.nodes[at].share;
    sums[k] += error * error;
    squares[k] += error * error * error * error;
  }
}

}  // namespace

std::vector<double> collapse_costs(const Tree& tree) {
  std::vector<double> costs(tree.nodes.size(), 0);
  std::vector<bool> closed(tree.nodes.size(), false);
  const auto points = static_cast<double>(tree.nodes[0].points);
  double cost = 0;
  while (!tree.nodes[0].leaf() && !closed[0]) {
    const std::vector<Below> below = below_each(tree, closed);
    const auto link = [&](std::size_t i) {
      const auto saved = static_cast<double>(below[i].leaves - 1);
      return std::max(0.0, tree.nodes[i].squared_error - below[i].error) / saved / points;
    };
    double weakest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      if (!tree.nodes[i].leaf() && !closed[i]) weakest = std::min(weakest, link(i));
    }
    cost = std::max(cost, weakest);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      if (!tree.nodes[i].leaf() && !closed[i] && link(i) <= weakest * kEqualCosts) {
        close(tree, i, cost, closed, costs);
      }
    }
  }
  return costs;
}

Tree pruned(const Tree& tree, const std::vector<double>& collapse, double cost) {
  Tree kept;
  kept.levels = tree.levels;
  std::vector<std::size_t> place(tree.nodes.size(), TreeNode::kNone);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    TreeNode node = tree.nodes[i];
    if (node.parent != TreeNode::kNone) {
      const std::size_t parent = place[node.parent];
      if (parent == TreeNode::kNone || collapse[node.parent] <= cost) continue;
      const bool left = tree.nodes[node.parent].left == i;
      (left ? kept.nodes[parent].left : kept.nodes[parent].right) = kept.nodes.size();
      node.parent = parent;
    }
    const bool ends = node.leaf() || collapse[i] <= cost;
    node.left = node.right = TreeNode::kNone;
    if (ends) {
      node.factor = 0;
      node.split = 0;
      node.left_levels.clear();
    }
    place[i] = kept.nodes.size();
    kept.nodes.push_back(std::move(node));
  }
  return kept;
}

Cart cart(const SortedCases& cases, const CartOptions& options) {
  const std::size_t points = cases.cases().points();
  const auto folds = static_cast<std::size_t>(std::max(0, options.folds));
  if (folds < 2 || points < 2 * folds) {
    throw Error(Fault::kInput, "tree: cross-validation needs 2 folds or more, of 2 points or more");
  }
  const Tree whole = grow(cases, all_points(cases.cases()), options);
  const std::vector<double> collapse = collapse_costs(whole);
  const std::vector<double> costs = different(collapse);
  // Each tree of the sequence represents the costs up to the next one; their geometric mean is
  // typical.
  std::vector<double> typical;
  for (std::size_t k = 0; k < costs.size(); ++k) {
    typical.push_back(k + 1 < costs.size() ? std::sqrt(costs[k] * costs[k + 1])
                                           : std::numeric_limits<double>::infinity());
  }
  std::vector<double> sums(costs.size()), squares(costs.size());
  const std::vector<std::uint32_t> order = shuffled(points, options.seed, "fold", 0);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    PointSet others = all_points(cases.cases());
    for (std::size_t k = fold; k < points; k += folds) others[order[k]] = 0;
    const Tree tree = grow(cases, others, options);
    const std::vector<double> links = collapse_costs(tree);
    for (std::size_t k = fold; k < points; k += folds) {
      add_errors(tree, links, cases.cases(), order[k], typical, sums, squares);
    }
  }
  Cart result;
  const auto n = static_cast<double>(points);
  std::size_t best = 0;
  for (std::size_t k = 0; k < costs.size(); ++k) {
    const double error = sums[k] / n;
    const double variance = std::max(0.0, squares[k] / n - error * error);
    result.sequence.push_back(
        {costs[k], leaves_at(whole, collapse, costs[k]), error, std::sqrt(variance / n)});
    if (error <= result.sequence[best].error) best = k;  // of equals the smaller tree
  }
  result.chosen = best;
  if (options.one_standard_error) {
    const double enough = result.sequence[best].error + result.sequence[best].standard_error;
    for (std::size_t k = best; k < costs.size(); ++k) {
      if (result.sequence[k].error <= enough) result.chosen = k;
    }
  }
  result.tree = pruned(whole, collapse, costs[result.chosen]);
  return result;
}

}  // namespace armistice
