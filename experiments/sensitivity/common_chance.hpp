// Intervals where replicates share their chance over all points of a design. All resamples of its
// units contain the same draw of that chance, so the variation between draws is added.
#pragma once

#include <functional>
#include <limits>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// Fewer groups don't show how far chance moves a measure: under common chance there is no interval
/// then.
inline constexpr Eigen::Index kFewestGroups = 3;

/// The statistics of a design, of which `response` is what it gave.
using StatisticOf = std::function<Statistic(const Response& response)>;

/// For each statistic, the half-width of the 95 % interval over draws of common chance. It is a
/// jackknife over groups of replicates, with a t quantile of groups - 1 degrees of freedom (Busing,
/// Meijer and van der Leeden 1999, Statistics and Computing 9:3, since sizes may differ). Its
/// variance contains the interaction of groups and units, which the resamples of units contain too.
/// The resamples give its size, and it is subtracted once, as in a crossed random-effects design
/// (Cameron, Gelbach and Miller 2011, Journal of Business & Economic Statistics 29:238). 0 if
/// chance is not common, or if there are no groups and so no correction. Not a number with fewer
/// than kFewestGroups.
Eigen::ArrayXd spread_of_common_chance(const Response& response, std::size_t units,
                                       Eigen::Index statistics, const Bootstrap& bootstrap,
                                       const StatisticOf& statistic_of);

/// The interval of units, and the spread, as one: the distances of the sides from the value are
/// added in squares (Zou and Donner 2008, Statistics in Medicine 27:1693). Sides that the spread
/// moves stay between `least` and `most`.
IndexEstimate with_spread(IndexEstimate estimate, double spread,
                          double least = -std::numeric_limits<double>::infinity(),
                          double most = std::numeric_limits<double>::infinity());

}  // namespace armistice
