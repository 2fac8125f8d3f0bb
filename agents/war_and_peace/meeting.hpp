// P12: whether the sides meet, and whether at a meeting both order a halt in place. Coming to the
// table is each side's choice: what it could gain, a broker, and for Moscow the time that talks
// win.
#pragma once

#include "agents/actors/putin.hpp"
#include "agents/actors/zelensky.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// By how much each side prefers fighting on to stopping in place (n).
struct Advantages {
  Real putin, zelensky;
};

inline Advantages advantages_of_fighting(const Trial& trial, const Situation& situation,
                                         const Outlooks& outlooks, const Credibility& credibility) {
  return {putin_advantage_of_fighting(trial, situation, outlooks.invader),
          zelensky_advantage_of_fighting(trial, situation, outlooks.defender, credibility)};
}

/// What each side could gain by ending the fighting: by a halt in place, or by the terms that were
/// last on the table. Negative where it would lose by either.
inline Advantages gains_to_be_had(const Trial& trial, const Advantages& fighting) {
  return {max(-fighting.putin, trial.invader_resolve.last_surplus),
          max(-fighting.zelensky, trial.defender_resolve.last_surplus)};
}

/// Each side's wish to talk, 0 .. 1.
inline Advantages wishes_to_talk(const Trial& trial, const Situation& situation,
                                 const Advantages& fighting) {
  const auto& p = situation.parameters.talks;
  const Advantages gain = gains_to_be_had(trial, fighting);
  const Real common = p.talk_base + p.talk_mediation * situation.levers.mediation;
  return {
      logistic(p.talk_slope * gain.putin + common + p.stalling * situation.levers.relations_first),
      logistic(p.talk_slope * gain.zelensky + common)};
}

/// Moscow comes to the table though neither a halt nor what was last offered would serve it.
inline Mask talks_without_intent(const Trial& trial, const Situation& situation,
                                 const Advantages& fighting) {
  return (wishes_to_talk(trial, situation, fighting).putin > Real(0.5)) &
         (gains_to_be_had(trial, fighting).putin < Real(0));
}

/// Monthly probability of a meeting. In version 0.1 it was a coin.
inline Real meeting_probability(const Trial& trial, const Situation& situation,
                                const Advantages& fighting) {
  const auto& p = situation.parameters.talks;
  const Real deferral =
      select(situation.levers.relations_first > p.deferral_threshold, p.deferral, Real(1));
  if (!situation.structure.switches.talks_by_choice) {
    return p.meeting_rate * (p.meeting_base + p.meeting_mediation * situation.levers.mediation) *
           deferral;
  }
  const Advantages wish = wishes_to_talk(trial, situation, fighting);
  return p.meeting_rate * wish.putin * wish.zelensky * deferral;
}

/// Lanes in which the sides meet this month.
inline Mask sides_meet(const Trial& trial, const Situation& situation, const Advantages& fighting,
                       Real uniform) {
  return trial.fighting & (uniform < meeting_probability(trial, situation, fighting)) &
         (Real(situation.month) >= situation.parameters.talks.first_month);
}

/// Both sides remember what the terms on the table would have left them.
inline void remember_offer(Trial& trial, Mask now, Real putin_surplus, Real zelensky_surplus) {
  Real& invader = trial.invader_resolve.last_surplus;
  Real& defender = trial.defender_resolve.last_surplus;
  invader = select(now, putin_surplus, invader);
  defender = select(now, zelensky_surplus, defender);
}

/// A halt in place that is put to both at a meeting, and what each says to it.
struct Truce {
  Mask proposed, putin_agrees, zelensky_agrees, ordered;
};

/// M2, Korea 1953: each side orders a halt if by its own reservation it would rather stop than
/// fight on. Both must. The line, a demilitarised zone and monitoring are its only terms.
inline Truce propose_a_halt(const Trial& trial, const Situation& situation, Mask met,
                            const Advantages& fighting) {
  Truce truce;
  if (!situation.structure.switches.armistice || !any(met & trial.fighting)) return truce;
  const Real rate =
      situation.parameters.talks.truce_rate * (Real(0.5) + situation.levers.mediation);
  const Real uniform = draw_uniforms(situation.chance, situation.month, Purpose::kTruce).value[0];
  truce.proposed = met & trial.fighting & (uniform < rate);
  const auto agrees = [&](int leader, Real will_to_fight) {
    const Real own = indicator(will_to_fight < Real(0.5));
    return truce.proposed & (chosen(situation, Choice::kHalt, leader, own, 0, 1) > Real(0.5));
  };
  truce.putin_agrees =
      agrees(kInvaderLeader, putin_will_to_fight(trial, situation, fighting.putin));
  truce.zelensky_agrees =
      agrees(kDefenderLeader, zelensky_will_to_fight(trial, situation, fighting.zelensky));
  truce.ordered = truce.putin_agrees & truce.zelensky_agrees;
  return truce;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
