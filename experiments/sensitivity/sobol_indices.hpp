// Sobol' indices: how much of the variance of a response each unit (a factor, or factors that move
// together) explains, alone and with all its interactions, and how much is chance. From a
// pick-freeze design (Saltelli 2002; Saltelli et al. 2010).
#pragma once

#include <vector>

#include "experiments/sensitivity/estimate.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// Rows of base sample j begin at j * rows_per_sample(): A_j, B_j, then for each unit i A_j with
/// the unit from B_j; for second order also for each unit B_j with the unit from A_j.
struct PickFreeze {
  int units = 0;
  bool second_order = false;
  Response response;

  int rows_per_sample() const { return (second_order ? 2 * units : units) + 2; }
};

struct PairIndex {
  int first_unit, second_unit;  // first_unit < second_unit
  IndexEstimate index;
};

/// Shares of V_x, the variance over the design of E[f | x], the response freed of chance; estimates
/// may fall outside 0 to 1. They are undefined if V_x isn't estimated to be above 0.
struct SobolIndices {
  std::vector<IndexEstimate> first;  // by unit: alone
  std::vector<IndexEstimate> total;  // by unit: with all interactions
  std::vector<PairIndex> second;     // what two explain together and not apart; if designed for
  IndexEstimate closed_sum;          // of `first` and `second`: 1 if there are no more interactions
  IndexEstimate variance_of_mean_response;  // V_x, in squared units of the response
  /// W / (V_x + W): the total index of chance in one replicate, W being the mean variance within a
  /// point. Undefined where that is not known.
  IndexEstimate chance;
  std::vector<IndexEstimate> first_of_replicate;  // by unit, as shares of V_x + W
  std::vector<IndexEstimate> total_of_replicate;
  int base_samples = 0;    // that were used
  int left_out = 0;        // since a row of theirs failed
  bool corrected = false;  // for the noise of finitely many replicates

  /// The response differs over the design by more than the noise explains: V_x's interval is above
  /// 0. False if it has none.
  bool varies() const { return variance_of_mean_response.low > 0; }
};

/// With groups of replicates, products of two means are taken across groups, so that replicate
/// noise adds nothing to their expectation, whether replicates have chance of their own or share it
/// over the points. Intervals are over base samples, and over chance that is common to all points
/// (see common_chance.hpp). Fewer than 2 complete base samples: nothing is defined. Throws
/// Error(kInput) if the rows are no whole number of base samples.
SobolIndices sobol_indices(const PickFreeze& design, const Bootstrap& bootstrap = {});

/// The indices from the first base samples alone.
struct SobolPrefix {
  int base_samples;  // of the design, complete or not
  SobolIndices indices;
};

/// From the first N/8, N/4, N/2 and all N base samples; none with fewer than 2.
std::vector<SobolPrefix> sobol_convergence(const PickFreeze& design,
                                           const Bootstrap& bootstrap = {});

}  // namespace armistice
