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
  /// "converged", "wide" or "undefined". "noise": chance alone could give the value.
  /// "no_direction": the values are words, which have no order. "constant": the outcome is the same
  /// at all points.
  std::string_view verdict;
  /// What finitely many replicates add to the value: "removed" or "included"; empty where there is
  /// no such question.
  std::string_view replicate_noise;
};

/// In the order of measures, and of factors within each.
std::vector<IndexRow> index_rows(const OutcomeAnalysis& outcome, const SweepTable& sweep);

/// Only for Sobol' indices.
std::vector<IndexRow> sobol_rows(const SobolIndices& indices, const SweepTable& sweep);

}  // namespace armistice
