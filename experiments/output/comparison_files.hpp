// The tables of a comparison (docs/files.md), and the same as data.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "experiments/comparison/difference.hpp"
#include "experiments/output/manifest.hpp"

namespace armistice {

/// Scenarios that were run on the same trials, the reference first, and the quantity that the
/// answer in words is about.
struct Comparison {
  std::span<const Scenario> scenarios;
  const PairedEnsemble& ensemble;
  Compared objective = Share::kDurableAcceptablePeace;
};

std::string comparison_csv(const Comparison& comparison);
std::string transitions_csv(const Comparison& comparison);
std::string comparison_manifest_json(const Comparison& comparison, const Environment& environment);

/// All of it, unrounded.
nlohmann::ordered_json comparison_data(const Comparison& comparison);

}  // namespace armistice
