// The settings of a page: which scenario, what is laid over it, how it is run.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice::web {

struct PageSettings {
  std::string scenario;           // as the command line takes it
  std::vector<Setting> settings;  // as --set and --with of the command line, in their order
  std::uint64_t seed = 1;
  int horizon_months = 120;
};

/// {"scenario": "status_quo", "set": [["levers.us_backup", "1"]], "seed": "1", "horizon": 120}.
/// Throws Error(kInput) if it is none of a page.
PageSettings page_settings(std::string_view json);

Scenario scenario_of(const PageSettings& page);

/// What the settings resolve to: title, digest, notes, and each setting by its name with its value
/// and its distribution.
nlohmann::ordered_json resolved(const PageSettings& page);

/// The settings of a scenario file that somebody pasted: {"scenario": ..., "set": [...]}. Throws
/// Error(kInput), with line and column, for what the program would refuse too.
nlohmann::ordered_json pasted(std::string_view text);

}  // namespace armistice::web
