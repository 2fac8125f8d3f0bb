// The measures of an analysis as tables for files and data: a row is a measure of an outcome's
// dependence on a factor, with its interval and verdict.
#pragma once

#include "experiments/analysis/analysis.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// Table `indices`, in the order of measures, and of factors within each.
///
/// factor: a unit's name; "chance"; empty for what is of no factor. other: the second of a pair.
/// verdict: "converged", "wide" or "undefined". "noise": chance alone could give the value.
/// "no_direction": the values are words, which have no order. "constant": the outcome is the same
/// at all points. replicate_noise: what finitely many replicates add to the value, "removed" or
/// "included"; empty where there is no such question.
Table indices_of(const OutcomeAnalysis& outcome, const SweepTable& sweep);

/// Table `convergence`: Sobol' indices from the first base samples alone.
Table convergence_of(const OutcomeAnalysis& outcome, const SweepTable& sweep);

}  // namespace armistice
