// A validation of the model: its patterns, its definitions varied, and the Plan's claims.
#pragma once

#include <optional>
#include <vector>

#include "experiments/validation/claim.hpp"
#include "experiments/validation/mechanisms.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {

enum class ValidationPart { kPatterns, kDefinitions, kMechanisms, kClaims };
const char* name_of(ValidationPart part);  // "patterns"

/// One claim under the defaults and under each critic.
struct ClaimRow {
  Claim claim;
  ClaimResult by_default;
  std::vector<ClaimResult> under;  // in the order of the critics
};

struct Validation {
  LaboratorySettings settings;
  ClaimSettings of_claims;
  std::optional<ValidationPart> only;  // none: all parts
  Patterns patterns;
  std::vector<DefinitionRow> definitions;
  std::vector<MechanismRow> mechanisms;
  std::vector<Critic> critics;
  std::vector<ClaimRow> claims;
};

/// All parts, or only one. Throws Stopped if the settings' `stop` turns true.
Validation validate(const LaboratorySettings& settings, const ClaimSettings& of_claims,
                    std::optional<ValidationPart> only);

}  // namespace armistice
