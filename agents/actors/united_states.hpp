// The United States: its stance between accommodation of Moscow (-1) and full backup of Kyiv (1),
// what draws it, its aid, its vote on NATO, and its leverage over Kyiv.
#pragma once

#include "agents/actors/american_choice.hpp"
#include "agents/decision/intervention.hpp"
#include "core/flows.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Where a course of backup and of relations with Moscow leads.
inline Real us_stance_target(const united_states_parameters& p, const Levers& levers) {
  return p.backup_pull * (Real(2) * levers.us_backup - Real(1)) -
         p.relations_pull * levers.relations_first;
}

/// The administration's course is known at the start, so its stance begins there, with noise.
inline Real initial_us_stance(const Situation& situation, Real shock) {
  const auto& p = situation.parameters.united_states;
  const Real own = clip(us_stance_target(p, situation.target) + p.initial_noise * shock, -1, 1);
  return chosen(situation, Choice::kStance, situation.cast.donors, own, -1, 1);
}

/// A new administration is in office.
inline bool us_has_changed(const Situation& situation) {
  return situation.structure.switches.us_change && situation.month >= situation.us_change_month;
}

/// The part of the military aid in `flows` that all other donors give, Europe and those outside it;
/// a half if nobody gives.
inline Real others_share_of_aid(const Flows& flows) {
  const Real others = flows.donors_aid_eur_bn + flows.eu_level_aid_eur_bn;
  const Real all = others + flows.us_aid_eur_bn;
  return select(all > Real(0), others / select(all > Real(0), all, Real(1)), Real(0.5));
}

/// Where the stance is drawn to this month: the course of the levers, or what a new administration
/// has drawn for itself and keeps to; and what any administration has at stake. `last_month` tells
/// who carried the burden of aid.
inline Real us_course(const Trial& trial, const Flows& last_month, const Situation& situation) {
  const auto& p = situation.parameters.united_states;
  const Switches& on = situation.structure.switches;
  Real course =
      us_has_changed(situation) ? trial.us_stance_drawn : us_stance_target(p, situation.levers);
  if (on.minerals_stake) course += p.minerals_pull * situation.levers.minerals_deal;
  if (on.burden_sharing) {
    course += p.burden_pull * (Real(2) * others_share_of_aid(last_month) - Real(1));
  }
  if (on.oil_market_feedback) course -= p.oil_price_aversion * trial.oil_price_rise;
  return course;
}

/// Share of what America gives Kyiv that a suspension withholds.
inline Real suspended(const Situation& situation) {
  return situation.structure.switches.american_enabling ? situation.levers.suspension : Real(0);
}

/// P2: backup as it acts on strength: the lever, or after a change in Washington what the new
/// stance makes of it.
inline Real us_backup_in_force(const Trial& trial, const Situation& situation) {
  Real given = Real(1) - suspended(situation);
  if (situation.structure.switches.distracting_challenges) {
    given *= Real(1) - situation.parameters.patrons.diverted_backup * trial.distraction;
  }
  if (!situation.structure.switches.changed_backup || !us_has_changed(situation)) {
    return situation.levers.us_backup * given;
  }
  return Real(0.5) * (Real(1) + trial.us_stance) * given;
}

/// How much of Europe's air defence, logistics and force works this month, 0 .. 1: a part of it
/// needs what only America has.
inline Real american_enabling(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.american_enabling) return 1;
  const Real effort = Real(0.5) * (Real(1) + trial.us_stance) * (Real(1) - suspended(situation));
  return Real(1) - situation.parameters.front.us_enabling * (Real(1) - effort);
}

/// P1, P2: the stance follows the course, or the option that is chosen around it. `flows` come
/// in as last month's.
inline void choose_us_stance(Trial& trial, Flows& flows, const Situation& situation, Real shock) {
  const auto& p = situation.parameters.united_states;
  if (situation.structure.switches.us_change && situation.month == situation.us_change_month) {
    const Real draw =
        draw_normals(situation.chance, situation.month, Purpose::kCommonCause).value[0];
    trial.us_stance =
        clip(p.change_carry * trial.us_stance + p.change_mean + p.change_noise * draw, -1, 1);
    trial.us_stance_drawn = trial.us_stance;
    if (situation.structure.switches.standing_refusals) {  // those were the old administration's
      const Real cost =
          draw_uniforms(situation.chance, situation.month, Purpose::kPrivateCost, kSlotAfterDonors)
              .value[0];
      trial.us_private_cost = cost_of_a_yes(situation, situation.cast.donors, cost);
      trial.refusals.nato[situation.cast.donors] = Mask(false);
    }
  }
  flows.us_course = us_course(trial, flows, situation);
  if (situation.structure.switches.american_choice) {
    const Real uniform =
        draw_uniforms(situation.chance, situation.month, Purpose::kAmerican).value[0];
    flows.us_option = choose_option(american_utilities(p, flows.us_course), uniform);
  }
  const Real target =
      situation.structure.switches.american_choice ? flows.us_option : flows.us_course;
  const Real own =
      clip(trial.us_stance + p.adjustment * (target - trial.us_stance) + p.noise * shock, -1, 1);
  trial.us_stance = chosen(situation, Choice::kStance, situation.cast.donors, own, -1, 1);
}

/// A month's allocation over its mean, 1 on average: nothing with probability `without`, else
/// exponential, a gamma distribution of shape 1. What is held or muted is even.
inline Real lump(const Situation& situation, Real uniform, Real without) {
  if (situation.chance.muted) return 1;
  const Real with = max(Real(1) - without, kLeastUniform);
  const Real rest = clip((uniform - without) / with, 0, 1);
  return select(uniform < without, Real(0), -log(max(Real(1) - rest, kLeastUniform)) / with);
}

inline Real probability_of_appropriation(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.united_states;
  return logistic(p.appropriation_slope * (trial.us_stance - p.appropriation_threshold));
}

/// P2: once a year Congress appropriates or does not, the likelier the more the stance backs Kyiv.
inline void appropriate(Trial& trial, const Situation& situation, Real uniform) {
  const auto& p = situation.parameters.united_states;
  const Real since = Real(situation.month) - p.appropriation_first_month;
  const Real years = since / Real(kMonthsPerYear);
  const Mask due =
      (since > Real(-0.5)) & (Real(kMonthsPerYear) * abs(years - nearest_whole(years)) < Real(0.5));
  const Mask yes = uniform < probability_of_appropriation(trial, situation);
  trial.appropriated = (due & yes) | (trial.appropriated & !due);
}

/// P2: packages already announced run out; the rest follows the stance, or is on or off by
/// appropriation.
inline void give_us_aid(Trial& trial, Flows& flows, const Situation& situation) {
  const auto& p = situation.parameters.united_states;
  const Real elapsed = situation.month;
  const Real announced = p.pipeline_eur_bn * exp(-elapsed / p.pipeline_months);
  Real own = max(announced + p.aid_eur_bn * (trial.us_stance + p.aid_offset), 0);
  Real most = max(announced + p.aid_eur_bn * (Real(1) + p.aid_offset), 0);
  if (situation.structure.switches.aid_as_recorded) {
    const FourReals uniforms =
        draw_uniforms(situation.chance, situation.month, Purpose::kAppropriation);
    appropriate(trial, situation, uniforms.value[0]);
    const Real on =
        p.appropriated_eur_bn * lump(situation, uniforms.value[1], p.appropriated_months_without);
    own = announced + p.lapsed_eur_bn + select(trial.appropriated, on, Real(0));
    most = announced + p.lapsed_eur_bn + p.appropriated_eur_bn;
  }
  const Real given = Real(1) - suspended(situation);
  flows.us_aid_eur_bn =
      chosen(situation, Choice::kAid, situation.cast.donors, own * given, 0, most);
}

/// P13: by how much Washington prefers to admit Ukraine to NATO, as a logit.
inline Real us_utility_of_nato(const Trial& trial, const Situation& situation, bool after_stop) {
  const auto& p = situation.parameters.united_states;
  const Real threshold = after_stop ? p.vote_threshold_after_stop : p.vote_threshold_at_war;
  return p.vote_slope *
         (trial.us_stance + p.vote_fast_track * situation.levers.nato_fast_track - threshold);
}

/// P13: the chance that Washington would vote for Ukraine's accession to NATO, as others see it: by
/// its utility of a yes over a no, without its private cost.
inline Real us_yes_probability(const Trial& trial, const Situation& situation, bool after_stop) {
  return logistic(us_utility_of_nato(trial, situation, after_stop));
}

/// P13: Washington's reluctance to admit Ukraine to NATO, as in nato_reluctance(); it is less when
/// accession is part of a stop of the fighting, or follows one.
inline Real us_reluctance(const Trial& trial, const Situation& situation, bool after_stop) {
  return trial.us_private_cost - us_yes_probability(trial, situation, after_stop);
}

/// The weight of American pressure on Kyiv, 0 .. 1: the lever times what the stance allows.
inline Real us_leverage(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.united_states;
  return max(situation.levers.pressure_on_kyiv, suspended(situation)) *
         clip(p.pressure_base - p.pressure_per_stance * trial.us_stance, 0, 1);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
