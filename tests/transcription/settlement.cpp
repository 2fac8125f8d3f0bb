// What statuses and terms are worth to each side (tables of P12).
#include "tests/transcription/submodels.hpp"

namespace transcription {

double security_to_invader(const Trial& t, int status) {
  const double u[] = {P(settlement.invader_neutral),  P(settlement.invader_armed_alone),
                      P(settlement.invader_eu),       P(settlement.invader_eu_force),
                      P(settlement.invader_nato),     P(settlement.invader_nato_force),
                      P(settlement.invader_coalition)};
  return u[status];
}

double security_to_defender(const Trial& t, int status) {
  const double u[] = {P(settlement.defender_neutral),  P(settlement.defender_armed_alone),
                      P(settlement.defender_eu),       P(settlement.defender_eu_force),
                      P(settlement.defender_nato),     P(settlement.defender_nato_force),
                      P(settlement.defender_coalition)};
  return u[status];
}

double cover(const Trial& t, int status) {
  const double u[] = {P(zelensky.cover_neutral),  P(zelensky.cover_armed_alone),
                      P(zelensky.cover_eu),       P(zelensky.cover_eu_force),
                      P(zelensky.cover_nato),     P(zelensky.cover_nato_force),
                      P(zelensky.cover_coalition)};
  return u[status];
}

double freeze_cover(const Trial& t, int status) {
  if (status == kNato || status == kNatoForce) return P(zelensky.freeze_cover_nato);
  if (status == kEu || status == kEuForce) return P(zelensky.freeze_cover_eu);
  if (status == kCoalition) return P(zelensky.freeze_cover_coalition);
  return P(zelensky.freeze_cover_alone);
}

double territory_value(const Trial& t, double line, double largest) {
  const double before = P(settlement.line_before_invasion_pct);
  return clip((line - before) / (P(settlement.line_annexed_pct) - before), 0, largest);
}

/// To Moscow, with Ukraine in NATO.
double reassurance(const Trial& t) {
  return t.reassurance_void ? 0 : P(putin.reassurance_value) * L(reassurance);
}

double utility_to_invader(const Trial& t, const Terms& terms, double security, double relief) {
  const double tau = territory_value(t, t.line, 1);
  const double land[] = {tau, tau + P(settlement.invader_donetsk) * (1 - tau), 1};
  const double recognised[] = {0, P(settlement.invader_deferred), P(settlement.invader_de_jure)};
  const double economy[] = {0, P(settlement.invader_phased_relief),
                            P(settlement.invader_escrowed_assets),
                            P(settlement.invader_full_relief)};
  const double trusted =
      P(settlement.relief_trust) + P(settlement.relief_trust_gain) * L(sanctions_relief);
  const double rest =
      1 - P(putin.security_weight) - P(putin.territory_weight) - P(putin.recognition_weight);
  return P(putin.security_weight) * security + P(putin.territory_weight) * land[terms.territory] +
         P(putin.recognition_weight) * recognised[terms.status] +
         rest * economy[terms.economy] * trusted * relief;
}

double utility_to_defender(const Trial& t, const Terms& terms, double security) {
  const double u = 1 - P(settlement.defender_line_loss) * territory_value(t, t.line, 1);
  const double land[] = {u, P(settlement.defender_donetsk) * u, 0};
  const double recognised[] = {P(settlement.defender_unrecognised), P(settlement.defender_deferred),
                               P(settlement.defender_de_jure)};
  const double economy[] = {
      P(settlement.defender_sanctions_kept), P(settlement.defender_phased_relief),
      P(settlement.defender_escrowed_assets), P(settlement.defender_full_relief)};
  return t.weight_security * security + t.weight_territory * land[terms.territory] +
         t.weight_recognition * recognised[terms.status] +
         t.weight_economy * economy[terms.economy];
}

double trust(const Trial& t, double credibility, bool neutral, bool armed) {
  const double weak = t.defender.outlook - P(zelensky.trust_strength_reference);
  return clip(P(zelensky.trust_base) + P(zelensky.trust_guarantee) * credibility +
                  P(zelensky.trust_strength) * logistic(-P(zelensky.trust_strength_slope) * weak) +
                  (armed ? P(zelensky.trust_armed) : 0) - (neutral ? P(zelensky.trust_neutral) : 0),
              P(zelensky.least_trust), P(zelensky.largest_trust));
}

double bitter_pill(const Trial& t) {
  return P(zelensky.bitter_pill) * (1 - P(zelensky.bitter_pill_weariness) * t.defender.weariness);
}

}  // namespace transcription
