// The table of a pivotal analysis (docs/files.md), and the same as data.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/output/manifest.hpp"
#include "experiments/pivotal/pivotal_ensemble.hpp"

namespace armistice {

/// The most pivotal actor first, each with its interventions after it, likewise.
std::string pivotal_csv(const PivotalQuestion& question, const PivotalAnalysis& analysis);
std::string pivotal_manifest_json(const PivotalQuestion& question, const PivotalAnalysis& analysis,
                                  const Environment& environment);

/// All of it, unrounded.
nlohmann::ordered_json pivotal_data(const PivotalQuestion& question,
                                    const PivotalAnalysis& analysis);

}  // namespace armistice
