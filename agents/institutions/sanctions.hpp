// P5, P12, P13: how strong the West's sanctions are this month, whether the EU renews them, and
// whether it consents to easing them. A state votes by its stance, as in other votes of the EU.
#pragma once

#include "agents/decision/settlement.hpp"
#include "agents/institutions/institutions.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Intensities that Moscow's budget feels, 0 .. 1, and what strikes on refineries add.
struct Sanctions {
  Real squeeze, embargo, strikes;
};

/// What is left of a measure of which the EU has this part.
inline Real left_by_the_eu(const Trial& trial, const Situation& situation, Real eu_part) {
  return Real(1) -
         indicator(trial.sanctions_lapsed) * situation.parameters.sanctions.lapse * eu_part;
}

inline Sanctions sanctions_in_force(const Trial& trial, const Situation& situation) {
  const Levers& levers = situation.levers;
  const Switches& on = situation.structure.switches;
  const auto& finance = situation.parameters.invader_finance;
  const auto& p = situation.parameters.sanctions;
  Sanctions s{levers.oil_and_gas_squeeze, levers.financial_embargo, 0};
  if (on.energy_channels) {
    const Real all = levers.oil_and_gas_squeeze;
    s.squeeze = finance.ships_weight * max(all, levers.oil_by_ship) +
                finance.pipelines_weight * max(all, levers.oil_by_pipeline) +
                finance.pipeline_gas_weight * max(all, levers.gas_by_pipeline) +
                finance.liquefied_gas_weight * max(all, levers.liquefied_gas);
  }
  if (on.embargo_licences) {
    s.embargo *= Real(1) - finance.licence_relief * levers.embargo_licences;
  }
  if (on.sanctions_renewal) {
    s.squeeze *= left_by_the_eu(trial, situation, p.squeeze_eu_part);
    s.embargo *= left_by_the_eu(trial, situation, p.embargo_eu_part);
  }
  if (on.refinery_strikes) s.strikes = finance.refinery_strikes;
  return s;
}

/// Sanctions bite some time after they are announced; they end at once.
inline Sanctions enforce(Trial& trial, const Situation& situation, const Sanctions& announced) {
  if (!situation.structure.switches.announced_measures) return announced;
  const Real pace = Real(1) / situation.parameters.sanctions.lead_months;
  const auto follow = [&](Real& in_force, Real lever) {
    in_force = min(lever, in_force + pace * max(lever - in_force, 0));
  };
  MeasuresInForce& measures = trial.measures;
  follow(measures.squeeze, announced.squeeze);
  follow(measures.embargo, announced.embargo);
  follow(measures.secondary, situation.levers.secondary_sanctions);
  return {measures.squeeze, measures.embargo, announced.strikes};
}

/// Utility of renewing the EU's sanctions over letting them lapse, in logits. Licences soften the
/// resistance to an embargo: above the status quo's they make it easier to keep, below harder.
inline Real utility_of_renewing(const Trial& trial, const Situation& situation, int j) {
  const auto& p = situation.parameters.sanctions;
  Real utility = trial.stance[j] + p.renewal_base - p.renewal_tie * tie_of(trial, situation, j) -
                 p.renewal_agreement * indicator(under_terms(trial));
  if (situation.structure.switches.embargo_licences) {
    utility += p.embargo_resistance * situation.levers.financial_embargo *
               (situation.levers.embargo_licences - p.reference_licences);
  }
  return p.renewal_slope * utility;
}

/// Lanes in which the sanctions are up for renewal.
inline Mask renewal_is_due(const Situation& situation) {
  const auto& p = situation.parameters.sanctions;
  const Real since_first = Real(situation.month) - p.first_renewal_month;
  return (since_first > Real(-0.5)) & is_vote_month(since_first, p.renewal_interval_months);
}

/// Step 3: the states of the EU vote. A refusal lets the sanctions lapse until a later vote renews
/// them, unless national measures or a qualified majority stand in.
inline void renew_sanctions(Trial& trial, const Situation& situation, VoteRecord& record) {
  if (!situation.structure.switches.sanctions_renewal) return;
  const Mask due = renewal_is_due(situation);
  if (!any(due)) return;
  const auto utility = [&](int j) { return utility_of_renewing(trial, situation, j); };
  const CouncilVote vote =
      vote_in_council(situation, due, utility, kEachVoteAnew, trial.renewal_cost, record,
                      record.renewal_votes, record.renewal_yes);
  record.renewal_vetoing = select(vote.refused & (record.renewal_vetoing < Real(0)),
                                  vote.ballot.actor, record.renewal_vetoing);
  record_ballot(record.of(BallotKind::kRenewal), due, vote.refused, vote.ballot.actor, situation);
  const Real bypass = draw_uniforms(situation.chance, situation.month, Purpose::kRenewal).value[0];
  const Mask lapses = vote.refused & !(bypass < situation.parameters.sanctions.bypass);
  trial.sanctions_lapsed = lapses | (trial.sanctions_lapsed & !due);
}

/// GDP-weighted shares of the EU that would ease sanctions, and give up the immobilised assets, if
/// Kyiv and Moscow sign.
struct EuropeanConsent {
  Real to_relief, to_giving_up_assets;
};

/// Utility of easing sanctions over keeping them, in logits, under terms of a `price` to Kyiv.
/// Giving up the assets as well is worth less by what `relief_base` exceeds `assets_base`.
inline Real utility_of_easing(const Trial& trial, const Situation& situation, int j,
                              Real price = 0) {
  const auto& p = situation.parameters.sanctions;
  return p.consent_slope *
         (p.relief_base - trial.stance[j] + p.consent_tie * tie_of(trial, situation, j) - price);
}

/// What Kyiv gives up by terms, in the utility that easing loses: land, recognition, and rungs of
/// the ladder below membership of the EU.
inline Real price_of_terms(const Situation& situation, Real status, Real territory,
                           Real recognition) {
  const auto& p = situation.parameters.sanctions;
  return p.consent_land * territory + p.consent_recognition * recognition +
         p.consent_status * max(Real(kEu) - rank_of(status), 0);
}

inline EuropeanConsent european_consent(const Trial& trial, const Situation& situation,
                                        Real price = 0) {
  const auto& p = situation.parameters.sanctions;
  // logistic(u) and logistic(u - x) share one exponential: 1 / (1 + e^-u) and 1 / (1 + e^-u e^x).
  const Real harder = exp(p.consent_slope * (p.relief_base - p.assets_base));
  EuropeanConsent consent;
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!situation.cast.eu_member[j]) continue;
    const Real weight = situation.cast.eu_gdp_share[j];
    const Real odds_against = exp(-utility_of_easing(trial, situation, j, price));
    consent.to_relief += weight / (Real(1) + odds_against);
    consent.to_giving_up_assets += weight / (Real(1) + odds_against * harder);
  }
  return consent;
}

/// The highest price at which a majority still consents, to easing and to giving up the assets.
struct ConsentBars {
  Real relief, assets;
};

/// Shares fall smoothly with the price: three of them, and straight lines between their logits.
inline ConsentBars consent_bars(const Trial& trial, const Situation& situation) {
  constexpr int kPoints = 3;
  constexpr double step = 0.45;  // two cover every price of terms, at the defaults
  constexpr double never = -1;
  const Real majority = situation.parameters.sanctions.consent_majority;
  const auto logit = [](Real share) {
    constexpr double least = 1e-6;
    const Real s = clip(share, least, 1 - least);
    return log(s / (Real(1) - s));
  };
  Real relief[kPoints], assets[kPoints];
  for (int i = 0; i < kPoints; ++i) {
    const EuropeanConsent at = european_consent(trial, situation, Real(step * i));
    relief[i] = logit(at.to_relief) - logit(majority);
    assets[i] = logit(at.to_giving_up_assets) - logit(majority);
  }
  const auto bar = [](const Real(&above)[kPoints]) {
    const auto crossing = [](Real from, Real to) {
      constexpr double least = 1e-6;
      return from / max(from - to, least);
    };
    const Real first = Real(step) * crossing(above[0], above[1]);
    const Real second = Real(step) * (Real(1) + crossing(above[1], above[2]));
    return select(above[0] < Real(0), Real(never), select(above[1] < Real(0), first, second));
  };
  return {bar(relief), min(bar(relief), bar(assets))};
}

/// P12: economic levels that the West does not let Kyiv put on the table, whatever the other terms.
/// Sanctions kept always are.
inline void economies_withheld(const Trial& trial, const Situation& situation,
                               Mask (&withheld)[kEconomyLevels]) {
  if (!situation.structure.switches.western_consent) return;
  const auto& p = situation.parameters.sanctions;
  if (situation.structure.switches.price_of_consent) {  // the price of a cell decides in Europe
    for (int e = kPhasedRelief; e < kEconomyLevels; ++e) {
      withheld[e] = trial.us_stance <= p.us_relief_stance;
    }
    return;
  }
  const EuropeanConsent consent = european_consent(trial, situation);
  const Mask europe = trial.sanctions_lapsed | (consent.to_relief >= p.consent_majority);
  const Mask relief = europe & (trial.us_stance > p.us_relief_stance);
  const Mask assets = relief & (consent.to_giving_up_assets >= p.consent_majority);
  withheld[kPhasedRelief] = !relief;
  withheld[kAssetsEscrowed] = withheld[kFullRelief] = !assets;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
