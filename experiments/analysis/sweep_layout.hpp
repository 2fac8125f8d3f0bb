// Which points of a sweep belong together: base samples of a pick-freeze design, trajectories of
// Morris's, whether the program made the design or the user.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "experiments/analysis/sweep_table.hpp"
#include "experiments/sensitivity/morris_effects.hpp"

namespace armistice {

/// Throws Error(kInput) at the first point that is not what the design's layout says: a row AB_i
/// that differs from A in more than unit i, a step that moves another unit. Points may have been
/// changed or renumbered, or come from a program whose design was another.
void check_layout(const SweepTable& sweep);

/// The points of a pick-freeze design in the order of sobol_indices.hpp; empty for any other.
std::vector<Eigen::Index> pick_freeze_rows(const SweepTable& sweep);

/// Units, steps and directions of a Morris design; without a response. A move that changed no value
/// is 0. Each move of a unit with words is 1, because words have no distance.
MorrisDesign morris_steps(const SweepTable& sweep);

bool is_morris(const SweepTable& sweep);  // of trajectories, ours or in a table

/// The rows that are a plain sample of the factors' distribution: all, or the A and B of a
/// pick-freeze design; none of a Morris design, which keeps to a grid.
std::vector<Eigen::Index> sample_rows(const SweepTable& sweep);

}  // namespace armistice
