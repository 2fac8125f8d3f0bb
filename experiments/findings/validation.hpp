// What a validation says: for people, as tables of the docs, and as files.
#pragma once

#include "experiments/report/report.hpp"
#include "experiments/validation/validation.hpp"

namespace armistice {

/// What is asked, as the manifest says it. `part` is "all" or the only one.
nlohmann::ordered_json asked_of(const LaboratorySettings& settings, const ClaimSettings& of_claims,
                                std::optional<ValidationPart> only);

/// Tables `patterns`, `definitions`, `mechanisms` and `claims`, each if its part was run.
Report report_of(const Validation& validation);

/// The tables of docs/validation.md and docs/claims.md, for markdown_of().
Report pages_of(const Validation& validation);

}  // namespace armistice
