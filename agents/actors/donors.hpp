// The donors: 27 EU states, the United Kingdom, Norway, Canada and Turkey. Each has a stance (its
// net marginal utility of supporting Ukraine), gives by it, and votes by it against a private cost.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/decision/intervention.hpp"
#include "core/flows.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

static_assert(kMaxDonors % kDrawsPerSlot == 0);

/// GDP-weighted mean stances.
struct StanceMeans {
  Real bloc[kMaxBlocs];
  Real all;
};

inline StanceMeans mean_stances(const Trial& trial, const CastTable& cast) {
  StanceMeans means;
  for (int j = 0; j < cast.donors; ++j) {
    const Real stance = trial.stance[j];
    means.bloc[cast.bloc[j]] += Real(cast.bloc_gdp_share[j]) * stance;
    means.all += Real(cast.gdp_share[j]) * stance;
  }
  return means;
}

/// A state's tie to Moscow: that of the cast, and what its governments since then made of it.
inline Real tie_of(const Trial& trial, const Situation& situation, int j) {
  const Real initial = situation.cast.tie[j];
  if (!situation.structure.switches.standing_refusals) return initial;
  return clip(initial + trial.tie_shift[j], 0, 1);
}

/// How threatening the war looks: the line's advance, and America's withdrawal.
inline Real perceived_threat(const Trial& trial, const donors_parameters& p) {
  const Real advance =
      clip((trial.occupied_share_pct - trial.initial_occupied_share_pct) / p.front_threat_scale_pct,
           -p.front_threat_limit, p.front_threat_limit);
  return p.front_threat * advance + p.withdrawal_threat * max(-trial.us_stance, 0);
}

/// A new government owes nothing to the refusals of the old: it has its own private costs of a yes
/// and its own tie to Moscow. `uniform` is what the draw of the election says beyond that there was
/// one; its first digits decide the costs, its later ones the tie.
inline void form_government(Trial& trial, const Situation& situation, int j, Mask now,
                            Real uniform) {
  constexpr double first_digits = 1024;
  const Real scaled = uniform * Real(first_digits);
  const Real later = clip(scaled - nearest_whole(scaled) + Real(0.5), 0, 1);
  trial.private_cost[j] =
      select(now, cost_of_a_yes(situation, j, min(uniform, 1)), trial.private_cost[j]);
  trial.tie_shift[j] =
      select(now, situation.parameters.accession.government_tie * (Real(2) * later - Real(1)),
             trial.tie_shift[j]);
  trial.refusals.eu[j] &= !now;
  trial.refusals.nato[j] &= !now;
}

/// What the blocs pull bloc b to while every state stands at its initial stance.
inline Real pull_at_start(const CastTable& cast, int b) {
  float means[kMaxBlocs] = {};
  for (int j = 0; j < cast.donors; ++j) {
    means[cast.bloc[j]] += cast.bloc_gdp_share[j] * cast.initial_stance[j];
  }
  float pull = 0;
  for (int c = 0; c < cast.blocs; ++c) pull += cast.influence[b][c] * means[c];
  return pull;
}

/// P1, P3: every donor's stance moves towards its own anchor, its blocs, the threat and the
/// campaign for aid. `means` are last month's, so the order of states does not matter. An
/// election's swing and the month's drift add up to one normal draw.
inline void choose_stances(Trial& trial, const Situation& situation, const StanceMeans& means) {
  const auto p = situation.parameters.donors;  // a copy: stores to the trial cannot touch it
  const CastTable& cast = situation.cast;
  const Switches on = situation.structure.switches;

  Real pull[kMaxBlocs];
  for (int b = 0; b < cast.blocs; ++b) {
    for (int c = 0; c < cast.blocs; ++c) {
      pull[b] += Real(cast.influence[b][c]) * means.bloc[c];
    }
  }
  if (on.resting_start) {  // at their initial stances the blocs pull nobody
    for (int b = 0; b < cast.blocs; ++b) pull[b] -= pull_at_start(cast, b);
  }
  const Real threat = p.threat_response * perceived_threat(trial, p);
  const Real campaign = p.aid_campaign * situation.levers.european_aid;
  const Real tiredness =
      on.fatigue ? select(trial.fighting, p.fatigue * Real(situation.month), 0) : Real(0);
  const Real assurance = on.donor_assurance ? p.assurance * situation.levers.us_backup *
                                                  situation.levers.integrated_air_defence
                                            : Real(0);
  const Real others = Real(1) - p.anchor;
  const Real swing = (Real(1) - p.adjustment) * p.election_swing;
  const Real election_sd = sqrt(swing * swing + p.shock * p.shock);

  for (int first = 0; first < cast.donors; first += kDrawsPerSlot) {
    const int slot = first / kDrawsPerSlot;
    const FourReals shock = draw_normals(situation.chance, situation.month, Purpose::kStance, slot);
    FourReals ballot;
    if (on.elections) {
      ballot = draw_uniforms(situation.chance, situation.month, Purpose::kElection, slot);
    }
    const int last = first + kDrawsPerSlot < cast.donors ? first + kDrawsPerSlot : cast.donors;
    for (int j = first; j < last; ++j) {
      const Real initial = cast.initial_stance[j];
      const Real tie = tie_of(trial, situation, j);
      Real target = p.anchor * initial +
                    others * (!on.bloc_influence ? initial
                              : on.resting_start ? initial + pull[cast.bloc[j]]
                                                 : pull[cast.bloc[j]]) +
                    Real(cast.threat[j]) * threat + campaign * (Real(1) - tie) - tiredness;
      if (on.donor_assurance && cast.base_aid_eur_bn_per_year[j] > 0) target += assurance;
      const Mask elects = on.elections ? ballot.value[j - first] < p.election_rate : Mask(false);
      const Real sd = select(elects, election_sd, p.shock);
      if (on.standing_refusals && any(elects)) {
        form_government(trial, situation, j, elects, ballot.value[j - first] / p.election_rate);
      }
      const Real stance = trial.stance[j];
      const Real own = clip(stance + p.adjustment * (target - stance) + sd * shock.value[j - first],
                            p.least_stance, p.largest_stance);
      trial.stance[j] =
          chosen(situation, Choice::kStance, j, own, p.least_stance, p.largest_stance);
    }
  }
}

/// Military aid of donor j at its initial stance, bn EUR a month.
inline Real base_aid(const Situation& situation, int j) {
  const CastTable& cast = situation.cast;
  return (situation.structure.switches.aid_as_recorded ? cast.recorded_aid_eur_bn_per_year[j]
                                                       : cast.base_aid_eur_bn_per_year[j]) /
         kMonthsPerYear;
}

/// P3: aid by stance: the base at the initial stance, never more than `largest_aid` times that in
/// the mean. It is allocated in lumps, and in some months not at all.
/// Each donor's aid of the month is added to its account in `given_eur_bn`.
inline void give_aid(const Trial& trial, Flows& flows, const Situation& situation,
                     Real (&given_eur_bn)[kMaxDonors]) {
  const auto p = situation.parameters.donors;
  const CastTable& cast = situation.cast;
  const Real offset = log(p.largest_aid - Real(1));
  Real total = 0, european = 0, other = 0;
  FourReals uniforms;
  for (int j = 0; j < cast.donors; ++j) {
    const Real base = base_aid(situation, j);
    const Real initial = cast.initial_stance[j];
    Real own = base * p.largest_aid * logistic(p.aid_slope * (trial.stance[j] - initial) - offset);
    if (situation.structure.switches.aid_as_recorded) {
      if (j % kDrawsPerSlot == 0) {
        uniforms = draw_uniforms(situation.chance, situation.month, Purpose::kAllocation,
                                 j / kDrawsPerSlot);
      }
      own *=
          lump(situation, uniforms.value[j % kDrawsPerSlot], cast.share_of_months_without_aid[j]);
    }
    const Real aid = chosen(situation, Choice::kAid, j, own, 0, base * p.largest_aid);
    given_eur_bn[j] += aid;
    total += aid;
    (cast.reported_as_european[j] ? european : other) += aid;
  }
  flows.donors_aid_eur_bn = total;
  flows.european_aid_eur_bn = european;
  flows.other_aid_eur_bn = other;
  flows.eu_level_aid_eur_bn =
      p.eu_level_aid_eur_bn * (Real(1) + p.eu_level_growth * situation.levers.european_aid);
}

/// What an American assurance adds to a European state's utility of admitting Ukraine.
struct Assurance {
  Real near;    // NATO as far as it has come, if the American vote would pass, or membership
  Real stance;  // the American stance
};

/// P13.
inline Assurance american_assurance(const Trial& trial, const Situation& situation) {
  if (!situation.structure.switches.american_assurance) return {};
  const auto& p = situation.parameters.accession;
  const Mask unconditional = situation.levers.nato_before_ceasefire >= Real(0.5);
  const Real us = select(unconditional, us_reluctance(trial, situation, /*after_stop=*/false),
                         us_reluctance(trial, situation, /*after_stop=*/true));
  const Institutions& in = trial.institutions;
  const Real near = max(in.nato_progress * indicator(us < Real(0)), indicator(in.nato));
  return {p.eu_vote_assurance * near, p.eu_vote_us_stance * trial.us_stance};
}

/// What going to war beside Ukraine would cost an ally by its planning horizon, utility.
inline Real fear_of_wider_war(const Trial& trial, const Situation& situation) {
  return cost_of_wider_war(situation, trial.invader.intensity) /
         situation.parameters.war_hazard.planning_rate;
}

/// P13: what the scope of the guarantee and the strength of Ukraine's army add to an ally's
/// utility of admitting it.
inline Real case_for_nato(const Trial& trial, const Situation& situation, bool after_stop = false) {
  const auto& p = situation.parameters.accession;
  const Switches& on = situation.structure.switches;
  const Side& army = trial.defender;
  Real gain = 0;
  if (on.tested_guarantees && !after_stop)
    gain -= select(trial.fighting, fear_of_wider_war(trial, situation), 0);
  if (on.guarantee_scope) gain += p.nato_vote_scope * situation.levers.guarantee_scope;
  if (on.strength_for_nato) {
    gain += p.nato_vote_strength * army.materiel * army.manpower / army.initial_manpower;
  }
  return gain;
}

/// P13: by how much a member state prefers to admit Ukraine to the EU to keeping it out, as a
/// logit. `assurance` is american_assurance(); a state with ties to Moscow counts less on it.
inline Real utility_of_eu(const Trial& trial, const Situation& situation,
                          const Assurance& assurance, int j) {
  const auto& p = situation.parameters.accession;
  const Real tie = tie_of(trial, situation, j);
  const Real near = situation.structure.switches.standing_refusals
                        ? assurance.near * (Real(1) - tie)
                        : assurance.near;
  Real utility = trial.stance[j] + p.eu_vote_base +
                 p.eu_vote_fast_track * situation.levers.eu_fast_track - p.eu_vote_tie * tie +
                 (near + assurance.stance);
  if (situation.structure.switches.transition_terms) {
    utility += p.eu_vote_transition * situation.levers.eu_transition_terms;
  }
  return p.eu_vote_slope * utility;
}

/// P13: the same for an ally and NATO. `gain` is case_for_nato().
inline Real utility_of_nato(const Trial& trial, const Situation& situation, Real gain, int j) {
  const auto& p = situation.parameters.accession;
  return p.nato_vote_slope * (trial.stance[j] + p.nato_vote_base +
                              p.nato_vote_fast_track * situation.levers.nato_fast_track -
                              p.nato_vote_tie * tie_of(trial, situation, j) + gain);
}

/// P13: how reluctant an ally is to have Ukraine in NATO: its private cost less the probability
/// that its utility gives to a yes. It votes yes if that is negative.
inline Real nato_reluctance(const Trial& trial, const Situation& situation, Real gain, int j) {
  return trial.private_cost[j] - logistic(utility_of_nato(trial, situation, gain, j));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
