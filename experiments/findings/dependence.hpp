// What an analysis says of each factor: how much it explains, how far it moves the outcome, and
// which way. One section for each method that the design allows.
#pragma once

#include "experiments/analysis/analysis.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// Each with at most `most` factors, the most important first.
void add_sobol(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
               std::size_t most);
void add_morris(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
                std::size_t most);
void add_regression(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
                    std::size_t most);

}  // namespace armistice
