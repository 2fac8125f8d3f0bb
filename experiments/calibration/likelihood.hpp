// How well a point explains what was observed, with three kinds of error apart: chance within one
// history (over replicates), the observation's error, and the discrepancy. That is what the model
// may miss however its parameters are.
#pragma once

#include <vector>

#include "experiments/calibration/simulator.hpp"

namespace armistice {

/// The log of the probability that the fighting goes on, times a robust synthetic likelihood of the
/// statistics (Wood 2010, Nature 466:1102). A multivariate t of 5 degrees of freedom stands in
/// place of the normal, and the covariance is shrunk towards its diagonal. `observed` has one value
/// for each statistic. kImpossible where too few histories are left to tell.
double log_likelihood(const HistoryMoments& moments, const std::vector<double>& observed,
                      const std::vector<SummaryStatistic>& statistics);

inline constexpr double kImpossible = -1e9;

/// The distance of each statistic from what was observed, in standard deviations of all three
/// errors (Vernon, Goldstein and Bower 2010, Bayesian Analysis 5:619). The observation is one
/// history, so the chance of one history counts in full, and that of the mean besides.
std::vector<double> implausibility(const std::vector<double>& mean,
                                   const std::vector<double>& within,
                                   const std::vector<double>& error, int histories,
                                   const std::vector<double>& observed,
                                   const std::vector<SummaryStatistic>& statistics);

}  // namespace armistice
