// P1: who leads. Putin may leave office, to a successor who continues his course or to a
// pragmatist; Ukraine holds one election once the fighting has stopped.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Monthly probability that Putin leaves office; strain on the state's budget raises it.
inline Real exit_probability(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.leadership;
  return p.exit_rate * (Real(1) + p.exit_stress * trial.invader.fiscal_stress);
}

/// Lanes in which he leaves this month. There is one change: the successor stays.
inline Mask change_invader_leader(Trial& trial, const Situation& situation, Real leaves,
                                  Real kind) {
  Leadership& who = trial.leadership;
  const Mask now = (leaves < exit_probability(trial, situation)) & !who.invader_changed;
  who.invader_pragmatist |= now & (kind < situation.parameters.leadership.pragmatist);
  who.invader_changed |= now;
  return now;
}

/// A pragmatist answers for a war that somebody else began: this part of the audience cost is left.
inline Real audience_cost_share(const Trial& trial, const Situation& situation) {
  return select(trial.leadership.invader_pragmatist,
                situation.parameters.leadership.pragmatist_audience, Real(1));
}

/// V_hi: what victory is worth to whoever leads in Moscow.
inline Real invader_victory_value(const Trial& trial, const Situation& situation) {
  const Real putin = situation.parameters.putin.victory_value;
  return select(trial.leadership.invader_pragmatist,
                putin - situation.parameters.leadership.pragmatist_victory, putin);
}

/// Monthly probability of Kyiv's election: in the window after a stop each month is as likely as
/// any other, so it is one over the months that are left.
inline Real election_probability(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.leadership;
  const Real month = trial.months_of_peace;
  const Mask open = at_peace(trial) & !trial.leadership.defender_elected &
                    (month >= p.election_first_month) & (month <= p.election_last_month);
  return select(open, Real(1) / max(p.election_last_month - month + Real(1), 1), Real(0));
}

/// Four weights moved by up to `swing` either way, none below 0, with the sum 1 again.
inline IssueWeights redrawn(const IssueWeights& old, Real swing, const FourReals& uniform) {
  const auto moved = [swing](Real weight, Real u) {
    return max(weight + swing * (Real(2) * u - Real(1)), 0);
  };
  const Real(&u)[kDrawsPerSlot] = uniform.value;
  const IssueWeights w{moved(old.security, u[0]), moved(old.territory, u[1]),
                       moved(old.recognition, u[2]), moved(old.economy, u[3])};
  const Real sum = w.security + w.territory + w.recognition + w.economy;
  const Mask any_left = sum > Real(0);
  const auto share = [&](Real weight, Real before) {
    return select(any_left, weight / sum, before);
  };
  return {share(w.security, old.security), share(w.territory, old.territory),
          share(w.recognition, old.recognition), share(w.economy, old.economy)};
}

/// Lanes in which Ukraine votes this month; the winner weighs the issues anew.
inline Mask hold_defender_election(Trial& trial, const Situation& situation, Real uniform) {
  Leadership& who = trial.leadership;
  const Mask now = uniform < election_probability(trial, situation);
  if (!any(now)) return now;
  const FourReals brings = draw_uniforms(situation.chance, situation.month, Purpose::kSuccession);
  IssueWeights& weights = who.defender_weights;
  const IssueWeights fresh =
      redrawn(weights, situation.parameters.leadership.election_swing, brings);
  weights.security = select(now, fresh.security, weights.security);
  weights.territory = select(now, fresh.territory, weights.territory);
  weights.recognition = select(now, fresh.recognition, weights.recognition);
  weights.economy = select(now, fresh.economy, weights.economy);
  who.defender_elected |= now;
  return now;
}

/// z: a leader's reservation, a logit that is added to its will to fight on. It is drawn once and
/// lasts as long as the leader, so that a stop is a decision and no error repeated until it
/// happens.
inline Real reservation_from(Real uniform) {
  constexpr double least = 0x1p-20;  // keeps the logit finite
  const Real u = clip(uniform, least, 1 - least);
  return log(u / (Real(1) - u));
}

/// Draws the reservations of leaders who take office in `invader` and `defender`; `slot` keeps
/// those of the start apart. A new leader has been offered nothing yet.
inline void draw_reservations(Trial& trial, const Situation& situation, Mask invader, Mask defender,
                              int slot) {
  const auto forget = [](Mask now, Real& last) { last = select(now, Real(kNothingOffered), last); };
  forget(invader, trial.invader_resolve.last_surplus);
  forget(defender, trial.defender_resolve.last_surplus);
  if (!situation.structure.switches.reservations || !any(invader | defender)) return;
  const FourReals u = draw_uniforms(situation.chance, situation.month, Purpose::kReservation, slot);
  trial.invader_resolve.reservation =
      select(invader, reservation_from(u.value[0]), trial.invader_resolve.reservation);
  trial.defender_resolve.reservation =
      select(defender, reservation_from(u.value[1]), trial.defender_resolve.reservation);
}

/// Lanes in which something changed at the top.
struct LeaderChanges {
  Mask invader, defender;
};

/// Step 1: nature moves first.
inline LeaderChanges change_leaders(Trial& trial, const Situation& situation) {
  LeaderChanges changes;
  const Switches& on = situation.structure.switches;
  const bool invader = on.leader_turnover && any(!trial.leadership.invader_changed);
  const bool defender = on.kyiv_elections && any(election_probability(trial, situation) > Real(0));
  if (!invader && !defender) return changes;
  const FourReals chance = draw_uniforms(situation.chance, situation.month, Purpose::kLeadership);
  if (invader) {
    changes.invader = change_invader_leader(trial, situation, chance.value[0], chance.value[1]);
  }
  if (defender) changes.defender = hold_defender_election(trial, situation, chance.value[2]);
  draw_reservations(trial, situation, changes.invader, changes.defender, 1);
  return changes;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
