// What an analysis of a sweep says: which factors matter, how much is chance, and where an outcome
// is frequent.
#pragma once

#include <string>

#include "experiments/analysis/analysis.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// With at most `most` factors in each printed table. Tables `indices`, `convergence`, `boxes`,
/// `peeling`, `tree`, and `tables`: what each of them rests on, or why it isn't there.
Report report_of(const Analysis& analysis, std::size_t most = 10);

/// Names the sweep that was read, and the outcomes in place of what was found of them.
std::string analysis_manifest_json(const Analysis& analysis, const Report& report,
                                   const Environment& environment);

}  // namespace armistice
