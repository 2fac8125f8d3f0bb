#include "experiments/validation/validation.hpp"

#include "experiments/engine/memory_limit.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {

const char* name_of(ValidationPart part) {
  constexpr const char* kNames[] = {"patterns", "definitions", "mechanisms", "claims"};
  return kNames[static_cast<int>(part)];
}

Validation validate(const LaboratorySettings& settings, const ClaimSettings& of_claims,
                    std::optional<ValidationPart> only) {
  if (!only || *only == ValidationPart::kPatterns) {
    require_memory(kept_sample_bytes(settings.trials), "validate", "fewer --trials need less",
                   memory_limit());
  }
  Laboratory laboratory(settings);
  const auto wanted = [only](ValidationPart part) { return !only || *only == part; };
  Validation v{.settings = laboratory.settings(),
               .of_claims = of_claims,
               .only = only,
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
  const std::vector<Claim> claims = read_claims(find_claims());
  for (const ClaimResult& result : try_claims(laboratory, claims, {}, of_claims)) {
    v.claims.push_back({claims[v.claims.size()], result, {}});
  }
  for (const Critic& critic : v.critics) {
    const auto results = try_claims(laboratory, claims, critic.settings, of_claims);
    for (std::size_t i = 0; i < claims.size(); ++i) v.claims[i].under.push_back(results[i]);
  }
  return v;
}

}  // namespace armistice
