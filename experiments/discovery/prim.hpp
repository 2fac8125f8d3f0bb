// The patient rule induction method (PRIM: Friedman and Fisher 1999, Statistics and Computing
// 9:123) as scenario discovery uses it (Lempert, Groves, Popper and Bankes 2006; Bryant and Lempert
// 2010): boxes in which the outcome of interest is frequent. It works on shares, not on cases, so
// the noise of replicates needs no threshold. One thread; the same result for any order of points.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "experiments/discovery/box.hpp"
#include "experiments/discovery/cases.hpp"

namespace armistice {

/// The rule that chooses a peel. All rules agree if all peels take equally many points.
enum class PeelCriterion {
  kHighestMean,     // of Friedman and Fisher: the highest mean of what remains
  kPerMassRemoved,  // the largest rise of the mean per point removed, so that a switch, which takes
                    // half of the points at once, has no advantage (compared with the first, and
                    // preferred for factors of several kinds, by Kwakkel and Jaxa-Rozen 2016,
                    // Environmental Modelling & Software 79:311)
};

/// Which step of a trajectory is proposed.
enum class StepRule {
  kExcess,  // the largest excess(): points are in as long as their mean exceeds that of all
  kF1,      // the largest f1(); where most cases are of interest it prefers the whole
};

struct PrimOptions {
  double alpha = 0.05;          // share of the box's points that a peel or a paste moves
  double least_support = 0.05;  // share of the points looked at that a box must keep
  std::size_t least_points = 10;
  PeelCriterion criterion = PeelCriterion::kPerMassRemoved;
  StepRule rule = StepRule::kExcess;
  std::size_t boxes = 4;  // at most, by covering
};

struct PeelStep {
  Box box;
  BoxStatistics statistics;  // among the points that are peeled
};

/// From the whole to the smallest box. Support falls and density rises from step to step.
using Trajectory = std::vector<PeelStep>;

/// Top-down peeling of the points in `among`. From an ordered factor a peel takes, at either end,
/// all values that together hold no more than alpha, or the last value if it alone holds more. From
/// a factor without order it takes one level. Peeling ends when no peel that leaves enough points
/// raises the mean. Equally good peels: the factor declared first, its low end first, its lowest
/// level first. Throws Error(kInput) for options out of range, or if `among` is empty.
Trajectory peel(const SortedCases& cases, const PointSet& among, const PrimOptions& options = {});

/// The first of the best.
std::size_t proposed_step(const Trajectory& trajectory, StepRule rule);
/// The step whose coverage, or density, is closest; the first of equals.
std::size_t step_with_coverage(const Trajectory& trajectory, double coverage);
std::size_t step_with_density(const Trajectory& trajectory, double density);

/// Bottom-up pasting: the box is widened at one face, by alpha of its points or one level, as long
/// as its mean does not fall. The chosen paste gives the highest mean, then the most points; ties
/// are broken as for peels. A face without points beyond it is removed.
Box paste(const SortedCases& cases, const Box& box, const PointSet& among,
          const PrimOptions& options = {});

/// A box with the trajectory that it comes from, found among the points that no box before it took.
struct FoundBox {
  Trajectory trajectory;
  std::size_t step = 0;          // the one that was chosen
  Box box;                       // of that step, after pasting
  BoxStatistics among_the_left;  // of the points that were left
  BoxStatistics among_all;       // of all points, those of earlier boxes too
  BoxStatistics all_so_far;      // this box and those before it, of all points
  std::vector<double> quasi_p;   // by factor, among the points that were left; see quasi_p.hpp
};

/// The box at a given step of a trajectory of the points in `left`, which no box before it took.
FoundBox box_at(const SortedCases& cases, const PointSet& left, Trajectory trajectory,
                std::size_t step, const PrimOptions& options = {});

/// Covering: box after box, each proposed by the options' rule, until there are as many as asked
/// for or the next is no denser than all points are on average. Empty if no box is denser. Steps
/// may be picked, in the order of the boxes; such a box is taken as it is. Throws Error(kInput) if
/// there is no such box, or its trajectory has no such step.
std::vector<FoundBox> find_boxes(const SortedCases& cases, const PrimOptions& options = {},
                                 const std::vector<std::optional<std::size_t>>& picked_steps = {});

}  // namespace armistice
