// P13: Western forces and personnel in Ukraine: which states send them, whether Moscow attacks
// them and America answers, and whether Russian and NATO forces meet.
#pragma once

#include "agents/actors/donors.hpp"
#include "core/lane_math.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What is reported of forces and attacks.
struct PresenceRecord {
  Real sent_month[kMaxDonors];  // first month in which the state sends, from 1; 0: never
  Real attacks, answered;
  Real clash_month = kNever;
};

/// By how much state j prefers to send forces to staying out, as a logit; it weighs whether they
/// stay by the same difference.
/// `after_stop`: as it would be then, without the fear of a wider war.
inline Real utility_of_sending(const Trial& trial, const Situation& situation, int j,
                               bool after_stop = false) {
  const auto& p = situation.parameters.presence;
  return p.sending_slope * (trial.stance[j] - p.sending_threshold +
                            p.sending_troops * Real(situation.cast.troop_willingness[j])) +
         p.sending_us_stance * trial.us_stance +
         p.sending_protection * situation.levers.us_protection -
         p.sending_abandonment * trial.presence.abandonment -
         select(trial.fighting & Mask(!after_stop),
                p.sending_slope * fear_of_wider_war(trial, situation), Real(0));
}

/// How often a state takes the question up, a month: by the effort in war and, more slowly, in a
/// freeze or after a breach; faster where terms promise a force; else not.
inline Real sending_rate(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.peace;
  const Real effort = situation.levers.european_forces;
  const Real promised = trial.settlement.terms.security;
  const Mask force_promised = under_terms(trial) & includes_force(promised);
  const Mask unpromised =
      at_peace(trial) & (trial.frozen | trial.compliance.reassurance_void) & !force_promised;
  const Real promised_rate = situation.structure.switches.delivery_lag ? p.force_delivery : Real(1);
  return select(trial.fighting, situation.parameters.accession.force_rate * effort,
                select(force_promised, promised_rate,
                       select(unpromised, p.freeze_force_delivery * effort, Real(0))));
}

/// Lanes in which the senders hold the quorum of the donors' willingness, weighted by GDP.
inline Mask quorum_of_senders(const Trial& trial, const Situation& situation) {
  const CastTable& cast = situation.cast;
  Real held = 0, whole = 0;
  for (int j = 0; j < cast.donors; ++j) {
    const Real weight = Real(cast.gdp_share[j]) * Real(cast.troop_willingness[j]);
    whole += weight;
    held += select(trial.presence.sent[j], weight, Real(0));
  }
  return held >= situation.parameters.presence.quorum * whole;
}

/// Each state decides alone whether to send; together they are a force once they hold the quorum.
inline void send_forces(Trial& trial, const Situation& situation, PresenceRecord& record) {
  if (!situation.structure.switches.state_forces) return;
  const Real rate = sending_rate(trial, situation);
  if (!any(rate > Real(0))) return;
  Mask anybody;
  for (int first = 0; first < situation.cast.donors; first += kDrawsPerSlot) {
    const FourReals u =
        draw_uniforms(situation.chance, situation.month, Purpose::kSending, first / kDrawsPerSlot);
    const int last = first + kDrawsPerSlot < situation.cast.donors ? first + kDrawsPerSlot
                                                                   : situation.cast.donors;
    for (int j = first; j < last; ++j) {
      Mask& sent = trial.presence.sent[j];
      const Mask considers = (u.value[j - first] < rate) & !sent;
      if (!any(considers)) continue;  // most months
      const Mask sends = considers & (u.value[j - first] <
                                      rate * logistic(utility_of_sending(trial, situation, j)));
      sent |= sends;
      anybody |= sends;
      Real& month = record.sent_month[j];
      month = select(sends & (month <= Real(0)), Real(situation.month + 1), month);
    }
  }
  if (any(anybody)) trial.institutions.force |= anybody & quorum_of_senders(trial, situation);
}

/// What happened to Western personnel in a month.
struct Attack {
  Mask attacked, answered, clash;
};

/// Monthly probability of an attack: by how many are there and how firmly America protects them.
inline Real attack_probability(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.presence;
  const Real personnel =
      max(indicator(trial.institutions.force), situation.levers.european_logistics);
  return p.attack_rate * (Real(1) - situation.levers.us_protection) * personnel;
}

/// By how much Washington prefers to back the states hit to standing aside, as a logit: its will as
/// a guarantor (P14), and what it has pledged.
inline Real utility_of_answering(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.guarantors;
  return p.us_slope * (trial.us_stance + p.us_offset) +
         situation.parameters.presence.answer_protection *
             (Real(2) * situation.levers.us_protection - Real(1));
}

inline Real answer_probability(const Trial& trial, const Situation& situation) {
  return min(situation.parameters.guarantors.reliability *
                 logistic(utility_of_answering(trial, situation)),
             1);
}

/// How far state j is hit: in full if its forces are there, else by its part in what is there.
inline Real exposure(const Trial& trial, const Situation& situation, int j) {
  const bool alone = situation.structure.switches.state_forces;
  const Real logistics = situation.levers.european_logistics;
  const Real others = alone ? logistics : max(indicator(trial.institutions.force), logistics);
  return select(trial.presence.sent[j], Real(1),
                others * Real(situation.cast.troop_willingness[j]));
}

/// States whose forces were hit and not backed may bring them home; without a quorum no force is
/// left.
inline void withdraw_forces(Trial& trial, const Situation& situation, Mask abandoned) {
  constexpr int first_slot = kSlotAfterDonors;  // beyond those of sending
  Mask anybody;
  for (int j = 0; j < situation.cast.donors; ++j) {
    const Mask weighs = abandoned & trial.presence.sent[j];
    if (!any(weighs)) continue;
    const Real u = draw_uniforms(situation.chance, situation.month, Purpose::kSending,
                                 first_slot + j / kDrawsPerSlot)
                       .value[j % kDrawsPerSlot];
    const Mask leaves = weighs & !(u < logistic(utility_of_sending(trial, situation, j)));
    trial.presence.sent[j] &= !leaves;
    anybody |= leaves;
  }
  if (any(anybody)) {
    trial.institutions.force &= (!anybody) | quorum_of_senders(trial, situation);
  }
}

/// What an attack does: the states hit lose heart; an answer makes the West look firmer to Moscow
/// and to the world, standing aside the reverse, and sending less likely for a while.
inline void suffer_attack(Trial& trial, const Situation& situation, Mask attacked, Mask answered) {
  const auto& p = situation.parameters.presence;
  for (int j = 0; j < situation.cast.donors; ++j) {
    const auto& donors = situation.parameters.donors;
    const Real hit =
        max(trial.stance[j] - p.attack_cost * exposure(trial, situation, j), donors.least_stance);
    trial.stance[j] = chosen(situation, Choice::kStance, j, select(attacked, hit, trial.stance[j]),
                             donors.least_stance, donors.largest_stance);
  }
  const Mask abandoned = attacked & !answered;
  const Real change =
      select(attacked, select(answered, p.answer_effect, -p.answer_effect), Real(0));
  trial.resolve_signal = clip(trial.resolve_signal + change, 0, 1);
  trial.staying_power = clip(trial.staying_power + change, 0, 1);
  trial.presence.abandonment = select(abandoned, Real(1), trial.presence.abandonment);
  if (any(abandoned)) withdraw_forces(trial, situation, abandoned);
}

/// Monthly probability that Russian and NATO forces meet: in war, by the campaign, a European force
/// and membership.
inline Real clash_probability(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.presence;
  const Institutions& in = trial.institutions;
  const Real contact = indicator(in.force) + p.clash_membership * indicator(in.nato);
  const Real rate = p.clash_rate * trial.invader.intensity * contact *
                    (Real(1) - p.clash_protection * situation.levers.us_protection);
  return select(trial.fighting, rate, Real(0));
}

/// A clash frightens those who stand behind Ukraine.
inline void fear_a_clash(Trial& trial, const Situation& situation, Mask clash) {
  const auto& donors = situation.parameters.donors;
  const Real cost = select(clash, situation.parameters.presence.attack_cost, Real(0));
  for (int j = 0; j < situation.cast.donors; ++j) {
    trial.stance[j] =
        chosen(situation, Choice::kStance, j, max(trial.stance[j] - cost, donors.least_stance),
               donors.least_stance, donors.largest_stance);
  }
  trial.us_stance = chosen(situation, Choice::kStance, situation.cast.donors,
                           max(trial.us_stance - cost, -1), -1, 1);
}

/// A month's attacks on personnel, in war and peace, and clashes, in war.
inline Attack attack_personnel(Trial& trial, const Situation& situation, PresenceRecord& record) {
  Attack now;
  const Switches& on = situation.structure.switches;
  if (!on.attacks_on_personnel && !on.direct_clash) return now;
  const FourReals u = draw_uniforms(situation.chance, situation.month, Purpose::kAttack);
  if (on.attacks_on_personnel) {
    trial.presence.abandonment *= Real(1) - situation.parameters.presence.forgetting;
    now.attacked = u.value[0] < attack_probability(trial, situation);
    if (any(now.attacked)) {
      const Real answer =
          draw_uniforms(situation.chance, situation.month, Purpose::kAmerican).value[1];
      now.answered = now.attacked & (answer < answer_probability(trial, situation));
      suffer_attack(trial, situation, now.attacked, now.answered);
      record.attacks += indicator(now.attacked);
      record.answered += indicator(now.answered);
    }
  }
  if (on.direct_clash) {
    now.clash = u.value[1] < clash_probability(trial, situation);
    if (on.tested_guarantees && any(now.clash)) fear_a_clash(trial, situation, now.clash);
    record.clash_month = select(now.clash & (record.clash_month < Real(0)),
                                Real(situation.month + 1), record.clash_month);
  }
  return now;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
