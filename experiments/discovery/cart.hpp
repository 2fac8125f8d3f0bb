// A classification and regression tree (Breiman, Friedman, Olshen and Stone 1984) on shares: what
// divides the points into parts that differ in how often the outcome of interest occurs. For shares
// of 0 and 1 the variance within parts is half of the index of Gini, so it is a classification
// tree. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "experiments/discovery/box.hpp"
#include "experiments/discovery/cases.hpp"

namespace armistice {

struct CartOptions {
  double least_leaf = 0.01;           // share of the points that a leaf has at least
  std::size_t least_leaf_points = 5;  // and number of points
  int folds = 10;                     // of the cross-validation
  bool one_standard_error = true;     // the smallest tree within one standard error of the best
  std::uint64_t seed = 1;             // which point is in which fold
};

struct TreeNode {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t parent = kNone;               // kNone: the root
  std::size_t left = kNone, right = kNone;  // kNone: a leaf
  std::size_t factor = 0;                   // that divides the points
  double split = 0;                         // ordered: values up to it go left
  std::vector<double> left_levels;          // without order: these go left, all others right
  std::size_t points = 0;
  double share = 0;          // mean share of the points
  double squared_error = 0;  // sum over the points of (share - mean)^2
  double coverage = 0;       // interest in the points / all interest; 0 without interest

  bool leaf() const { return left == kNone; }
};

struct Tree {
  std::vector<TreeNode> nodes;              // the root first, parents before their children
  std::vector<std::vector<double>> levels;  // by factor, ascending; empty for ordered ones

  std::vector<std::size_t> leaves() const;  // from left to right
  /// The leaf of a point with these cases' factors.
  std::size_t leaf_of(const Cases& cases, std::size_t point) const;
  /// The points of a node as limits of each factor.
  Box rule(std::size_t node) const;
};

/// The whole tree of the points in `among`. Each split lowers the squared error most. An ordered
/// factor is split between two values. A factor without order is split between levels sorted by
/// mean share, where the best of all subsets is found (Fisher 1958; Breiman et al. 1984); of equal
/// means the lower level comes first. Equally good splits: the factor declared first, the lowest
/// split. No node is divided if that does not lower the error. Throws Error(kInput) if `among` is
/// empty.
Tree grow(const SortedCases& cases, const PointSet& among, const CartOptions& options = {});

/// For each node, the cost of a leaf, in squared error per point looked at, from which on the best
/// tree ends at it or above (weakest links; Breiman et al., chapter 3). 0 for leaves; never larger
/// than the parent's.
std::vector<double> collapse_costs(const Tree& tree);
/// Without the nodes below those whose collapse cost is no more than `cost`.
Tree pruned(const Tree& tree, const std::vector<double>& collapse_costs, double cost);

/// One tree of the sequence from the whole tree to the root.
struct PruningStep {
  double cost;  // of a leaf, from which on this tree is the best
  std::size_t leaves;
  double error;           // cross-validated squared error per point
  double standard_error;  // of that, over points
};

struct Cart {
  Tree tree;                          // as chosen
  std::vector<PruningStep> sequence;  // the largest tree first
  std::size_t chosen = 0;
};

/// Grows a tree and prunes it by cross-validation. Folds are drawn for the options' seed, by
/// position: another order of points gives other folds.
/// Throws Error(kInput) for options out of range or fewer points than folds.
Cart cart(const SortedCases& cases, const CartOptions& options = {});

}  // namespace armistice
