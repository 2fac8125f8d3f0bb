// What an analyst pastes into a memo: the shares of an ensemble with both of their uncertainties.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/record.hpp"

namespace armistice {

/// At most 100 columns wide.
std::string summary_text(const Scenario& scenario, const Ensemble& ensemble);

nlohmann::ordered_json summary_data(const Scenario& scenario, const Ensemble& ensemble,
                                    Record record);

/// One scenario that was run, for a table of several.
struct ScenarioRun {
  Scenario scenario;
  Ensemble ensemble;
};
/// A column for each scenario.
std::string side_by_side_text(std::span<const ScenarioRun> runs);

}  // namespace armistice
