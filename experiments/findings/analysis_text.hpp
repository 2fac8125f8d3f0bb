// An analysis in words: which factors matter, how much is chance, and where an outcome occurs.
#pragma once

#include <string>

#include "experiments/analysis/analysis.hpp"

namespace armistice {

/// One outcome, with at most `most` factors in each table.
std::string analysis_text(const Analysis& analysis, const OutcomeAnalysis& outcome,
                          std::size_t most = 10);

/// What was analysed, before the first outcome.
std::string analysis_heading(const Analysis& analysis);

}  // namespace armistice
