// P4: those who supply Russia, and those who buy its oil.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static double supplying(const Trial& t, const Patron& p, double sanctions) {
  return p.intercept - p.sanctions_response * sanctions -
         p.resolve_response * (t.resolve - P(patrons.reference_resolve));
}

static double complying(const Buyer& b, double sanctions) {
  return b.intercept + b.sanctions_response * sanctions;
}

static double effective(const Trial& t) {
  const double threat = std::max(L(secondary_sanctions) - t.in_force.secondary, 0.0);
  return (t.in_force.secondary + P(sanctions.threat_weight) * threat) *
         clip(P(patrons.threat_base) + P(patrons.threat_per_stance) * t.us_stance, 0, 1);
}

void rest_patrons(Trial& t) {
  const double sanctions = effective(t);
  for (const Patron& p : t.scenario->patrons) {
    t.support_start.push_back(logistic(supplying(t, p, sanctions)));
  }
  t.support = t.support_start;
  for (const Buyer& b : t.scenario->buyers) {
    t.compliance_of.push_back(logistic(complying(b, sanctions)));
    t.compliance += b.weight * t.compliance_of.back();
  }
}

void respond_to_sanctions(Trial& t) {
  const double sanctions = t.effective_sanctions = effective(t);
  t.foreign_supply = 0;
  for (std::size_t k = 0; k < t.support.size(); ++k) {
    const Patron& p = t.scenario->patrons[k];
    const double utility = supplying(t, p, sanctions);
    t.support[k] += P(patrons.adjustment) * (logistic(utility) - t.support[k]);
    t.foreign_supply += p.supply_weight * t.support[k] / t.support_start[k];
    if (!t.chance.replaying()) continue;
    const std::string row = "third_parties," + p.code;
    t.chance.compare(utility, row + ",utility_of_supplying_over_withholding");
    t.chance.compare(t.support[k], row + ",support");
  }
  t.compliance = 0;
  for (std::size_t k = 0; k < t.compliance_of.size(); ++k) {
    const Buyer& b = t.scenario->buyers[k];
    const double utility = complying(b, sanctions);
    t.compliance_of[k] += P(patrons.adjustment) * (logistic(utility) - t.compliance_of[k]);
    t.compliance += b.weight * t.compliance_of[k];
    if (!t.chance.replaying()) continue;
    const std::string row = "third_parties," + b.code;
    t.chance.compare(utility, row + ",utility_of_complying_over_buying");
    t.chance.compare(t.compliance_of[k], row + ",compliance");
  }
  t.chance.compare(t.compliance, "third_parties,buyers,compliance");
}

void challenge(Trial& t) {
  const double halvings =
      P(patrons.challenge_halvings) * (t.resolve - P(patrons.reference_resolve));
  const double probability = P(patrons.challenge_rate) * std::exp2(-halvings);
  t.chance.compare(probability, "third_parties,patrons,probability_of_a_challenge");
  t.distraction *= 1 - P(patrons.attention_back);
  for (std::size_t k = 0; k < t.support.size(); ++k) {
    if (!t.chance.happens(probability)) continue;
    ++t.record.challenges;
    t.distraction = 1;
  }
}

}  // namespace transcription
