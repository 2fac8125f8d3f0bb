// A validation for people, as pages of the docs, and as files.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/output/manifest.hpp"
#include "experiments/validation/validation.hpp"

namespace armistice {

std::string validation_text(const Validation& validation);
/// The tables of docs/validation.md and docs/claims.md.
std::string validation_markdown(const Validation& validation);

/// patterns.csv, definitions.csv, claims.csv; empty for a part that was not run.
std::string patterns_csv(const Validation& validation);
std::string mechanisms_csv(const Validation& validation);
std::string definitions_csv(const Validation& validation);
std::string claims_csv(const Validation& validation);

nlohmann::ordered_json validation_data(const Validation& validation);
std::string validation_manifest_json(const Validation& validation, const Environment& environment);

}  // namespace armistice
