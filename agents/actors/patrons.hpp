// China, Iran and North Korea, who supply Russia, and the buyers of its oil: China, India and the
// rest of the world, or one that stands for all. A patron supplies or withholds, a buyer complies
// or buys; the logit of each choice is the difference in utility between the two.
#pragma once

#include "agents/decision/intervention.hpp"
#include "core/flows.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The lever as patrons and buyers feel it: what is in force, and a part of what is announced
/// beyond that. A threat works before its measure does.
inline Real secondary_sanctions_felt(const Trial& trial, const Situation& situation) {
  const Real announced = situation.levers.secondary_sanctions;
  if (!situation.structure.switches.announced_measures) return announced;
  const Real in_force = trial.measures.secondary;
  return in_force + situation.parameters.sanctions.threat_weight * max(announced - in_force, 0);
}

/// P4: a threat of secondary sanctions is worth what its author's resolve is worth (Drezner 1999).
inline Real effective_secondary_sanctions(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.patrons;
  return secondary_sanctions_felt(trial, situation) *
         clip(p.threat_base + p.threat_per_stance * trial.us_stance, 0, 1);
}

/// Utility of supplying less that of withholding, in logits.
inline Real utility_of_supplying(const Trial& trial, const Situation& situation, Real sanctions,
                                 int k) {
  const CastTable& cast = situation.cast;
  const auto& p = situation.parameters.patrons;
  const Real intercept = situation.month >= situation.patron_change_month
                             ? Real(cast.patron_intercept[k]) - p.change_shift
                             : Real(cast.patron_intercept[k]);
  return intercept - Real(cast.patron_sanctions_response[k]) * sanctions -
         Real(cast.patron_resolve_response[k]) * (trial.resolve_signal - p.reference_resolve);
}

inline void choose_support(Trial& trial, const Flows& flows, const Situation& situation) {
  if (!situation.structure.switches.patrons) return;
  const Real pace = situation.parameters.patrons.adjustment;
  for (int k = 0; k < situation.cast.patrons; ++k) {
    const Real target =
        logistic(utility_of_supplying(trial, situation, flows.effective_secondary_sanctions, k));
    const Real own = trial.patron_support[k] + pace * (target - trial.patron_support[k]);
    trial.patron_support[k] = chosen(situation, Choice::kSupport, k, own, 0, 1);
  }
}

/// Utility of complying with the sanctions less that of buying, in logits: of one buyer that stands
/// for all, and of buyer b.
inline Real utility_of_complying(const Situation& situation, Real sanctions) {
  const auto& p = situation.parameters.patrons;
  return p.buyers_intercept + p.buyers_sanctions_response * sanctions;
}
inline Real utility_of_complying(const Situation& situation, Real sanctions, int b) {
  return Real(situation.cast.buyer_intercept[b]) +
         Real(situation.cast.buyer_sanctions_response[b]) * sanctions;
}

/// The buyers' compliance is the mean of each one's, by what it buys; it moves with them.
inline void choose_compliance(Trial& trial, const Flows& flows, const Situation& situation) {
  if (!situation.structure.switches.buyers) return;
  const Real pace = situation.parameters.patrons.adjustment;
  const Real sanctions = flows.effective_secondary_sanctions;
  if (!situation.structure.switches.split_buyers) {
    const Real target = logistic(utility_of_complying(situation, sanctions));
    const Real own = trial.buyers_compliance + pace * (target - trial.buyers_compliance);
    trial.buyers_compliance = chosen(situation, Choice::kCompliance, 0, own, 0, 1);
    for (Real& compliance : trial.buyer_compliance) compliance = trial.buyers_compliance;
    return;
  }
  for (int b = 0; b < situation.cast.buyers; ++b) {
    Real& compliance = trial.buyer_compliance[b];
    const Real own = pace * (logistic(utility_of_complying(situation, sanctions, b)) - compliance);
    const Real change =
        chosen(situation, Choice::kCompliance, b, own, -compliance, Real(1) - compliance);
    compliance += change;
    trial.buyers_compliance += Real(situation.cast.buyer_weight[b]) * change;
  }
}

/// P4: monthly probability that a patron challenges somebody elsewhere, emboldened by what it reads
/// of American resolve.
inline Real challenge_probability(const Trial& trial, const Situation& situation) {
  constexpr double kLogOfTwo = 0.69314718055994531;
  const auto& p = situation.parameters.patrons;
  return p.challenge_rate * exp(Real(-kLogOfTwo) * p.challenge_halvings *
                                (trial.resolve_signal - p.reference_resolve));
}

/// Adds the month's challenges to `count`. Nothing answers them, but each binds America elsewhere
/// for a while.
inline void challenge_elsewhere(Trial& trial, const Situation& situation,
                                Real (&count)[kMaxPatrons]) {
  if (!situation.structure.switches.patron_challenges) return;
  const Real probability = challenge_probability(trial, situation);
  static_assert(kMaxPatrons <= kDrawsPerSlot);
  const FourReals uniforms = draw_uniforms(situation.chance, situation.month, Purpose::kChallenge);
  Mask challenged(false);
  for (int k = 0; k < situation.cast.patrons; ++k) {
    const Mask now = uniforms.value[k] < probability;
    count[k] += indicator(now);
    challenged |= now;
  }
  if (!situation.structure.switches.distracting_challenges) return;
  const Real fading = trial.distraction * (Real(1) - situation.parameters.patrons.attention_back);
  trial.distraction = select(challenged, Real(1), fading);
}

/// Support and compliance at which patrons and buyers rest as long as the levers stay where they
/// are and America's resolve is read as at its reference.
inline Real support_at_rest(const Situation& situation, Real sanctions, int k) {
  return logistic(Real(situation.cast.patron_intercept[k]) -
                  Real(situation.cast.patron_sanctions_response[k]) * sanctions);
}
inline Real compliance_at_rest(const Situation& situation, Real sanctions, int b) {
  return logistic(utility_of_complying(situation, sanctions, b));
}

/// What the patrons give, relative to the start: 1 if all support as at their reference, or as
/// they did at the start.
inline Real foreign_supply(const Trial& trial, const Situation& situation) {
  const CastTable& cast = situation.cast;
  Real supply = 0;
  for (int k = 0; k < cast.patrons; ++k) {
    if (situation.structure.switches.resting_start) {
      supply +=
          Real(cast.patron_supply_weight[k]) / trial.initial_support[k] * trial.patron_support[k];
    } else {
      supply += Real(cast.patron_supply_weight[k] / cast.patron_reference_support[k]) *
                trial.patron_support[k];
    }
  }
  return supply;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
