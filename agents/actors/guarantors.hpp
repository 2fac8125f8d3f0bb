// P14: who would answer an attack on Ukraine, by its security status. Each guarantor decides by its
// own utility; a guarantee is credible if somebody answers.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Probability that an attack is answered, for each status of the ladder.
struct Credibility {
  Real of_status[kSecurityLevels];
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
  // Priors on how reliable commitments are disagree; one factor stands for all.
  return {min(p.reliability * wills.europe, 1), min(p.reliability * wills.parallel, 1),
          min(p.reliability * wills.america, 1)};
}

/// The chance that nobody answers falls with each guarantor that a status adds.
inline Credibility credibility_of(const Wills& wills, const guarantors_parameters& p) {
  Real silent[kSecurityLevels];
  silent[0] = silent[1] = 1;
  silent[2] = Real(1) - p.eu_membership * wills.europe;
  silent[kEuForce] =
      (Real(1) - p.eu_with_force * wills.europe) * (Real(1) - p.parallel * wills.parallel);
  silent[kNato] = silent[kEuForce] * (Real(1) - p.nato_us * wills.america) *
                  (Real(1) - p.nato_europe * wills.europe);
  silent[kNatoForce] = silent[kNato] * (Real(1) - p.nato_force * wills.europe);
  Credibility credibility;
  for (int s = 0; s < kSecurityLevels; ++s) {
    credibility.of_status[s] = Real(1) - p.ceiling * silent[s];
  }
  return credibility;
}

inline Credibility assess_guarantees(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.guarantor_response) return {};
  return credibility_of(wills_to_answer(trial, situation), situation.parameters.guarantors);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
