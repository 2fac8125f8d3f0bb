// P5: measures in force; P13: the 27 renew them; P12: what the West lets go.
#include "tests/transcription/submodels.hpp"

namespace transcription {

Measures announced(const Trial& t) {
  const double all = L(oil_and_gas_squeeze), lapse = t.lapsed ? P(sanctions.lapse) : 0;
  const double channels =
      P(invader_finance.ships_weight) * std::max(all, L(oil_by_ship)) +
      P(invader_finance.pipelines_weight) * std::max(all, L(oil_by_pipeline)) +
      P(invader_finance.pipeline_gas_weight) * std::max(all, L(gas_by_pipeline)) +
      P(invader_finance.liquefied_gas_weight) * std::max(all, L(liquefied_gas));
  const double licences = 1 - P(invader_finance.licence_relief) * L(embargo_licences);
  return {channels * (1 - lapse * P(sanctions.squeeze_eu_part)),
          L(financial_embargo) * licences * (1 - lapse * P(sanctions.embargo_eu_part)),
          L(secondary_sanctions)};
}

void enforce(Trial& t) {
  const Measures now = announced(t);
  const auto follow = [&](double& in_force, double measure) {
    const double more = std::max(measure - in_force, 0.0) / P(sanctions.lead_months);
    in_force = std::min(measure, in_force + more);
  };
  follow(t.in_force.squeeze, now.squeeze);
  follow(t.in_force.embargo, now.embargo);
  follow(t.in_force.secondary, now.secondary);
}

static double renewal_utility(const Trial& t, const Country& c) {
  const bool agreement = !t.fighting && t.on_paper;
  const double licences = L(embargo_licences) - P(sanctions.reference_licences);
  return P(sanctions.renewal_slope) *
         (c.stance + P(sanctions.renewal_base) - P(sanctions.renewal_tie) * c.tie -
          (agreement ? P(sanctions.renewal_agreement) : 0) +
          P(sanctions.embargo_resistance) * L(financial_embargo) * licences);
}

void renew_sanctions(Trial& t) {
  const int since = t.month - static_cast<int>(P(sanctions.first_renewal_month));
  if (since < 0 || since % static_cast<int>(P(sanctions.renewal_interval_months)) != 0) return;
  int refusals = 0;
  double paid_utility = 0, its_cost = 0;  // of the state that refuses, with a side payment
  for (const Country& c : t.countries) {
    if (!c.is->eu) continue;
    const double utility = renewal_utility(t, c);
    double cost = c.renewal_cost;
    if (t.chance.replaying()) {
      const std::string row = "third_parties," + c.is->code;
      cost = t.chance.drawn(cost, row + ",renewal_cost");
      t.chance.compare(utility, row + ",utility_of_renewing_over_lapsing");
    }
    if (cost < logistic(utility)) continue;
    ++refusals;
    const double sum = P(accession.largest_side_payment_eur_bn) * L(side_payments);
    paid_utility = utility + P(accession.side_payment_effect) * 100 * sum / c.is->gdp;
    its_cost = cost;
  }
  if (refusals == 1 && L(side_payments) > 0 && its_cost < logistic(paid_utility)) refusals = 0;
  ++t.record.renewals;
  t.record.renewal_refusals += refusals > 0;
  bool lapses = refusals > 0 && !t.chance.happens(P(sanctions.bypass));
  double told = 0;
  if (refusals > 0 && t.chance.tells("third_parties,eu,sanctions_lapsed", told)) {
    lapses = told > 0.5;
    t.chance.count("sanctions_lapsed", 1 - P(sanctions.bypass), lapses);
  }
  t.lapsed = lapses;
  t.chance.compare(t.lapsed, "third_parties,eu,sanctions_lapsed");
}

/// The part of the Union, by GDP, that would ease rather than keep.
static double share_that_eases(const Trial& t, double base) {
  double easing = 0, gdp = 0;
  for (const Country& c : t.countries) {
    if (!c.is->eu) continue;
    gdp += c.is->gdp;
    easing += c.is->gdp * logistic(P(sanctions.consent_slope) *
                                   (base - c.stance + P(sanctions.consent_tie) * c.tie));
  }
  return easing / gdp;
}

/// The highest price at which a majority still consents: shares at three prices, straight lines
/// between their logits, and the last line goes on.
static double bar(const Trial& t, double base) {
  constexpr double kStep = 0.45;
  const double majority = P(sanctions.consent_majority);
  const auto above = [&](double price) {
    const double share = share_that_eases(t, base - price);
    return std::log(share / (1 - share)) - std::log(majority / (1 - majority));
  };
  const double at[] = {above(0), above(kStep), above(2 * kStep)};
  if (at[0] < 0) return -1;
  if (at[1] < 0) return kStep * at[0] / (at[0] - at[1]);
  return kStep * (1 + at[1] / (at[1] - at[2]));
}

Consent ask_the_west(const Trial& t) {
  return {bar(t, P(sanctions.relief_base)), bar(t, P(sanctions.assets_base)),
          t.us_stance > P(sanctions.us_relief_stance)};
}

bool lets_go(const Trial& t, const Consent& west, const Terms& terms) {
  const double price = P(sanctions.consent_land) * terms.territory +
                       P(sanctions.consent_recognition) * terms.status +
                       P(sanctions.consent_status) * std::max(2 - rank_of(terms.security), 0.0);
  const bool relief = west.of_america && (t.lapsed || price <= west.relief_bar);
  const double reparations = terms.economy == 3 ? P(sanctions.reparations) : 0;
  if (terms.economy == 0) return true;
  return terms.economy == 1 ? relief : relief && price + reparations <= west.assets_bar;
}

void compare_consent(Trial& t) {
  if (!t.chance.replaying()) return;
  t.chance.compare(share_that_eases(t, P(sanctions.relief_base)),
                   "third_parties,eu,share_for_relief");
  t.chance.compare(share_that_eases(t, P(sanctions.assets_base)),
                   "third_parties,eu,share_for_giving_up_assets");
}

}  // namespace transcription
