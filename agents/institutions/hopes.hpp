// P9: which Western promises Moscow takes seriously. NATO counts only while a vote on it can still
// pass, and a post-war package only after the fighting has stopped.
#pragma once

#include "agents/institutions/institutions.hpp"

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

}  // namespace armistice::inline ARMISTICE_LANE_SET
