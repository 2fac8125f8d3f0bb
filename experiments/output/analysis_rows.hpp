// The measures of an analysis as rows, the same for the file, the data and the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/analysis/analysis.hpp"

namespace armistice {

struct IndexRow {
  std::string_view measure;  // "total", "mu_star", ...
  std::string factor;        // a unit's name; "chance"; empty for what is of no factor
  std::string other;         // the second of a pair
  IndexEstimate estimate;
  /// "converged", "wide", "undefined"; "noise" where the value can't be told from what chance or
  /// nothing at all would give.
  std::string_view verdict;
};

/// In the order of measures, and of factors within each.
std::vector<IndexRow> index_rows(const OutcomeAnalysis& outcome, const SweepTable& sweep);

/// Of Sobol' indices alone.
std::vector<IndexRow> sobol_rows(const SobolIndices& indices, const SweepTable& sweep);

}  // namespace armistice
