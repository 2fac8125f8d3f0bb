// P9, P11: which Western promises the leaders take seriously. NATO counts only while a vote on it
// can still pass, and a post-war package only after the fighting has stopped. Also how likely each
// guarantee is to come within the planning horizon.
#pragma once

#include "agents/institutions/delivery.hpp"
#include "agents/institutions/institutions.hpp"
#include "agents/institutions/presence.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Would every voter admit Ukraine to NATO, as things stand? Washington is asked what it would say
/// after a stop, where it asks for least.
inline Mask nato_vote_would_pass(const Trial& trial, const Situation& situation) {
  Mask yes = us_reluctance(trial, situation, /*after_stop=*/true) < Real(0);
  if (!situation.structure.switches.vetoes) return yes;
  const Real gain = case_for_nato(trial, situation);
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (situation.cast.nato_member[j]) yes &= nato_reluctance(trial, situation, gain, j) < Real(0);
  }
  return yes;
}

/// The allies are sounded out as often as votes are taken.
inline void sound_out_allies(Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.passing_hopes) return;
  const Mask now =
      is_vote_month(situation.month, situation.parameters.accession.vote_interval_months);
  if (!any(now)) return;
  trial.nato_can_pass =
      (nato_vote_would_pass(trial, situation) & now) | (trial.nato_can_pass & !now);
}

/// NATO progress as far as it counts for staying power.
inline Real hope_of_nato(const Trial& trial, const Situation& situation) {
  const Institutions& in = trial.institutions;
  if (!situation.structure.switches.passing_hopes) return in.nato_progress;
  return select(in.nato | trial.nato_can_pass, in.nato_progress, Real(0));
}

/// The post-war package as far as it counts for staying power.
inline Real hope_of_post_war_package(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.passing_hopes) return situation.levers.post_war_package;
  return select(trial.fighting, Real(0), situation.levers.post_war_package);
}

/// The chance that something is there within the planning horizon if it takes `months` and then
/// needs a choice that goes its way with `chance`.
inline Real arrives(Real months, Real chance, Real planning_rate) {
  return chance / (Real(1) + planning_rate * max(months, 1));
}

/// Months until the road to membership is complete, at the pace of today; never without one.
inline Real months_to_go(Real progress, Real pace) {
  constexpr double never = 1e6;
  return select(pace > Real(0), (Real(1) - progress) / select(pace > Real(0), pace, Real(1)),
                select(progress >= Real(1), Real(0), Real(never)));
}

/// How near the states that would send forces come to the quorum, 0 .. 1, by what each would
/// choose.
inline Real chance_of_force(const Trial& trial, const Situation& situation) {
  const CastTable& cast = situation.cast;
  if (!situation.structure.switches.state_forces) return 1;
  Real held = 0, whole = 0;
  for (int j = 0; j < cast.donors; ++j) {
    const Real weight = Real(cast.gdp_share[j]) * Real(cast.troop_willingness[j]);
    whole += weight;
    held += weight * logistic(utility_of_sending(trial, situation, j, /*after_stop=*/true));
  }
  constexpr double least = 1e-6;  // a cast in which nobody would send
  return clip(held / max(situation.parameters.presence.quorum * whole, least), 0, 1);
}

/// q_k, as both leaders reckon: how soon each guarantee could come after a stop, and whether those
/// whose choice it is would choose it. They are sounded out as often as votes are taken.
inline void assess_prospects(Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.ballots_in_peace) return;
  const auto& p = situation.parameters.accession;
  const Real planning = situation.parameters.war_hazard.planning_rate;
  const Institutions& in = trial.institutions;
  Prospects& hoped = trial.prospects;
  const Mask now = is_vote_month(situation.month, p.vote_interval_months);
  if (any(now)) {
    const Real us =
        select(stands_against_nato(trial, situation, us_utility_of_nato(trial, situation, true),
                                   situation.cast.donors),
               Real(0), us_yes_probability(trial, situation, /*after_stop=*/true));
    hoped.eu_ballot = select(now, chance_of_membership(trial, situation), hoped.eu_ballot);
    hoped.us_vote = select(now, us, hoped.us_vote);
    hoped.nato_ballot = select(now, chance_of_admission(trial, situation), hoped.nato_ballot);
    hoped.force_choice = select(now, chance_of_force(trial, situation), hoped.force_choice);
  }
  const Levers& levers = situation.levers;
  hoped.eu =
      arrives(months_to_go(in.eu_progress, p.eu_pace + p.eu_pace_fast * levers.eu_fast_track),
              hoped.eu_ballot, planning);
  hoped.nato = arrives(months_to_go(in.nato_progress, p.nato_pace_fast * levers.nato_fast_track),
                       hoped.us_vote * hoped.nato_ballot, planning);
  const Real promised = trial.settlement.terms.security;
  const Mask barred = under_terms(trial);  // what terms do not promise
  const auto& peace = situation.parameters.peace;
  const Real rate = select(barred & includes_force(promised), peace.force_delivery,
                           peace.freeze_force_delivery * levers.european_forces);
  hoped.force = rate / (rate + planning) * hoped.force_choice;
  const auto unless = [](Mask never, Real hope) { return select(never, Real(0), hope); };
  hoped.eu = unless(barred & !includes_eu(promised), hoped.eu);
  hoped.nato = unless(barred & !includes_nato(promised), hoped.nato);
  hoped.force = unless(barred & !includes_force(promised), hoped.force);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
