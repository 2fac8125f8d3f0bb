// Elementary effects: which units matter at all, and which act linearly, from few runs (Morris
// 1991, Technometrics 33:161; Campolongo, Cariboni and Saltelli 2007).
#pragma once

#include <vector>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// Rows t * (units + 1) + k: the start of trajectory t, then one more unit moved at each step. Of
/// step k of trajectory t, at t * units + k: the unit that moves, and how far and in which
/// direction in coordinates of the unit cube; 0 if its values stayed what they were, so that there
/// is no effect to tell. Each trajectory moves each unit once.
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
  /// The effects may be noise: by an interval of their difference mu* isn't above what noise alone
  /// would give, nor is 0 outside the interval of mu, where noise cancels that is in mu* for good.
  /// Under common chance with too few groups for intervals, by those over trajectories alone. False
  /// without groups, when nothing is known.
  bool within_noise = false;
  int effects = 0;  // of how many trajectories: those in which it moved
};

struct MorrisEffects {
  std::vector<UnitEffects> units;
  int trajectories = 0;  // that were used
  int left_out = 0;      // since a row of theirs failed
  bool corrected = false;

  double largest_mu_star() const;
  /// Of a unit's mu*: wide if half of its interval is more than half of it and more than 0.05 of
  /// the largest mu*.
  Convergence convergence_of(int unit) const;
  /// Of a unit's rank: wide if half of its interval is more than one place and more than half of
  /// the rank.
  Convergence convergence_of_rank(int unit) const;
};

/// Intervals are over trajectories, and over chance that is common to all points (see
/// common_chance.hpp). With fewer than 2 complete trajectories there are none, nor a sigma.
/// Throws Error(kInput) if the rows are no whole number of trajectories, or a unit doesn't move
/// once in each.
MorrisEffects morris_effects(const MorrisDesign& design, const Bootstrap& bootstrap = {});

}  // namespace armistice
