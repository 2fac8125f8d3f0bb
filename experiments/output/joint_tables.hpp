// The tables of several scenarios in one, beside their folders: for a spreadsheet.
#pragma once

#include <filesystem>
#include <span>

#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {

/// A scenario and the folder of its result.
struct ScenarioFolder {
  const Scenario& scenario;
  std::filesystem::path folder;
};

/// Joins each table that all of the folders hold and that is not of single trials: a first column
/// has the scenario. Reads what is in the folders, which are of one format, so a resumed run gives
/// the same. `run` is what they were run with, for the manifest. Commits `into`.
void write_joint_tables(OutputFolder& into, std::span<const ScenarioFolder> folders,
                        nlohmann::ordered_json run, const Environment& environment);

}  // namespace armistice
