// P14, P17: a guarantee is tested when a war resumes against a state that holds one, or when a
// member at war loses ground beyond where the line lay when it joined. Each instrument acts or
// stands aside, once a war. Acting adds strength and opens the risk of a wider war; standing aside
// breaks what is believed of all of them, for good.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "core/chance.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What is kept of the tests of a trial.
struct GuaranteeRecord {
  Real tests, acted, stood_aside;  // guarantees tested; instruments that acted, that stood aside
  Real wider_war_month = kNever;
};

/// What one test brought.
struct GuaranteeTest {
  Mask tested;
  Mask acts[kInstruments], aside[kInstruments];
};

inline Mask holds(const Institutions& in, int instrument) {
  switch (instrument) {
    case kEuClause:
      return in.eu;
    case kFour:
      return in.parallel;
    case kForce:
      return in.force;
    default:
      return in.nato;
  }
}

inline Mask holds_a_guarantee(const Institutions& in) {
  return in.eu | in.parallel | in.force | in.nato;
}

/// Which instruments act where `tested`: a common draw against the ceiling, and each by its own
/// will, so that somebody acts as often as the credibility of all says.
inline GuaranteeTest answer_the_test(const Trial& trial, const Situation& situation,
                                     const Credibility& credibility, Mask tested) {
  GuaranteeTest test{tested, {}, {}};
  const FourReals u = draw_uniforms(situation.chance, situation.month, Purpose::kGuarantee);
  const FourReals v = draw_uniforms(situation.chance, situation.month, Purpose::kGuarantee, 1);
  const Real own[kInstruments] = {u.value[1], u.value[2], u.value[3], v.value[0], v.value[1]};
  const Mask possible = tested & (u.value[0] < credibility.ceiling);
  for (int k = 0; k < kInstruments; ++k) {
    const Mask asked = tested & holds(trial.institutions, k);
    test.acts[k] = asked & possible & (own[k] < credibility.acts[k]);
    test.aside[k] = asked & !test.acts[k];
  }
  return test;
}

/// What the answers do to the war and to what others believe.
inline void bear_the_answers(Trial& trial, const Situation& situation, const GuaranteeTest& test) {
  const auto& p = situation.parameters.guarantors;
  const Real strength[kInstruments] = {p.eu_strength, p.parallel_strength, p.force_strength,
                                       p.nato_europe_strength, p.nato_us_strength};
  const Real weight[kInstruments] = {p.eu_membership, p.parallel, p.force, p.nato_europe,
                                     p.nato_us};
  constexpr double least = 1e-6;
  Real all = 0;
  for (const Real& w : weight) all += w;
  Guarantees& g = trial.guarantees;
  Real added = 0, kept = 1;
  Mask somebody_aside = Mask(false);
  for (int k = 0; k < kInstruments; ++k) {
    added += select(test.acts[k], strength[k], Real(0));
    kept *= Real(1) - select(test.aside[k], p.broken * weight[k] / max(all, least), Real(0));
    somebody_aside |= test.aside[k];
  }
  g.tested |= test.tested;
  g.force_aside |= test.aside[kForce];
  g.allied_strength += added;
  g.in_contact |= test.acts[kForce] | test.acts[kNatoEurope] | test.acts[kNatoAmerica];
  g.disbelief = Real(1) - (Real(1) - g.disbelief) * kept;
  const Real seen = select(somebody_aside, situation.parameters.presence.answer_effect, Real(0));
  trial.resolve_signal = clip(trial.resolve_signal - seen, 0, 1);
  trial.staying_power = clip(trial.staying_power - seen, 0, 1);
}

/// Remembers where the line lay when a state at war joined.
inline void note_accession_in_war(Trial& trial) {
  const Institutions& in = trial.institutions;
  Real& line = trial.guarantees.line_at_accession;
  const Mask joined = trial.fighting & (in.eu | in.nato) & (line < Real(0));
  line = select(joined, trial.occupied_share_pct, line);
}

/// Lanes in which a war that goes on tests a member's guarantee this month.
inline Mask tested_by_the_front(const Trial& trial, const Situation& situation) {
  const Guarantees& g = trial.guarantees;
  return trial.fighting & !g.tested & (g.line_at_accession >= Real(0)) &
         (trial.occupied_share_pct >
          g.line_at_accession + situation.parameters.guarantors.test_pct);
}

/// Puts guarantees to the test where `attacked` or where the front does, and draws a wider war
/// where those who act are in contact with Russian forces.
inline GuaranteeTest test_guarantees(Trial& trial, const Situation& situation,
                                     const Credibility& credibility, Mask attacked,
                                     GuaranteeRecord& record) {
  if (!situation.structure.switches.tested_guarantees) return {};
  note_accession_in_war(trial);
  const Mask demilitarised = trial.settlement.terms.security == Real(kNeutral);
  const Mask held = holds_a_guarantee(trial.institutions) & !demilitarised;
  const Mask due =
      (attacked & !trial.guarantees.tested & held) | tested_by_the_front(trial, situation);
  GuaranteeTest test{};
  if (any(due)) {
    test = answer_the_test(trial, situation, credibility, due);
    bear_the_answers(trial, situation, test);
    record.tests += indicator(due);
    for (int k = 0; k < kInstruments; ++k) {
      record.acted += indicator(test.acts[k]);
      record.stood_aside += indicator(test.aside[k]);
    }
  }
  const Mask contact = trial.fighting & trial.guarantees.in_contact;
  if (any(contact)) {
    const Real u =
        draw_uniforms(situation.chance, situation.month, Purpose::kGuarantee, 1).value[2];
    const Mask wider = contact & !trial.guarantees.wider_war &
                       (u < wider_war_rate(situation, trial.invader.intensity));
    trial.guarantees.wider_war |= wider;
    record.wider_war_month = select(wider, Real(situation.month + 1), record.wider_war_month);
  }
  return test;
}

/// A stop ends the war that the guarantees were tested in.
inline void stand_down(Trial& trial, Mask stopped) {
  Guarantees& g = trial.guarantees;
  g.tested &= !stopped;
  g.force_aside &= !stopped;
  g.in_contact &= !stopped;
  g.allied_strength = select(stopped, Real(0), g.allied_strength);
  g.line_at_accession = select(stopped, Real(kNever), g.line_at_accession);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
