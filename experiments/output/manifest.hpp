// manifest.json: the description of a result. A folder that has one is complete.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {

/// How a run came about, and nothing that its results depend on.
struct Environment {
  std::vector<std::string> command_line;
  std::string started, finished;  // UTC, ISO 8601
  CsvFormat csv{};                // of the tables
};

/// The time now, as "2025-03-01T12:00:00Z".
std::string utc_now();

/// How the tables are written.
nlohmann::ordered_json csv_data(const CsvFormat& format);

/// The inverse, of a manifest; the plain format if it says none.
CsvFormat csv_format_of(const nlohmann::ordered_json& manifest);

/// What a run was done with and how long it took.
nlohmann::ordered_json machine_data(const RunSettings& settings, double wall_seconds,
                                    const Environment& environment);

/// JSON is UTF-8: what isn't, such as a path, is replaced, since a run must not end on it.
std::string json_text(const nlohmann::ordered_json& data);

/// The manifest of what was run. `read` has the files of its scenarios: "scenario_file" or
/// "scenario_files".
std::string manifest_json(nlohmann::ordered_json run, nlohmann::ordered_json read,
                          const RunSettings& settings, double wall_seconds,
                          const Environment& environment);
/// The same of what is no run of trials with settings of its own; `machine` ends the environment.
std::string manifest_json(nlohmann::ordered_json run, nlohmann::ordered_json read,
                          const Environment& environment, nlohmann::ordered_json machine);

}  // namespace armistice
