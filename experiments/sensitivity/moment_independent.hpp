// Borgonovo's delta: how much knowing one factor shifts the whole distribution of a response, not
// only its variance (Borgonovo 2007, Reliability Engineering & System Safety 92:771), from any
// sample of points (Plischke, Borgonovo and Smith 2013, European Journal of Operational Research
// 226:536).
#pragma once

#include <vector>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// delta is the mean over the factor of the total variation distance between the distribution of
/// the response given the factor, and without: 0 if they are independent, below 1.
struct FactorDelta {
  /// With the bias removed by the bootstrap (2 d - mean of resamples), as Plischke et al. do. The
  /// bootstrap estimates the bias at the observed value, so it removes nearly all of it for a
  /// factor that matters. The mean of permutations would give the bias of a factor without
  /// influence, which is much larger. The bootstrap removes less than half of that larger bias: see
  /// `threshold`. The interval is the basic one, for the same reason, and within 0 to 1; under
  /// chance that is common to all points it holds over such chance too (see common_chance.hpp).
  IndexEstimate delta;
  double raw = std::numeric_limits<double>::quiet_NaN();  // d itself, never below 0
  /// What `raw` has to be above: by permutation, for all factors together (Westfall and Young
  /// 1993), so that in 95 % of designs in which no factor matters none is. Under common chance a
  /// factor may be above it for what it does together with the chance that was drawn.
  double threshold = std::numeric_limits<double>::quiet_NaN();
  int bins = 0;  // of the factor

  bool told_from_zero() const { return raw > threshold; }
};

struct MomentIndependent {
  std::vector<FactorDelta> factors;
  int classes = 0;  // of the response; 2 for a share: the outcome of one replicate
  int points = 0;   // that were used
  int left_out = 0;
};

/// For how many points how many bins of equal frequency (Plischke et al., section 5).
int delta_bins(Eigen::Index points);

/// Behind the thresholds.
inline constexpr int kPermutations = 199;

/// `factors` is [point][factor], of independent points: of a pick-freeze design the rows A and B
/// alone. A factor with no more values than delta_bins() has a bin for each, and so has one with
/// words (`unordered`, by factor; empty: none).
/// For a share the response is the outcome of one replicate, which has two values, so that the
/// distance within a bin is exact: how far its share lies from that of all points. For a mean the
/// response is the mean, noise included, in ten classes of equal frequency, which makes large
/// deltas a little smaller. Fewer than 2 complete points: nothing is defined. Throws Error(kInput)
/// if the sizes differ.
MomentIndependent moment_independent(const Eigen::Ref<const Eigen::ArrayXXd>& factors,
                                     const Response& response, const Bootstrap& bootstrap = {},
                                     int permutations = kPermutations,
                                     const std::vector<bool>& unordered = {});

}  // namespace armistice
