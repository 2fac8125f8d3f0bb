// One month, in the order of the process overview (docs/model.md): who acts, in which order, on
// what. Leaders see this month's battlefield before they decide, and their intensities act next
// month; third parties act on last month's front.
#pragma once

#include "agents/actors/donors.hpp"
#include "agents/actors/guarantors.hpp"
#include "agents/actors/leadership.hpp"
#include "agents/actors/patrons.hpp"
#include "agents/actors/putin.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/actors/zelensky.hpp"
#include "agents/institutions/hopes.hpp"
#include "agents/institutions/institutions.hpp"
#include "agents/institutions/presence.hpp"
#include "agents/institutions/sanctions.hpp"
#include "agents/kernel/observer.hpp"
#include "agents/record/ledger.hpp"
#include "agents/war_and_peace/absorption.hpp"
#include "agents/war_and_peace/aftermath.hpp"
#include "agents/war_and_peace/equilibrium.hpp"
#include "agents/war_and_peace/nuclear.hpp"
#include "agents/war_and_peace/peace_game.hpp"
#include "agents/war_and_peace/relief.hpp"
#include "agents/war_and_peace/talks.hpp"
#include "agents/war_and_peace/violations.hpp"
#include "core/air_war.hpp"
#include "core/attrition.hpp"
#include "core/beliefs.hpp"
#include "core/collapse.hpp"
#include "core/finance.hpp"
#include "core/front.hpp"
#include "core/signals.hpp"
#include "core/supply.hpp"
#include "core/weariness.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Chance of a month that is not a donor's.
struct MonthChance {
  Real oil, us, front, execution;                                 // normals
  Real breakthrough, depth, defender_collapse, invader_collapse;  // uniforms
  TalksChance talks;
  InstitutionChance institutions;
  Real reinvasion;
};

inline MonthChance draw_month(const Chance& chance, int month) {
  const FourReals world = draw_normals(chance, month, Purpose::kWorld);
  const FourReals events = draw_uniforms(chance, month, Purpose::kEvents);
  const FourReals talks = draw_uniforms(chance, month, Purpose::kTalks);
  const FourReals institutions = draw_uniforms(chance, month, Purpose::kInstitutions);
  const FourReals peace = draw_uniforms(chance, month, Purpose::kPeace);
  return {.oil = world.value[0],
          .us = world.value[1],
          .front = world.value[2],
          .execution = world.value[3],
          .breakthrough = events.value[0],
          .depth = events.value[1],
          .defender_collapse = events.value[2],
          .invader_collapse = events.value[3],
          .talks = {.meet = talks.value[0], .sign = talks.value[1]},
          .institutions = {.force = institutions.value[0],
                           .parallel = institutions.value[1],
                           .eu_delivery = institutions.value[2],
                           .nato_delivery = institutions.value[3],
                           .force_delivery = peace.value[1]},
          .reinvasion = peace.value[0]};
}

/// Step 1: leaders leave office or lose it.
template <class Observer>
void replace_leaders(Trial& trial, const Situation& situation, Ledger& ledger, Observer& observer) {
  const LeaderChanges changes = change_leaders(trial, situation);
  first_time(ledger.leaders.invader_change_month, changes.invader, situation.month + 1);
  first_time(ledger.leaders.defender_election_month, changes.defender, situation.month + 1);
  observer.leaders(trial, situation, changes);
}

/// Steps 2 and 3: the United States, the donors, the patrons and the buyers act on what they saw
/// last month.
inline void third_parties_act(Trial& trial, Flows& flows, Ledger& ledger,
                              const Situation& situation, const StanceMeans& last_month,
                              Real us_shock) {
  choose_us_stance(trial, flows, situation, us_shock);
  give_us_aid(trial, flows, situation);
  choose_stances(trial, situation, last_month);
  give_aid(trial, flows, situation, ledger.donors_aid);
  renew_sanctions(trial, situation, ledger.votes);
  flows.effective_secondary_sanctions = effective_secondary_sanctions(trial, situation);
  choose_support(trial, flows, situation);
  choose_compliance(trial, flows, situation);
  challenge_elsewhere(trial, situation, ledger.third_parties.challenges);
}

/// Steps 4 to 6: the economies, the air, the forces and the line of contact.
inline void wage_war(Trial& trial, Flows& flows, const Situation& situation,
                     const MonthChance& chance, Real mean_stance) {
  const Parameters& p = situation.parameters;
  const Levers& levers = situation.levers;
  const Switches& on = situation.structure.switches;
  const Sanctions sanctions = enforce(trial, situation, sanctions_in_force(trial, situation));
  run_invader_finance(trial, flows, p.invader_finance, sanctions.squeeze, sanctions.embargo,
                      sanctions_left_in_peace(trial, situation), sanctions.strikes);
  if (on.oil_market_feedback) {  // the market answers next month
    trial.oil_price_rise = price_rise_of_lost_oil(p.oil_market, flows.energy_loss,
                                                  p.invader_finance.energy_loss_at_start);
  }
  flows.external_finance_eur_bn =
      run_defender_finance(trial, p.defender_finance, mean_stance, levers.immobilised_assets);
  const Real enabled = american_enabling(trial, situation);
  fight_in_the_air(trial, flows, p.air_war, levers.integrated_air_defence * enabled,
                   levers.european_logistics * enabled, situation.month, trial.distraction);
  suffer_casualties(trial, flows, p.forces, p.peace, situation.structure.attrition);
  generate_forces(trial, flows, p.forces, p.peace, levers.conscription_at_18, on.mobilisation,
                  on.manpower_pools);
  flows.invader_materiel_gap =
      equip(trial.invader, p.materiel,
            invader_supply(trial, p.materiel, foreign_supply(trial, situation)));
  flows.defender_materiel_gap =
      equip(trial.defender, p.materiel,
            defender_supply(
                trial, flows, p.materiel,
                on.growing_industry ? industry_growth(p.materiel, situation.month) : Real(1)));
  compare_strength(trial, flows, p.front, us_backup_in_force(trial, situation),
                   levers.european_logistics * enabled, enabled);
  if (on.drones) field_drones(trial, flows, p.front);
  front_parameters front = p.front;
  if (on.front_momentum) {
    front.noise_pct = front.white_noise_pct;  // the rest is in the momentum
    const FourReals shock = draw_normals(situation.chance, situation.month, Purpose::kMomentum);
    carry_momentum(trial, p.front, shock.value[0]);
  }
  move_front(trial, flows, front, {chance.front, chance.breakthrough, chance.depth},
             on.breakthrough, on.culmination);
  count_bad_months(trial, flows, p.collapse);
}

/// Steps 7 and 8: what everybody makes of it.
inline void take_stock(Trial& trial, const Flows& flows, const Situation& situation,
                       Real mean_stance, Outlooks& outlooks) {
  const Parameters& p = situation.parameters;
  const Levers& levers = situation.levers;
  const LearningForm learning = situation.structure.learning;
  if (learning != LearningForm::kNone && situation.structure.switches.learning) {
    update_beliefs(trial, flows, p.beliefs, p.front.speed_pct, learning == LearningForm::kBetaPure);
  }
  const Mask neutrality = under_terms(trial) & (trial.settlement.terms.security == Real(kNeutral));
  sound_out_allies(trial, situation);
  update_signals(
      trial, p.signals,
      {mean_stance, levers.european_aid, levers.european_logistics, levers.conscription_at_18,
       levers.relations_first, hope_of_post_war_package(trial, situation),
       flows.effective_secondary_sanctions, neutrality, hope_of_nato(trial, situation)});
  update_weariness(trial, flows, p.weariness, levers.conscription_at_18);

  assess_prospects(trial, situation);
  look_ahead(trial, flows, situation, outlooks);
  if (!any(trial.fighting)) return;
  Outlooks now = outlooks;
  putin_weighs(trial, flows, situation, now.invader);
  zelensky_weighs(trial, flows, situation, now.defender);
  // At peace the wartime values are held: a lane must not depend on what its neighbours do.
  const auto hold = [&](Outlook& held, const Outlook& fresh) {
    held.value_of_fighting_on =
        select(trial.fighting, fresh.value_of_fighting_on, held.value_of_fighting_on);
    held.value_of_a_freeze =
        select(trial.fighting, fresh.value_of_a_freeze, held.value_of_a_freeze);
    held.freeze_utility = select(trial.fighting, fresh.freeze_utility, held.freeze_utility);
  };
  hold(outlooks.invader, now.invader);
  hold(outlooks.defender, now.defender);
}

/// Step 10, first half: a broken army has nothing left to sign, so collapse is drawn before talks.
/// Where both would give way in one month, the defender does.
inline void collapses(Trial& trial, const Flows& flows, const Situation& situation, Ledger& ledger,
                      const MonthChance& chance) {
  const Parameters& p = situation.parameters;
  const Real dead_zone = p.front.dead_zone;
  Mask defender_may = trial.fighting, invader_may = trial.fighting;
  if (situation.structure.switches.collapse_after_a_run) {
    defender_may &= after_a_run(trial.defender, p.collapse);
    invader_may &= after_a_run(trial.invader, p.collapse);
  }
  const Mask defender = defender_may & (chance.defender_collapse <
                                        defender_collapse_probability(trial, flows, p.collapse,
                                                                      p.war_hazard, dead_zone));
  const Mask invader =
      invader_may & !defender &
      (chance.invader_collapse <
       invader_collapse_probability(trial, flows, p.collapse, p.war_hazard, dead_zone));
  if (!any(defender | invader)) return;

  const Real line = trial.occupied_share_pct;
  const Real territory = kTerritoryLevels - 1;
  const Real pushed_back =
      min(line, max(line - p.collapse.pushback_pct, p.settlement.line_before_invasion_pct));
  trial.occupied_share_pct = select(defender, line_after(p.settlement, line, territory),
                                    select(invader, pushed_back, line));
  const Terms terms{select(defender, Real(kNeutral), Real(kNatoForce)),
                    select(defender, territory, Real(0)),
                    select(defender, Real(kRecognitionLevels - 1), Real(0)),
                    select(defender, Real(kEconomyLevels - 1), Real(1))};
  const Real detail =
      select(defender, code(Detail::kDefenderCollapse), code(Detail::kInvaderCollapse));
  record_stop(ledger, trial, defender | invader, terms, code(Outcome::kNegotiatedPeace), detail,
              situation.month);
  stop_fighting(trial, defender | invader, terms, Mask(true), us_leverage(trial, situation));
  trial.settlement.after_invader_collapse |= invader;
}

/// Step 10, second half: whatever was signed takes effect.
inline void sign(Trial& trial, const Situation& situation, Ledger& ledger, const Signature& talks) {
  const Mask now = talks.signed_now;
  if (!any(now)) return;
  const Terms& terms = talks.offer.terms;
  trial.occupied_share_pct = select(
      now, line_after(situation.parameters.settlement, trial.occupied_share_pct, terms.territory),
      trial.occupied_share_pct);
  ledger.imposed |= now & !ledger.stopped & talks.by_the_backer();
  record_stop(ledger, trial, now, terms, code(Outcome::kNegotiatedPeace), detail_of_terms(terms),
              situation.month);
  stop_fighting(trial, now, terms, Mask(true), us_leverage(trial, situation));
}

/// The fighting stops where it stands, as the terms of a freeze are: nothing is settled.
inline void stop_in_place(Trial& trial, const Situation& situation, Ledger& ledger, Mask now) {
  const Terms as_it_stands{status_in_force(trial, situation), 0, 0, 0};
  record_stop(ledger, trial, now, as_it_stands, code(Outcome::kDeFactoCeasefire),
              code(Detail::kBare), situation.month);
  stop_fighting(trial, now, as_it_stands, Mask(false), 0);
}

/// Step 10, at the end of a meeting that signed nothing: both may order a halt in place.
inline void order_a_halt(Trial& trial, const Situation& situation, Ledger& ledger,
                         const Truce& truce) {
  const Mask now = truce.ordered;
  if (!any(now)) return;
  ledger.armistice |= now & !ledger.stopped;
  stop_in_place(trial, situation, ledger, now);
  trial.settlement.armistice |= now;
}

/// Step 11: both sides choose how hard to fight; if neither fights for long enough, the fighting
/// has stopped, though nobody signed.
inline void wind_down(Trial& trial, const Situation& situation, Ledger& ledger,
                      const Credibility& credibility, Real execution_shock) {
  const auto& p = situation.parameters.wind_down;
  const StrategicShift shift =
      strategic_shift(trial, situation, ledger.outlooks, credibility, execution_shock);
  putin_chooses_intensity(trial, situation, ledger.outlooks.invader, execution_shock, shift.putin);
  zelensky_chooses_intensity(trial, situation, ledger.outlooks.defender, credibility,
                             shift.zelensky);
  Mask quiet = trial.fighting & (trial.invader.intensity < p.lull_intensity) &
               (trial.defender.intensity < p.lull_intensity);
  if (situation.structure.switches.kyiv_decides) {
    quiet &= trial.offensive_effort < p.lull_intensity;
  }
  trial.months_of_lull = select(quiet, trial.months_of_lull + Real(1), Real(0));
  const Mask now = quiet & (trial.months_of_lull >= p.lull_months);
  if (!any(now)) return;
  stop_in_place(trial, situation, ledger, now);
}

/// Step 12: promises are kept, things rebuilt, and both sides keep the peace or break it. Writes
/// where Moscow has attacked.
template <class Observer>
void keep_the_peace(Trial& trial, const Situation& situation, Ledger& ledger,
                    const Credibility& credibility, const MonthChance& chance, Mask& attacked,
                    Observer& observer) {
  const Mask peaceful = at_peace(trial);
  vote_on_promised_nato(trial, situation, chance.institutions.nato_delivery, ledger.votes);
  deliver(trial, situation, chance.institutions);
  record_reconstruction(ledger.costs, reconstruct(trial, situation));
  const Violations violations = suffer_violations(trial, situation, credibility);
  record_violations(ledger.violations, violations, ledger.relapse_month < Real(0));
  observer.violations(trial, situation, credibility, violations);
  climb_or_calm(
      trial, situation,
      credibility_in_force(trial, situation, credibility, delivered_status(trial, situation)));
  absorb(trial, situation, ledger.absorption_month);
  observer.reinvasion(trial, situation, ledger.outlooks, credibility);
  const Resumption war =
      keep_or_break(trial, situation, ledger.outlooks, credibility, chance.reinvasion);
  observer.breach(situation, ledger.outlooks.defender, war.by_invader, war.by_defender);
  record_resumption(ledger.leaders, war.by_invader, war.by_defender);
  attacked = war.by_invader;
  first_time(ledger.relapse_month, war.by_invader | war.by_defender, situation.month + 1);
  trial.months_of_peace += indicator(peaceful);
  trial.compliance.months_of_relief += indicator(peaceful);
}

/// One month of every trial in the batch.
template <class Observer>
void advance_month(Trial& trial, Flows& flows, Ledger& ledger, const Situation& situation,
                   Observer& observer) {
  const MonthChance chance = draw_month(situation.chance, situation.month);
  replace_leaders(trial, situation, ledger, observer);
  move_oil_price(trial, situation.parameters.oil_market, chance.oil);
  const StanceMeans last_month = mean_stances(trial, situation.cast);
  const Real mean_stance = last_month.all;
  record_stances(ledger.costs, trial, situation.cast);
  third_parties_act(trial, flows, ledger, situation, last_month, chance.us);
  observer.third_parties(trial, flows, situation);
  wage_war(trial, flows, situation, chance, mean_stance);
  observer.war(trial, flows, situation);
  take_stock(trial, flows, situation, mean_stance, ledger.outlooks);
  record_effort(ledger, trial, flows);
  record_costs(ledger.costs, trial, flows, situation);
  record_third_parties(ledger.third_parties, trial, flows, situation);
  const Credibility credibility = assess_guarantees(trial, situation);
  observer.outlook(trial, situation, ledger.outlooks, credibility);
  advance_institutions(trial, situation, chance.institutions, mean_stance, ledger.votes);
  send_forces(trial, situation, ledger.presence);
  observer.institutions(trial, situation, mean_stance);
  if (any(trial.fighting)) {
    observer.collapse_risk(trial, flows, situation);
    collapses(trial, flows, situation, ledger, chance);
    const Signature talks =
        hold_talks(trial, situation, ledger.outlooks, credibility, chance.talks);
    ledger.meetings += indicator(talks.met & !ledger.stopped);
    observer.talks(trial, talks);
    observer.wishes(trial, situation, talks.fighting);
    sign(trial, situation, ledger, talks);
    const Truce truce = propose_a_halt(trial, situation, talks.met, talks.fighting);
    observer.truce(trial, situation, talks.fighting, truce);
    remember_offer(trial, talks.offered & trial.fighting, talks.offer.putin_surplus,
                   talks.offer.zelensky_surplus);
    order_a_halt(trial, situation, ledger, truce);
    observer.choice(trial, situation, ledger.outlooks, credibility, chance.execution);
    wind_down(trial, situation, ledger, credibility, chance.execution);
  }
  observer.risk_of_attack(trial, situation);
  observer.attack(trial, situation, attack_personnel(trial, situation, ledger.presence));
  first_time(ledger.leaders.nuclear_use_month,
             nuclear_use(trial.fighting, situation, ledger.outlooks.invader), situation.month + 1);
  Mask attacked = Mask(false);
  if (any(at_peace(trial))) {
    keep_the_peace(trial, situation, ledger, credibility, chance, attacked, observer);
  }
  observer.guarantees(situation,
                      test_guarantees(trial, situation, credibility, attacked, ledger.guarantees));
  date_milestones(trial.milestones, situation.month);
  record_state(ledger, trial, situation);
  observer.month_end(trial, ledger, situation);
}

/// The same with nobody watching.
inline void advance_month(Trial& trial, Flows& flows, Ledger& ledger, const Situation& situation) {
  NoObserver nobody;
  advance_month(trial, flows, ledger, situation, nobody);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
