// Measures from linear regression, of any sample of points: which way a factor works, and how well
// a linear or a monotone picture fits at all (Saltelli and Marivoet 1990, Reliability Engineering &
// System Safety 28:229; Iman and Conover 1979, Technometrics 21:499).
#pragma once

#include <vector>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

enum class FactorState {
  kEstimated,
  kConstant,   // the same at all points: nothing can be said of it
  kCollinear,  // a linear combination of others: its part can't be told from theirs
};

/// Coefficients and correlations lie between -1 and 1, and are not a number for a factor that isn't
/// estimated. Words have no order, so a factor with words has no direction: only how much of the
/// response it explains is told (partial R^2).
struct FactorRegression {
  FactorState state = FactorState::kEstimated;       // of its values
  FactorState rank_state = FactorState::kEstimated;  // of their ranks
  IndexEstimate src;                                 // standardised regression coefficient
  IndexEstimate srrc;                                // the same of ranks
  IndexEstimate prcc;  // partial rank correlation: the others' part taken out of both
  /// The part that this factor explains of the variance that the others leave, 0 to 1 (Cohen 1988,
  /// chapter 9). Beside it stands the probability of at least that part from a factor without
  /// influence, by the F test of the two nested regressions. For values, and for ranks of the
  /// response.
  IndexEstimate partial_r_squared, rank_partial_r_squared;
  double p = std::numeric_limits<double>::quiet_NaN();
  double rank_p = std::numeric_limits<double>::quiet_NaN();
  bool unordered = false;
};

/// Replicate noise is in the means, so it lowers R^2 and all coefficients alike.
struct RegressionMeasures {
  std::vector<FactorRegression> factors;
  IndexEstimate r_squared;       // of the linear regression: how far the SRCs are to be believed
  IndexEstimate rank_r_squared;  // of the regression of ranks
  /// The share of the variance of the means that other replicates would reproduce. With independent
  /// chance at each point, no R^2 can be expected to exceed it. A fit under common chance may also
  /// capture interactions of factors with the drawn chance. Not a number without groups.
  double reliability = std::numeric_limits<double>::quiet_NaN();
  int points = 0;  // that were used
  int left_out = 0;
  int columns = 0;  // of the regressions
};

/// `factors` is [point][factor]. Intervals are over points, which have to be independent: of a
/// pick-freeze design give the rows A and B alone; and over chance that is common to all points
/// (see common_chance.hpp). `unordered` tells by factor whether its values are numbers of words;
/// empty: none is. With no more points than columns (a factor with numbers has one, one with k
/// words k - 1) + 1, or a constant response, all is not a number. Throws Error(kInput) if the sizes
/// differ.
RegressionMeasures regression_measures(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                                       const Response& response, const Bootstrap& bootstrap = {},
                                       const std::vector<bool>& unordered = {});

}  // namespace armistice
