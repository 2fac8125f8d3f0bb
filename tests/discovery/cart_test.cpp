#include "experiments/discovery/cart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/error.hpp"
#include "tests/discovery/planted.hpp"

namespace armistice {
namespace {

bool contains(const Box& box, const Cases& cases, std::size_t point) {
  for (std::size_t f = 0; f < box.limits.size(); ++f) {
    const Limits& limits = box.limits[f];
    if (limits.restricts() && !limits.allows(cases.value(point, f))) return false;
  }
  return true;
}

double steps(const Eigen::ArrayXd& x) { return x[0] <= 0.3 ? 0.1 : x[1] <= 0.6 ? 0.5 : 0.9; }

std::vector<double> shares_of_leaves(const Tree& tree) {
  std::vector<double> shares;
  for (const std::size_t leaf : tree.leaves()) shares.push_back(tree.nodes[leaf].share);
  return shares;
}

TEST(Cart, RecoversAStepFunctionAndItsSplits) {
  const Cases cases = planted(1000, 4, 1, 0, steps);
  const SortedCases sorted(cases);
  const Tree tree = cart(sorted).tree;
  ASSERT_EQ(tree.nodes.size(), 5u);
  EXPECT_EQ(tree.nodes[0].factor, 0u);
  EXPECT_NEAR(tree.nodes[0].split, 0.3, 0.005);
  const TreeNode& second = tree.nodes[tree.nodes[0].right];
  EXPECT_EQ(second.factor, 1u);
  EXPECT_NEAR(second.split, 0.6, 0.005);
  const std::vector<double> shares = shares_of_leaves(tree);
  ASSERT_EQ(shares.size(), 3u);
  EXPECT_NEAR(shares[0], 0.1, 1e-9);
  EXPECT_NEAR(shares[1], 0.5, 1e-9);
  EXPECT_NEAR(shares[2], 0.9, 1e-9);
  // Between the points on both sides of a step.
  for (std::size_t i = 0; i < cases.points(); ++i) {
    EXPECT_EQ(cases.value(i, 0) <= tree.nodes[0].split, cases.value(i, 0) <= 0.3);
  }
}

TEST(Cart, RecoversAStepFunctionUnderTheNoiseOfReplicates) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Cases cases = planted(1000, 4, seed, 10, steps);
    const SortedCases sorted(cases);
    const Tree tree = cart(sorted).tree;
    ASSERT_EQ(tree.leaves().size(), 3u) << seed;
    EXPECT_NEAR(tree.nodes[0].split, 0.3, 0.01) << seed;
    EXPECT_NEAR(tree.nodes[tree.nodes[0].right].split, 0.6, 0.02) << seed;
  }
}

TEST(Cart, PruningLeavesNothingOfPureNoise) {
  int roots = 0;
  const int samples = 30;
  for (std::uint32_t seed = 0; seed < samples; ++seed) {
    const Cases cases = planted(300, 5, seed, 5, [](const auto&) { return 0.4; });
    const SortedCases sorted(cases);
    EXPECT_GT(grow(sorted, all_points(cases)).nodes.size(), 1u);
    if (cart(sorted).tree.nodes.size() == 1) ++roots;
  }
  EXPECT_GE(roots, samples - 2);
}

/// Share x on [0, 1]: variance 1/12, in halves 1/48, in quarters 1/192. A leaf more in a half saves
/// (1/48 - 1/192) / 2 = 1/128, and the first split saves 1/12 - 1/48 = 1/16.
TEST(Cart, FollowsTheClosedFormOfALinearShare) {
  const int n = 4000;
  Cases cases{Eigen::ArrayXXd(n, 1), {true}, Eigen::ArrayXd(n), 1};
  for (int i = 0; i < n; ++i) cases.factors(i, 0) = cases.share[i] = (i + 0.5) / n;
  const SortedCases sorted(cases);
  CartOptions options;
  options.least_leaf = 0.25;
  const Tree tree = grow(sorted, all_points(cases), options);
  ASSERT_EQ(tree.leaves().size(), 4u);
  const TreeNode& root = tree.nodes[0];
  EXPECT_NEAR(root.split, 0.5, 1e-9);
  EXPECT_NEAR(tree.nodes[root.left].split, 0.25, 1e-9);
  EXPECT_NEAR(tree.nodes[root.right].split, 0.75, 1e-9);
  EXPECT_NEAR(root.squared_error / n, 1.0 / 12, 1e-6);
  EXPECT_NEAR(tree.nodes[root.left].squared_error / n, 0.5 / 48, 1e-6);
  const std::vector<double> costs = collapse_costs(tree);
  EXPECT_NEAR(costs[0], 1.0 / 16, 1e-6);
  EXPECT_NEAR(costs[root.left], 1.0 / 128, 1e-6);
  EXPECT_NEAR(costs[root.right], 1.0 / 128, 1e-6);
  EXPECT_EQ(pruned(tree, costs, 0).leaves().size(), 4u);
  EXPECT_EQ(pruned(tree, costs, 0.01).leaves().size(), 2u);
  EXPECT_EQ(pruned(tree, costs, 1).leaves().size(), 1u);
}

TEST(Cart, PrunedTreeIsTheCheapestOfAllSubtrees) {
  const Cases cases = planted(400, 3, 10, 3, [](const auto& x) { return x[0] * x[1]; });
  const SortedCases sorted(cases);
  const Tree tree = grow(sorted, all_points(cases));
  ASSERT_GT(tree.leaves().size(), 15u);
  const std::vector<double> costs = collapse_costs(tree);
  for (double cost = 1e-5; cost < 0.1; cost *= 1.5) {
    // Each node as a leaf, or with the best of what is below it, whichever is cheaper.
    std::vector<double> cheapest(tree.nodes.size());
    for (std::size_t i = tree.nodes.size(); i-- > 0;) {
      const TreeNode& node = tree.nodes[i];
      cheapest[i] = node.squared_error / 400 + cost;
      if (!node.leaf()) {
        cheapest[i] = std::min(cheapest[i], cheapest[node.left] + cheapest[node.right]);
      }
    }
    const Tree kept = pruned(tree, costs, cost);
    double sum = 0;
    for (const std::size_t leaf : kept.leaves()) sum += kept.nodes[leaf].squared_error / 400 + cost;
    EXPECT_NEAR(sum, cheapest[0], 1e-12) << cost;
  }
}

TEST(Cart, SquaredErrorIsHalfOfTheGiniIndexForPointsOfInterestOrNot) {
  const Cases cases = planted(200, 2, 3, 1, [](const auto& x) { return x[0]; });
  const SortedCases sorted(cases);
  const Tree tree = grow(sorted, all_points(cases));
  EXPECT_GT(tree.nodes.size(), 2u);
  for (const TreeNode& node : tree.nodes) {
    const double gini = 2 * node.share * (1 - node.share);
    EXPECT_NEAR(node.squared_error / static_cast<double>(node.points), gini / 2, 1e-9);
  }
}

TEST(Cart, SplitsLevelsAsTheBestOfAllSubsetsWould) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const int levels = 6;
    // The levels' numbers say nothing of their shares.
    Cases cases = planted(
        300, 1, seed, 3, [](const auto& x) { return std::fmod(std::floor(6 * x[0]) * 0.37, 1.0); });
    make_levels(cases, 0, levels);
    const SortedCases sorted(cases);
    CartOptions options;
    options.least_leaf = 0;
    options.least_leaf_points = 1;
    const Tree tree = grow(sorted, all_points(cases), options);
    const auto error_of = [&](const auto& in) {
      double n = 0, sum = 0, squares = 0;
      for (std::size_t i = 0; i < cases.points(); ++i) {
        const double y = cases.share[static_cast<Eigen::Index>(i)];
        if (!in(static_cast<int>(cases.value(i, 0)))) continue;
        n += 1;
        sum += y;
        squares += y * y;
      }
      return n > 0 ? squares - sum * sum / n : 0;
    };
    double best = std::numeric_limits<double>::infinity();
    for (int subset = 1; subset < (1 << levels) - 1; ++subset) {
      best = std::min(best, error_of([&](int level) { return (subset >> level & 1) == 1; }) +
                                error_of([&](int level) { return (subset >> level & 1) == 0; }));
    }
    ASSERT_FALSE(tree.nodes[0].leaf());
    EXPECT_NEAR(tree.nodes[tree.nodes[0].left].squared_error +
                    tree.nodes[tree.nodes[0].right].squared_error,
                best, 1e-8)
        << seed;
  }
}

TEST(Cart, LeavesPartitionThePoints) {
  Cases cases = planted(800, 4, 5, 5, [](const auto& x) {
    return 0.1 + 0.4 * x[0] * x[1] + (std::floor(x[2] * 4) == 1 ? 0.4 : 0);
  });
  make_levels(cases, 2, 4);
  const SortedCases sorted(cases);
  for (const Tree& tree : {grow(sorted, all_points(cases)), cart(sorted).tree}) {
    const std::vector<std::size_t> leaves = tree.leaves();
    ASSERT_GT(leaves.size(), 2u);
    std::vector<std::size_t> points(tree.nodes.size());
    std::vector<Box> rules;
    for (const std::size_t leaf : leaves) rules.push_back(tree.rule(leaf));
    for (std::size_t i = 0; i < cases.points(); ++i) {
      const std::size_t own = tree.leaf_of(cases, i);
      ++points[own];
      for (std::size_t k = 0; k < leaves.size(); ++k) {
        EXPECT_EQ(contains(rules[k], cases, i), leaves[k] == own);
      }
    }
    double coverage = 0;
    for (std::size_t k = 0; k < leaves.size(); ++k) {
      const TreeNode& leaf = tree.nodes[leaves[k]];
      EXPECT_EQ(leaf.points, points[leaves[k]]);
      EXPECT_GE(leaf.points, 8u);
      EXPECT_EQ(leaf.share, statistics_of(sorted, rules[k], all_points(cases)).density);
      coverage += leaf.coverage;
    }
    EXPECT_NEAR(coverage, 1, 1e-12);
  }
}

TEST(Cart, SequenceRunsFromTheWholeTreeToTheRoot) {
  const Cases cases = planted(500, 3, 6, 5, [](const auto& x) { return 0.2 + 0.6 * x[0]; });
  const SortedCases sorted(cases);
  const Cart result = cart(sorted);
  EXPECT_EQ(result.sequence[0].leaves, grow(sorted, all_points(cases)).leaves().size());
  EXPECT_EQ(result.sequence.back().leaves, 1u);
  for (std::size_t k = 1; k < result.sequence.size(); ++k) {
    EXPECT_LT(result.sequence[k].leaves, result.sequence[k - 1].leaves);
    EXPECT_GT(result.sequence[k].cost, result.sequence[k - 1].cost);
  }
  EXPECT_EQ(result.tree.leaves().size(), result.sequence[result.chosen].leaves);
  // The root's error in other folds is the variance of the shares, apart from the means of the
  // folds.
  const double variance = (cases.share - cases.share.mean()).square().mean();
  EXPECT_NEAR(result.sequence.back().error, variance, 0.02 * variance);
  EXPECT_LT(result.sequence[result.chosen].error, 0.7 * variance);
  CartOptions best;
  best.one_standard_error = false;
  EXPECT_GE(cart(sorted, best).tree.leaves().size(), result.tree.leaves().size());
}

TEST(Cart, OrderOfPointsAndFactorsChangesNothing) {
  Cases cases =
      planted(500, 4, 7, 20, [](const auto& x) { return 0.1 + 0.5 * x[0] * x[1] + 0.3 * x[2]; });
  make_levels(cases, 2, 4);
  const Cases other = with_points(cases, shuffled(500, 1, "test", 0)), turned = reversed(cases);
  CartOptions options;
  options.least_leaf = 0.05;
  const auto grown = [&](const Cases& c) { return grow(SortedCases(c), all_points(c), options); };
  const Tree a = grown(cases), b = grown(other), c = grown(turned);
  ASSERT_GT(a.nodes.size(), 5u);
  ASSERT_EQ(a.nodes.size(), b.nodes.size());
  ASSERT_EQ(a.nodes.size(), c.nodes.size());
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    EXPECT_EQ(a.nodes[i].split, b.nodes[i].split);
    EXPECT_EQ(a.nodes[i].left_levels, b.nodes[i].left_levels);
    EXPECT_EQ(a.nodes[i].share, b.nodes[i].share);
    EXPECT_EQ(a.nodes[i].split, c.nodes[i].split);
    if (!a.nodes[i].leaf()) EXPECT_EQ(a.nodes[i].factor, 3 - c.nodes[i].factor);
    EXPECT_EQ(a.rule(i), b.rule(i));
  }
}

TEST(Cart, SameSeedSameFolds) {
  const Cases cases = planted(300, 3, 8, 5, [](const auto& x) { return x[0]; });
  const SortedCases sorted(cases);
  CartOptions other;
  other.seed = 2;
  EXPECT_EQ(cart(sorted).sequence[0].error, cart(sorted).sequence[0].error);
  EXPECT_NE(cart(sorted).sequence[0].error, cart(sorted, other).sequence[0].error);
}

TEST(Cart, RefusesWhatMakesNoSense) {
  const Cases cases = planted(15, 1, 9, 0, [](const auto& x) { return x[0]; });
  const SortedCases sorted(cases);
  EXPECT_THROW(cart(sorted), Error);  // 10 folds of 15 points
  EXPECT_THROW(grow(sorted, PointSet(15, 0)), Error);
  CartOptions options;
  options.least_leaf = 2;
  EXPECT_THROW(grow(sorted, all_points(cases), options), Error);
}

}  // namespace
}  // namespace armistice
