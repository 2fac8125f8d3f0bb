// P14: who would answer an attack on Ukraine. Each guarantor decides by its own utility; a
// guarantee is credible if somebody answers. Version 0.1 knew steps of a ladder; now each
// instrument that is there adds to the others.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What may answer: Article 42.7 of the EU, the parallel guarantors, a European force, and Article
/// 5 by NATO's Europeans and by America.
enum Instrument { kEuClause, kFour, kForce, kNatoEurope, kNatoAmerica, kInstruments };

/// Probabilities that an attack is answered.
struct Credibility {
  Real of_status[kSecurityLevels];  // once the status is there, with what is there already
  Real acts[kInstruments];          // by each instrument alone, were it in force
  Real ceiling;
};

/// Wills to answer, 0 .. 1: the EU's weighted by GDP, the parallel guarantors' simple mean,
/// America's.
struct Wills {
  Real europe, parallel, america;
};

inline Wills wills_to_answer(const Trial& trial, const Situation& situation) {
  const auto p = situation.parameters.guarantors;
  const CastTable& cast = situation.cast;
  Wills wills;
  for (int j = 0; j < cast.donors; ++j) {
    const Real stance = trial.stance[j] - p.threshold;
    if (cast.eu_member[j]) {
      const Real troops = cast.troop_willingness[j];
      wills.europe +=
          Real(cast.eu_gdp_share[j]) * logistic(p.slope * (stance + p.troop_effect * troops));
    } else if (cast.parallel_guarantor[j]) {
      wills.parallel += Real(cast.parallel_share[j]) * logistic(p.slope * stance);
    }
  }
  wills.america = logistic(p.us_slope * (trial.us_stance + p.us_offset));
  // Priors on how reliable commitments are disagree; one factor stands for all. Guarantors who have
  // stood aside once are believed less.
  const Real believed = p.reliability * (Real(1) - trial.guarantees.disbelief);
  return {min(believed * wills.europe, 1), min(believed * wills.parallel, 1),
          min(believed * wills.america, 1)};
}

/// The probability that each instrument acts: its weight times the will of who holds it.
inline void set_acts(Credibility& c, const Wills& wills, const guarantors_parameters& p) {
  c.acts[kEuClause] = p.eu_membership * wills.europe;
  c.acts[kFour] = p.parallel * wills.parallel;
  c.acts[kForce] = p.force * wills.europe;
  c.acts[kNatoEurope] = p.nato_europe * wills.europe;
  c.acts[kNatoAmerica] = p.nato_us * wills.america;
}

/// The ladder of version 0.1: the chance that nobody answers falls with each guarantor that a
/// status adds.
inline Credibility credibility_of_ladder(const Wills& wills, const guarantors_parameters& p) {
  Real silent[kSecurityLevels];
  silent[kNeutral] = silent[kArmedAlone] = silent[kCoalition] = 1;
  silent[kEu] = Real(1) - p.eu_membership * wills.europe;
  silent[kEuForce] =
      (Real(1) - p.eu_with_force * wills.europe) * (Real(1) - p.parallel * wills.parallel);
  silent[kNato] = silent[kEuForce] * (Real(1) - p.nato_us * wills.america) *
                  (Real(1) - p.nato_europe * wills.europe);
  silent[kNatoForce] = silent[kNato] * (Real(1) - p.nato_force * wills.europe);
  Credibility credibility{{}, {}, p.ceiling};
  set_acts(credibility, wills, p);
  for (int s = 0; s < kSecurityLevels; ++s) {
    credibility.of_status[s] = Real(1) - p.ceiling * silent[s];
  }
  return credibility;
}

/// What a status adds to what is in force: its step of the ladder alone, so that NATO without the
/// EU is NATO alone.
inline Institutions with_status(Institutions in, int status) {
  in.eu |= Mask(status == kEu || status == kEuForce);
  in.nato |= Mask(status == kNato || status == kNatoForce);
  in.force |= Mask(status == kEuForce || status == kNatoForce || status == kCoalition);
  return in;
}

/// g: the chance that at least one instrument in force acts, of which the ceiling is the most.
inline Real credibility_of(const Institutions& in, const Credibility& c) {
  const auto silent = [&c](Mask in_force, Instrument k) {
    return select(in_force, Real(1) - c.acts[k], Real(1));
  };
  return c.ceiling * (Real(1) - silent(in.eu, kEuClause) * silent(in.parallel, kFour) *
                                    silent(in.force, kForce) * silent(in.nato, kNatoEurope) *
                                    silent(in.nato, kNatoAmerica));
}

inline Credibility credibility_of_instruments(const Institutions& in, const Wills& wills,
                                              const guarantors_parameters& p) {
  Credibility c{{}, {}, p.ceiling};
  set_acts(c, wills, p);
  c.of_status[kNeutral] = 0;
  for (int s = kArmedAlone; s < kSecurityLevels; ++s) {
    c.of_status[s] = credibility_of(with_status(in, s), c);
  }
  return c;
}

inline Credibility assess_guarantees(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.guarantor_response) return {};
  const Wills wills = wills_to_answer(trial, situation);
  const auto& p = situation.parameters.guarantors;
  if (!situation.structure.switches.additive_guarantees) return credibility_of_ladder(wills, p);
  return credibility_of_instruments(trial.institutions, wills, p);
}

/// The same of what is in force now, where the status is `status`. A demilitarised state has no
/// guarantee.
inline Real credibility_in_force(const Trial& trial, const Situation& situation,
                                 const Credibility& credibility, Real status) {
  if (!situation.structure.switches.additive_guarantees) {
    return pick(credibility.of_status, status);
  }
  return select(status == Real(kNeutral), Real(0), credibility_of(trial.institutions, credibility));
}

/// Monthly probability of a war of Russia and NATO while forces of both are in contact: by Moscow's
/// campaign, and less the more firmly America protects.
inline Real wider_war_rate(const Situation& situation, Real intensity) {
  const Real protection =
      situation.parameters.presence.clash_protection * situation.levers.us_protection;
  return exp(situation.parameters.guarantors.wider_war_log_rate) * intensity *
         (Real(1) - protection);
}

/// What that risk costs either side a month, utility.
inline Real cost_of_wider_war(const Situation& situation, Real intensity) {
  if (!situation.structure.switches.tested_guarantees) return 0;
  return wider_war_rate(situation, intensity) * situation.parameters.guarantors.wider_war_loss;
}

/// The security status of a war: a coalition counts where instruments add up.
inline Real status_in_force(const Trial& trial, const Situation& situation) {
  return wartime_status(trial.institutions, situation.structure.switches.additive_guarantees);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
