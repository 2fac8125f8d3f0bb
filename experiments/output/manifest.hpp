// manifest.json: what a result is of. A folder that has one is complete.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/ensemble/ensemble.hpp"
#include "experiments/output/record.hpp"

namespace armistice {

/// How a run came about, and nothing that its results depend on.
struct Environment {
  std::vector<std::string> command_line;
  std::string started, finished;  // UTC, ISO 8601
};

/// The time now, as "2025-03-01T12:00:00Z".
std::string utc_now();

/// What was run, for the manifest and for a summary as data. The same for the same seed, whatever
/// the machine.
nlohmann::ordered_json run_data(const Scenario& scenario, const Ensemble& ensemble, Record record);

std::string manifest_json(const Scenario& scenario, const Ensemble& ensemble, Record record,
                          const Environment& environment);

}  // namespace armistice
