// Reads the [posterior] of a scenario, and the table of joint rows that it names.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <memory>

#include "experiments/input/posterior.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

/// Lays the [posterior] of a document over a scenario, if there is one; names in it are relative to
/// `folder`. Throws Error(kInput) with the place, in the document or in the table.
void lay_posterior(const toml::table& document, const std::filesystem::path& folder,
                   Scenario& scenario);

/// Reads a table. Throws Error(kInput) with "file:line: ".
std::shared_ptr<const JointRows> read_joint_rows(const std::filesystem::path& file);

}  // namespace armistice
