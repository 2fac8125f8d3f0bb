// The table of the value of information (docs/files.md), and the same as data.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "experiments/information/information.hpp"
#include "experiments/output/manifest.hpp"

namespace armistice {

std::string information_csv(std::span<const Scenario> scenarios, const Information& information);
std::string information_manifest_json(std::span<const Scenario> scenarios,
                                      const Information& information,
                                      const Environment& environment);
nlohmann::ordered_json information_data(std::span<const Scenario> scenarios,
                                        const Information& information);

}  // namespace armistice
