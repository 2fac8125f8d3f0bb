// The tables of an analysis (docs/files.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/analysis/analysis.hpp"
#include "experiments/output/manifest.hpp"

namespace armistice {

/// A row: a measure of an outcome's dependence on a factor, with its interval and verdict.
std::string indices_csv(const Analysis& analysis);
/// A row: a Sobol' index from the first base samples alone.
std::string convergence_csv(const Analysis& analysis);
/// A row: a restriction of a box.
std::string boxes_csv(const Analysis& analysis);
/// A row: a step of the peeling that led to a box.
std::string peeling_csv(const Analysis& analysis);
/// A row: a leaf.
std::string tree_csv(const Analysis& analysis);

/// A row: what a table of an outcome rests on, or why it isn't there.
std::string tables_csv(const Analysis& analysis);

/// The same as data, of what indices_csv, boxes_csv and tables_csv have.
nlohmann::ordered_json analysis_data(const Analysis& analysis);

std::string analysis_manifest_json(const Analysis& analysis, const Environment& environment);

/// "0.31 <= parameters.front.dead_zone <= 0.4", "rule is quantal": a restriction in words.
/// With `exact` its numbers read back.
std::string restriction_text(const Factor& factor, const Limits& limits, bool exact = false);

/// The words that a restriction leaves out, with blanks between them.
std::string left_out_words(const Factor& factor, const Limits& limits);

}  // namespace armistice
