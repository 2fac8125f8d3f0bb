// Where an outcome is frequent and where it is rare: the boxes and the tree of an analysis, in
// words, as tables and as data.
#pragma once

#include <nlohmann/json.hpp>

#include "experiments/analysis/analysis.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// A section: the first boxes of one interest. The outcome has been searched for it.
void add_boxes(Report& report, const OutcomeAnalysis& outcome, Interest interest,
               const Design& design);

/// Table `boxes`: a row is a restriction of a box.
Table boxes_of(const OutcomeAnalysis& outcome, const Design& design);
/// Table `peeling`: a row is a step of the peeling that led to a box.
Table peeling_of(const OutcomeAnalysis& outcome);
/// Table `tree`: a row is a leaf.
Table tree_of(const OutcomeAnalysis& outcome, const Design& design);

/// The boxes by interest; null if no boxes were sought.
nlohmann::ordered_json boxes_data(const OutcomeAnalysis& outcome, const Design& design);

}  // namespace armistice
