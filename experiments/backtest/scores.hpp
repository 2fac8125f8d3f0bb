// How good a forecast was: an ensemble of equally likely values, and what was observed.
// Gneiting and Raftery (2007), JASA 102:359; the fair form of the score for small ensembles is
// Ferro (2014), QJRMS 140:1917; the weighted interval score Bracher et al. (2021), PLOS Comput
// Biol.
#pragma once

#include <vector>

namespace armistice {

/// One forecast against one observation, in the unit of the series.
struct Score {
  double observed = 0;
  double p05 = 0, p25 = 0, median = 0, p75 = 0, p95 = 0;
  double crps = 0;            // continuous ranked probability score, fair; less is better
  double interval_score = 0;  // weighted, of the median and the intervals of 50 and 90 %
  double pit = 0;    // share of the ensemble below what was observed, half of what equals it
  double error = 0;  // median less observed
  bool inside_50 = false, inside_90 = false;  // within the quartiles; within 5 and 95 %
};

/// `ensemble` has at least 2 values, in any order.
Score score_of(std::vector<double> ensemble, double observed);

/// An interval of a share of forecasts that overlap: blocks of `block` consecutive ones are drawn
/// with replacement (Künsch 1989). Both ends are 0 to 1; 5 to 95 %.
struct ShareInterval {
  double low, high;
};
ShareInterval block_bootstrap(const std::vector<bool>& inside, int block);

}  // namespace armistice
