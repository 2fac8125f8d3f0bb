// P17: violations of a peace, and whether the guarantors answer them: not at all, in
// proportion, or in a way that escalates.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/war_and_peace/aftermath.hpp"
#include "core/poisson.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Violations by their answer: counts of a month, or mean counts.
struct Violations {
  Real unanswered, proportionate, escalatory;
};

/// Counts of the peace between the first stop and the first relapse.
struct ViolationRecord {
  Real all, unanswered, escalatory;
};

/// Monitoring and the demilitarised zone as they are: by the levers, or what an armistice brought.
struct Watch {
  Real monitoring, zone;
};

inline Watch watch_in_force(const Trial& trial, const Situation& situation) {
  const Real by_terms =
      select(trial.settlement.armistice, situation.parameters.reinvasion.armistice_terms, Real(0));
  return {max(situation.levers.monitoring, by_terms),
          max(situation.levers.demilitarised_zone, by_terms)};
}

/// Mean number of violations in a month of peace.
inline Real violation_rate(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.violations;
  const Real rate =
      p.rate * exp(-trial.months_of_peace / p.decay_months) *
          (Real(1) - p.monitoring_effect * watch_in_force(trial, situation).monitoring) +
      p.lasting_rate;
  if (!situation.structure.switches.force_compliance) return rate;
  return rate * (Real(1) - p.force_effect * indicator(trial.institutions.force));
}

/// Mean numbers by answer. The guarantors answer with the credibility of the delivered status; a
/// policy of proportionate response takes up some of what they would let pass, and restrains them
/// from escalating.
inline Violations expected_violations(const Trial& trial, const Situation& situation,
                                      const Credibility& credibility) {
  const auto& p = situation.parameters.violations;
  const Real policy = situation.levers.proportionate_response;
  const Real answers =
      credibility_in_force(trial, situation, credibility, delivered_status(trial, situation));
  const Real unanswered = (Real(1) - answers) * (Real(1) - p.answering * policy);
  const Real escalatory = answers * p.escalation * (Real(1) - policy);
  const Real rate = violation_rate(trial, situation);
  return {rate * unanswered, rate * (Real(1) - unanswered - escalatory), rate * escalatory};
}

/// The month's violations, and what follows: an unanswered one encourages Moscow for a while, an
/// escalatory one is a breach: relief starts anew and reassurance is void (P17).
inline Violations suffer_violations(Trial& trial, const Situation& situation,
                                    const Credibility& credibility) {
  Violations now;
  const Switches& on = situation.structure.switches;
  if (!on.violations) return now;
  const auto& p = situation.parameters.violations;
  const Mask peace = at_peace(trial);
  const Violations mean = expected_violations(trial, situation, credibility);
  const FourReals u = draw_uniforms(situation.chance, situation.month, Purpose::kViolation);
  // A Poisson count split by independent answers is three independent Poisson counts.
  now.unanswered = select(peace, poisson_from(u.value[0], mean.unanswered), Real(0));
  now.proportionate = select(peace, poisson_from(u.value[1], mean.proportionate), Real(0));
  now.escalatory = select(peace, poisson_from(u.value[2], mean.escalatory), Real(0));

  Compliance& kept = trial.compliance;
  kept.months_of_impunity =
      select(now.unanswered > Real(0), p.impunity_months,
             select(peace, max(kept.months_of_impunity - Real(1), 0), kept.months_of_impunity));
  kept.escalated = now.escalatory > Real(0);
  kept.months_of_relief = select(kept.escalated, Real(0), kept.months_of_relief);
  if (on.void_on_breach) kept.reassurance_void |= kept.escalated;
  return now;
}

/// What unanswered violations add to the strength that Putin expects if he attacks again.
inline Real impunity(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.violations) return 0;
  return select(trial.compliance.months_of_impunity > Real(0),
                situation.parameters.violations.impunity, Real(0));
}

/// How many times as likely an accident is.
inline Real danger_of_escalation(const Trial& trial, const Situation& situation) {
  return select(trial.compliance.escalated, situation.parameters.violations.accident_multiple,
                Real(1));
}

/// Adds a month where `counted`.
inline void record_violations(ViolationRecord& record, const Violations& now, Mask counted) {
  const auto add = [counted](Real& sum, Real count) { sum += select(counted, count, Real(0)); };
  add(record.all, now.unanswered + now.proportionate + now.escalatory);
  add(record.unanswered, now.unanswered);
  add(record.escalatory, now.escalatory);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
