#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/discovery/cart.hpp"

namespace armistice {

std::vector<std::size_t> Tree::leaves() const {
  std::vector<std::size_t> found, open{0};
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (nodes[node].leaf()) {
      found.push_back(node);
    } else {
      open.push_back(nodes[node].right);
      open.push_back(nodes[node].left);
    }
  }
  return found;
}

std::size_t Tree::leaf_of(const Cases& cases, std::size_t point) const {
  std::size_t at = 0;
  while (!nodes[at].leaf()) {
    const TreeNode& node = nodes[at];
    const double x = cases.value(point, node.factor);
    const bool left = cases.ordered[node.factor]
                          ? x <= node.split
                          : std::binary_search(node.left_levels.begin(), node.left_levels.end(), x);
    at = left ? node.left : node.right;
  }
  return at;
}

Box Tree::rule(std::size_t node) const {
  Box box = whole_box(levels.size());
  for (; nodes[node].parent != TreeNode::kNone; node = nodes[node].parent) {
    const TreeNode& above = nodes[nodes[node].parent];
    const bool left = above.left == node;
    Limits& limits = box.limits[above.factor];
    if (levels[above.factor].empty()) {
      if (left) {
        limits.high = std::min(limits.high, above.split);
      } else {
        // Values beyond the split: the limit itself is in, so the next number is the limit.
        limits.low = std::max(limits.low,
                              std::nextafter(above.split, std::numeric_limits<double>::infinity()));
      }
      continue;
    }
    for (const double level : levels[above.factor]) {
      const bool goes_left =
          std::binary_search(above.left_levels.begin(), above.left_levels.end(), level);
      if (goes_left != left) limits.leave_out(level);
    }
  }
  return box;
}

}  // namespace armistice
