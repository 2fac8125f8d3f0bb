// P12: the talks. The two sides look for terms over four issues; generalised Nash bargaining picks
// the terms. The commitment problem and the audiences at home decide whether they are signed.
#pragma once

#include "agents/institutions/delivery.hpp"
#include "agents/institutions/sanctions.hpp"
#include "agents/war_and_peace/meeting.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Terms, and what each side gains from them over fighting on.
struct Offer {
  Terms terms;
  Real putin_surplus, zelensky_surplus;
  Real zelensky_unpressed;  // what its own would be without its backer's pressure
};

/// Chance of a month's talks: uniforms.
struct TalksChance {
  Real meet, sign;
};

/// What is on the table at each status level: nobody can offer what third parties must grant first,
/// and a status once reached is not bargained away.
inline void statuses_on_offer(const Trial& trial, const Situation& situation,
                              Mask (&offered)[kSecurityLevels]) {
  const auto& p = situation.parameters.talks;
  const Real margin = situation.parameters.accession.progress_margin;
  const Institutions& in = trial.institutions;
  const Real status = rank_of(status_in_force(trial, situation));
  const Mask eu = in.eu | (in.eu_progress > p.offered_eu_progress - margin);
  const Mask force = in.force | (situation.levers.european_forces > p.offered_force);
  const Mask washington = us_reluctance(trial, situation, /*after_stop=*/true) < Real(0);
  const Mask nato = in.nato | ((in.nato_progress > p.offered_nato_progress - margin) & washington);
  offered[kNeutral] = offered[kArmedAlone] = status <= Real(kArmedAlone);
  offered[kEu] = eu & (status <= Real(kEu));
  offered[kEuForce] = eu & (force | in.parallel) & (status <= Real(kEuForce));
  offered[kNato] = nato & (status <= Real(kNato));
  offered[kNatoForce] = nato & force;
  offered[kCoalition] = Mask(situation.structure.switches.additive_guarantees) &
                        (force | in.parallel) & (status <= rank_of(kCoalition));
  for (int s = 0; s < kSecurityLevels; ++s) {
    if (situation.structure.off_the_table[s]) offered[s] = Mask(false);
  }
  if (situation.structure.commitment == CommitmentForm::kThreshold &&
      situation.structure.switches.commitment) {
    for (int s = 0; s < kSecurityLevels; ++s) offered[s] &= trusted_status(situation, Real(s));
  }
}

/// A level of recognition or land that cannot go with NATO membership: no alliance would guarantee
/// a state that has handed over all four regions, or recognised their loss.
inline bool excluded(int security, int territory, int recognition) {
  return (security == kNato || security == kNatoForce) &&
         (territory == kTerritoryLevels - 1 || recognition == kRecognitionLevels - 1);
}

/// Levels of recognition on the table: at half or more the lever means that the West refuses any
/// but none. Terms that Washington imposes or a collapse dictates ask nobody.
inline void recognitions_on_offer(const Situation& situation, Mask (&offered)[kRecognitionLevels]) {
  const Mask refused = Mask(situation.structure.switches.non_recognition) &
                       (situation.levers.non_recognition >= Real(0.5));
  offered[0] = Mask(true);
  for (int r = 1; r < kRecognitionLevels; ++r) offered[r] = !refused;
}

/// What both sides bring to the table: weighted utilities by issue and level, and what a signature
/// costs or gains them whatever the terms.
struct Bargain {
  SettlementUtility putin, zelensky;
  Real putin_trust, putin_war, putin_audience;
  Real zelensky_trust[kSecurityLevels];
  Real zelensky_base[kSecurityLevels];  // gained at a status whatever the other issues say
  Real zelensky_pill[kSecurityLevels];  // lost for each level of land and recognition given up, and
                                        // once
  Real zelensky_war;
  Real deal_pressure, war_pressure;  // what the backer adds to a signature and takes from a war
  Mask economy_withheld[kEconomyLevels];  // by third parties
  Real bar[kEconomyLevels];               // highest price of terms at which Europe lets a level go
};

/// Europe's bars, where its consent has a price; else none binds.
inline void set_bars(const Trial& trial, const Situation& situation, Bargain& b) {
  constexpr double no_bar = 1e9;
  for (Real& bar : b.bar) bar = no_bar;
  const Switches& on = situation.structure.switches;
  if (!on.western_consent || !on.price_of_consent) return;
  const ConsentBars bars = consent_bars(trial, situation);
  b.bar[kPhasedRelief] = select(trial.sanctions_lapsed, Real(no_bar), bars.relief);
  b.bar[kAssetsEscrowed] = bars.assets;
  b.bar[kFullRelief] = bars.assets - situation.parameters.sanctions.reparations;
}

inline Bargain open_bargain(const Trial& trial, const Situation& situation,
                            const Outlooks& outlooks, const Credibility& credibility) {
  const auto& putin = situation.parameters.putin;
  const auto& p = situation.parameters.zelensky;
  const Real territory = territory_value(situation.parameters.settlement, trial.occupied_share_pct);
  Bargain b;
  b.putin = putin_terms(trial, situation, territory);
  b.zelensky = zelensky_terms(trial, situation, territory);
  if (situation.structure.switches.ballots_in_peace) {
    with_ballots_to_come(trial, b.putin.security);
    with_ballots_to_come(trial, b.zelensky.security);
  }
  b.putin_trust = putin.trust_in_peace;
  b.putin_war = outlooks.invader.value_of_fighting_on;
  b.putin_audience = audience_cost_rate(trial, situation);
  b.zelensky_war = outlooks.defender.value_of_fighting_on;
  Real cover[kSecurityLevels] = {p.cover_neutral,  p.cover_armed_alone, p.cover_eu,
                                 p.cover_eu_force, p.cover_nato,        p.cover_nato_force,
                                 p.cover_coalition};
  const Real pill = zelensky_bitter_pill(trial, situation);
  const Real leverage = us_leverage(trial, situation);
  const Real pressure = p.deal_pressure * leverage;
  b.deal_pressure = pressure;
  b.war_pressure = p.war_pressure * leverage;
  if (situation.structure.switches.ballots_in_peace) with_ballots_to_come(trial, cover);
  for (int s = 0; s < kSecurityLevels; ++s) {
    const Real trust =
        zelensky_trust_in(situation, outlooks.defender, credibility.of_status[s], Real(s));
    b.zelensky_trust[s] = trust;
    b.zelensky_pill[s] = pill * (Real(1) - cover[s]);
    b.zelensky_base[s] = pressure - (Real(1) - trust) * p.betrayal_loss;
  }
  economies_withheld(trial, situation, b.economy_withheld);
  set_bars(trial, situation, b);
  return b;
}

/// D_R: pi_R (U - W) less the audience cost of what the terms fall short by.
inline Real putin_surplus(const Situation& situation, const Bargain& b, Real utility) {
  const Real feels = felt(situation.structure, situation.parameters.prospect, utility);
  return b.putin_trust * (feels - b.putin_war) - b.putin_audience * (Real(1) - utility);
}

/// D_U: pi_U (U - W), the loss if peace fails, the bitter pill, and the backer's pressure.
/// `given_up` counts the levels of land and recognition beyond the line.
inline Real zelensky_surplus(const Situation& situation, const Bargain& b, Real status,
                             Real utility, Real given_up) {
  const Real feels = felt(situation.structure, situation.parameters.prospect, utility);
  return pick(b.zelensky_trust, status) * (feels - b.zelensky_war) + pick(b.zelensky_base, status) -
         pick(b.zelensky_pill, status) * (Real(1) + given_up);
}

/// The Nash product, weighted by bargaining power; where a side would lose, the smaller surplus, so
/// that any terms from which both gain come first. Right where it is above `to_beat` and `wanted`;
/// elsewhere it may be too small: weighted products are dear, and no more than the weighted mean.
inline Real nash_score(Real putin, Real zelensky, Real power, bool symmetric, Mask wanted,
                       Real to_beat) {
  const Real smaller = min(putin, zelensky);
  const Mask both_gain = smaller > Real(0);
  Real product = putin * zelensky;
  if (!symmetric) {
    constexpr double tiny = 0x1p-100;
    constexpr double slack = 1 + 0x1p-10;  // far more than what exp and log are off by
    const Real mean = power * putin + (Real(1) - power) * zelensky;
    const Mask within_reach = mean * Real(slack) > to_beat;
    const Mask weighted = wanted & both_gain & within_reach & !(power == Real(0.5));
    if (any(weighted)) {
      const Real weighted_product =
          exp(power * log(max(putin, tiny)) + (Real(1) - power) * log(max(zelensky, tiny)));
      product = select(power == Real(0.5), product, weighted_product);
    } else {
      product = select(power == Real(0.5), product, smaller);
    }
  }
  return select(both_gain, product, smaller);
}

inline constexpr double kNoScore = -1e9;      // below any cell's
inline constexpr double kOutOfReach = -1e30;  // a surplus whose cell scores less than nothing

/// The tables of the lattice search. Without prospect theory both surpluses are linear in the
/// issues. So the tables are in units of surplus, and a cell costs two additions. With prospect
/// theory the tables are utilities, and the surplus of each cell is computed.
struct Lattice {
  SettlementUtility putin;
  Real putin_constant;
  Real zelensky_slope[kSecurityLevels];
  Real zelensky_constant[kSecurityLevels];
};

inline Lattice prepare_lattice(const Bargain& b, Real signed_bonus, bool linear) {
  Lattice lattice{b.putin, signed_bonus, {}, {}};
  for (Real& slope : lattice.zelensky_slope) slope = 1;
  if (!linear) return lattice;
  const Real slope = b.putin_trust + b.putin_audience;
  lattice.putin = weighted(b.putin, slope, slope, slope, slope);
  for (int e = 0; e < kEconomyLevels; ++e) {
    lattice.putin.economy[e] = select(b.economy_withheld[e], kOutOfReach, lattice.putin.economy[e]);
  }
  lattice.putin_constant = slope * signed_bonus - b.putin_trust * b.putin_war - b.putin_audience;
  for (int s = 0; s < kSecurityLevels; ++s) {
    lattice.zelensky_slope[s] = b.zelensky_trust[s];
    lattice.zelensky_constant[s] = b.zelensky_base[s] - b.zelensky_trust[s] * b.zelensky_war;
  }
  return lattice;
}

/// What the chosen terms leave each side, from the definitions.
inline Offer offer_of(const Situation& situation, const Bargain& b, const Terms& terms) {
  const Real putin = pick(b.putin.security, terms.security) +
                     pick(b.putin.territory, terms.territory) +
                     pick(b.putin.recognition, terms.recognition) +
                     pick(b.putin.economy, terms.economy) + situation.parameters.putin.signed_bonus;
  const Real zelensky =
      pick(b.zelensky.security, terms.security) + pick(b.zelensky.territory, terms.territory) +
      pick(b.zelensky.recognition, terms.recognition) + pick(b.zelensky.economy, terms.economy);
  const Real given_up = terms.territory + terms.recognition;
  const Real gain = zelensky_surplus(situation, b, terms.security, zelensky, given_up);
  const Real pressed = b.deal_pressure + pick(b.zelensky_trust, terms.security) * b.war_pressure;
  return {terms, putin_surplus(situation, b, putin), gain, gain - pressed};
}

/// The best terms on the table: the generalised Nash bargaining solution over the cells in which
/// both gain. If there is none, the cell whose worse-off side loses least. If cells are equal the
/// first is taken.
inline Offer best_terms(const Situation& situation, const Bargain& b,
                        const Mask (&offered)[kSecurityLevels],
                        const Mask (&offered_recognition)[kRecognitionLevels]) {
  const Real power = situation.parameters.talks.bargaining_power;
  const bool symmetric = !any(!(power == Real(0.5)));
  const bool linear = situation.structure.rule != Rule::kProspect;
  const bool priced = situation.structure.switches.price_of_consent;
  const Lattice lattice = prepare_lattice(b, situation.parameters.putin.signed_bonus, linear);
  Terms best;
  Real best_score = kNoScore;
  for (int s = 0; s < kSecurityLevels; ++s) {
    if (!any(offered[s])) continue;
    Real zelensky_economy[kEconomyLevels];
    for (int e = 0; e < kEconomyLevels; ++e) {
      zelensky_economy[e] = lattice.zelensky_slope[s] * b.zelensky.economy[e];
    }
    for (int t = 0; t < kTerritoryLevels; ++t) {
      for (int r = 0; r < kRecognitionLevels; ++r) {
        const Mask open = offered[s] & offered_recognition[r];
        if (excluded(s, t, r) || !any(open)) continue;
        const Real pill = linear ? b.zelensky_pill[s] * Real(1 + t + r) : Real(0);
        const Real putin_part = lattice.putin.security[s] + lattice.putin.territory[t] +
                                lattice.putin.recognition[r] + lattice.putin_constant;
        const Real zelensky_part =
            lattice.zelensky_slope[s] *
                (b.zelensky.security[s] + b.zelensky.territory[t] + b.zelensky.recognition[r]) +
            lattice.zelensky_constant[s] - pill;
        // First the best economic level, then that against the best of the other issues.
        Real score = kNoScore, economy = 0;
        const Real price = priced ? price_of_terms(situation, s, t, r) : Real(0);
        for (int e = 0; e < kEconomyLevels; ++e) {
          Real putin = putin_part + lattice.putin.economy[e];
          if (priced && e > 0) putin = select(price > b.bar[e], kOutOfReach, putin);
          Real zelensky = zelensky_part + zelensky_economy[e];
          if (!linear) {
            const Mask never = b.economy_withheld[e] | (price > b.bar[e]);
            putin = select(never, kOutOfReach, putin_surplus(situation, b, putin));
            zelensky = zelensky_surplus(situation, b, s, zelensky, t + r);
          }
          const Real cell =
              nash_score(putin, zelensky, power, symmetric, open, max(score, best_score));
          const Mask better = cell > score;
          score = select(better, cell, score);
          economy = select(better, Real(e), economy);
        }
        const Mask better = open & (score > best_score);
        best_score = select(better, score, best_score);
        best = select(better, Terms{s, t, r, economy}, best);
      }
    }
  }
  return offer_of(situation, b, best);
}

inline Real signing_probability(const Situation& situation, const Offer& offer) {
  const auto& p = situation.parameters.talks;
  const Rule rule = situation.structure.rule;
  const Real putin = respond(rule, p.signing_precision, offer.putin_surplus - p.signing_threshold);
  const Real zelensky =
      respond(rule, p.signing_precision, offer.zelensky_surplus - p.signing_threshold);
  return p.signing_rate * chosen(situation, Choice::kSignature, kInvaderLeader, putin, 0, 1) *
         chosen(situation, Choice::kSignature, kDefenderLeader, zelensky, 0, 1);
}

/// Russian terms imposed on Kyiv by its own backer: neutral, all four regions, deferred, full
/// relief.
inline Terms imposed_terms() { return {kNeutral, kTerritoryLevels - 1, 1, kEconomyLevels - 1}; }

inline Real imposition_probability(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.talks;
  return p.imposed_rate * clip(p.imposed_base - p.imposed_per_stance * trial.us_stance, 0, 1);
}

/// The outcome of a month's talks, by lane.
struct Signature {
  /// Whether what is signed is its backer's will and not Kyiv's: terms that were imposed, or that
  /// Kyiv would gain nothing from without the pressure.
  Mask by_the_backer() const {
    return imposed | ((offer.zelensky_surplus >= Real(0)) & (offer.zelensky_unpressed < Real(0)));
  }

  Advantages fighting;  // of fighting on over a halt, as both came to the month
  Mask met, imposed, signed_now;
  Mask offered;      // terms were on the table
  Offer offer;       // the terms before the sides, and what each gains; dictated ones have no gains
  Real probability;  // of a signature
};

inline Signature hold_talks(const Trial& trial, const Situation& situation,
                            const Outlooks& outlooks, const Credibility& credibility,
                            const TalksChance& chance) {
  Signature result;
  if (!situation.structure.switches.talks) return result;
  const Switches& on = situation.structure.switches;
  if (on.armistice || on.talks_by_choice) {
    result.fighting = advantages_of_fighting(trial, situation, outlooks, credibility);
  }
  result.met = sides_meet(trial, situation, result.fighting, chance.meet);
  result.imposed = result.met & (situation.levers.imposed_terms >= Real(0.5));
  const Mask bargaining = result.met & !result.imposed;
  if (any(bargaining)) {
    Mask offered[kSecurityLevels];
    statuses_on_offer(trial, situation, offered);
    Mask something_on_offer;
    for (Mask& level : offered) something_on_offer |= (level &= bargaining);
    Mask offered_recognition[kRecognitionLevels];
    recognitions_on_offer(situation, offered_recognition);
    const Credibility expected = with_delivery_risk(trial, situation, credibility, offered);
    result.offer = best_terms(situation, open_bargain(trial, situation, outlooks, expected),
                              offered, offered_recognition);
    result.probability =
        select(something_on_offer, signing_probability(situation, result.offer), Real(0));
    result.offered = bargaining & something_on_offer;
  }
  if (any(result.imposed)) {
    result.offer.terms = select(result.imposed, imposed_terms(), result.offer.terms);
    result.probability =
        select(result.imposed, imposition_probability(trial, situation), result.probability);
  }
  result.signed_now = result.met & (chance.sign < result.probability);
  return result;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
