#include "experiments/validation/validation.hpp"

#include <algorithm>

#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

// Some 45 claims, two variants each, under the defaults and under every critic.
constexpr int kClaimTrials = 8000;

}  // namespace

Validation validate(const LaboratorySettings& settings, std::optional<Part> only) {
  Laboratory laboratory(settings);
  const auto wanted = [only](Part part) { return !only || *only == part; };
  Validation v{.settings = laboratory.settings(),
               .claim_trials = std::min(kClaimTrials, settings.trials),
               .patterns = {},
               .definitions = {},
              .mechanisms = {},
               .critics = {},
               .claims = {}};
  if (wanted(Part::kPatterns)) v.patterns = all_patterns(laboratory);
  if (wanted(Part::kDefinitions)) v.definitions = varied_definitions(laboratory);
  if (wanted(Part::kMechanisms)) v.mechanisms = single_mechanisms(laboratory);
  if (!wanted(Part::kClaims)) return v;
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
