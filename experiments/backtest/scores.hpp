// How good a forecast was: an ensemble of equally likely values, and what was observed.
// Gneiting and Raftery (2007), JASA 102:359; the weighted interval score is that of Bracher et al.
// (2021), PLOS Comput Biol.
#pragma once

#include <vector>

namespace armistice {

/// One forecast against one observation, in the unit of the series.
struct Score {
  double observed = 0;
  double p05 = 0, p25 = 0, median = 0, p75 = 0, p95 = 0;
  double crps = 0;            // continuous ranked probability score; less is better
  double interval_score = 0;  // weighted, of the median and the intervals of 50 and 90 %
  double pit = 0;    // share of the ensemble below what was observed, half of what equals it
  double error = 0;  // median less observed
  bool inside_50 = false, inside_90 = false;  // within the quartiles; within 5 and 95 %
};

/// `ensemble` has at least a value, in any order. It is the distribution that was issued, not a
/// sample of it: its members are the whole of a baseline's forecast. So the form that is fair to
/// samples (Ferro 2014) would praise small ensembles for nothing.
Score score_of(std::vector<double> ensemble, double observed);

/// An interval of a mean; not a number if there is none.
struct MeanRange {
  double low, high;
};

/// How many origins of an unbroken run follow each other, run by run.
using Runs = std::vector<int>;

/// The least number of blocks that an interval rests on.
inline constexpr int kLeastBlocks = 5;

/// 5 to 95 % of a mean of forecasts that overlap: blocks of `block` consecutive ones are drawn with
/// replacement (Künsch 1989), and none reaches across the end of a run. The runs add up to
/// the values. Fewer than kLeastBlocks disjoint blocks give nothing.
MeanRange block_bootstrap(const std::vector<double>& values, const Runs& runs, int block);

}  // namespace armistice
