// Elementary effects: which units matter at all, and which act linearly, from few runs (Morris
// 1991, Technometrics 33:161; Campolongo, Cariboni and Saltelli 2007).
#pragma once

#include <vector>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// Rows t * (units + 1) + k: the start of trajectory t, then one more unit moved at each step. For
/// step k of trajectory t, at t * units + k: the unit that moves, and the signed distance in
/// coordinates of the unit cube. The distance is 0 if its values did not change, so that there is
/// no effect. Each trajectory moves each unit once.
struct MorrisDesign {
  int units = 0;
  Eigen::ArrayXi moved;
  Eigen::ArrayXd step;
  Response response;
  std::vector<bool> undirected = {};  // by unit: it has words, so no up and down; empty: none
};

/// An effect is the change of the response over the step, so in units of the response over the
/// whole range of the factor. A unit without direction has no mu and no sigma.
struct UnitEffects {
  IndexEstimate mu;       // mean effect; its interval over trajectories is Student's
  IndexEstimate mu_star;  // mean of absolute effects
  IndexEstimate sigma;    // standard deviation of effects: interactions and curvature; with groups
                          // free of noise, and 0 if they leave nothing
  IndexEstimate rank;     // by mu*, 1 for the largest
  /// What mu* would be on average if the unit did nothing: sqrt(2 / pi) standard deviations of the
  /// noise of an effect. Not a number without groups.
  double mu_star_of_noise = std::numeric_limits<double>::quiet_NaN();
  /// The effects may be noise: the interval of their difference does not show that mu* exceeds the
  /// level of noise alone, and the interval of mu contains 0. (Noise cancels in mu but not in mu*.)
  /// Under common chance with too few groups for intervals, the intervals over trajectories alone
  /// decide. False without groups, when the noise is unknown.
  bool within_noise = false;
  int effects = 0;  // of how many trajectories: those in which it moved
};

struct MorrisEffects {
  std::vector<UnitEffects> units;
  int trajectories = 0;  // that were used
  int left_out = 0;      // since a row of theirs failed
  bool corrected = false;

  double largest_mu_star() const;  // 0 without effects
  /// For mu* of a unit: wide if the half-width of its interval exceeds half of it and 0.05 of the
  /// largest mu*.
  Convergence convergence_of(int unit) const;
  /// For the rank of a unit: wide if the half-width of its interval exceeds one place and half of
  /// the rank.
  Convergence convergence_of_rank(int unit) const;
};

/// Intervals are over trajectories, and over chance that is common to all points (see
/// common_chance.hpp). With fewer than 2 complete trajectories there are none, nor a sigma.
/// Throws Error(kInput) if the rows are no whole number of trajectories, or a unit doesn't move
/// once in each.
MorrisEffects morris_effects(const MorrisDesign& design, const Bootstrap& bootstrap = {});

}  // namespace armistice
