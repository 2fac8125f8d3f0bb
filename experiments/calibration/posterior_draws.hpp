// Draws from the posterior by two methods that share the simulations' model alone: sequential
// Monte Carlo on a synthetic likelihood, and approximate Bayesian computation.
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/calibration/cube.hpp"
#include "experiments/calibration/likelihood.hpp"

namespace armistice {

/// Equally weighted draws, and how they came about.
struct PosteriorDraws {
  std::vector<CubePoint> points;
  int rounds = 0;         // temperatures, or generations
  double acceptance = 0;  // of the last round's proposals
  double effective = 0;   // sample size: of the last weights
  int distinct = 0;       // draws that differ
  double tolerance = 0;   // of ABC: the distance within which histories lie at the end
  std::int64_t trials = 0;
  double seconds = 0;
};

struct DrawSettings {
  int draws = 512;
  int moves = 3;  // of each draw at each temperature; at the last twice as many
  int generations = 8;
  std::uint32_t round = 0;  // a number apart for each posterior of one seed
};

/// Brings draws from the prior in the box to the posterior, by temperatures at which half of the
/// draws would remain (Del Moral, Doucet and Jasra 2006, JRSS B 68:411), with random-walk
/// Metropolis moves. Throws Error(kInput) if no point of the box can be.
PosteriorDraws draw_by_likelihood(Simulator& simulator, const CubeBox& box,
                                  const std::vector<double>& observed,
                                  const std::vector<SummaryStatistic>& statistics,
                                  const DrawSettings& settings);

/// Population Monte Carlo with a tolerance that halves the accepted (Beaumont et al. 2009,
/// Biometrika 96:983; Drovandi and Pettitt 2011), then a local linear regression (Beaumont, Zhang
/// and Balding 2002, Genetics 162:2025). `scales`: of each statistic the standard deviation of all
/// its errors. Each history has a discrepancy drawn beside its errors, as the likelihood has it.
PosteriorDraws draw_by_distance(Simulator& simulator, const CubeBox& box,
                                const std::vector<double>& observed,
                                const std::vector<double>& scales,
                                const std::vector<SummaryStatistic>& statistics,
                                const DrawSettings& settings);

}  // namespace armistice
