#include "experiments/validation/validation.hpp"

#include <algorithm>

#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

// Some 45 claims, two variants each, under the defaults and under every critic.
constexpr int kClaimTrials = 8000;

}  // namespace

Validation validate(const LaboratorySettings& settings, std::optional<ValidationPart> only) {
  Laboratory laboratory(settings);
  const auto wanted = [only](ValidationPart part) { return !only || *only == part; };
  Validation v{.settings = laboratory.settings(),
               .claim_trials = std::min(kClaimTrials, settings.trials),
               .patterns = {},
               .definitions = {},
               .mechanisms = {},
               .critics = {},
               .claims = {}};
  if (wanted(ValidationPart::kPatterns)) v.patterns = all_patterns(laboratory);
  if (wanted(ValidationPart::kDefinitions)) v.definitions = varied_definitions(laboratory);
  if (wanted(ValidationPart::kMechanisms)) v.mechanisms = single_mechanisms(laboratory);
  if (!wanted(ValidationPart::kClaims)) return v;
  v.critics = read_critics();
  for (const Claim& claim : read_claims(find_claims())) {
    ClaimRow row{claim, try_claim(laboratory, claim, {}, v.claim_trials), {}};
    for (const Critic& critic : v.critics) {
      row.under.push_back(try_claim(laboratory, claim, critic.settings, v.claim_trials));
    }
    v.claims.push_back(std::move(row));
  }
  return v;
}

}  // namespace armistice
