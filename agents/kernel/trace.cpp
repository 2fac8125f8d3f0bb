#include "agents/kernel/trace.hpp"

#include "agents/kernel/batch.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

/// Watches a month and writes down what decides it. It works the deciding terms out again with the
/// functions that the actors use, from the state that they saw.
class Tracer {
 public:
  using enum TraceItem;

  explicit Tracer(const TraceSink& sink) : sink_(sink) {}

  void leaders(const Trial& trial, const Situation& situation, const LeaderChanges& changes) {
    month_ = situation.month;
    const Switches& on = situation.structure.switches;
    if (on.leader_turnover) {
      say(leaders_putin_probability_of_leaving_office, exit_probability(trial, situation));
      say(leaders_putin_leaves_office, indicator(changes.invader));
      say(leaders_putin_successor_in_office, indicator(trial.leadership.invader_changed));
      say(leaders_putin_successor_is_a_pragmatist, indicator(trial.leadership.invader_pragmatist));
    }
    if (on.kyiv_elections && any(changes.defender)) {
      const IssueWeights& weights = trial.leadership.defender_weights;
      say(leaders_zelensky_election_held, 1);
      say(leaders_zelensky_weight_of_security, weights.security);
      say(leaders_zelensky_weight_of_territory, weights.territory);
      say(leaders_zelensky_weight_of_recognition, weights.recognition);
      say(leaders_zelensky_weight_of_economy, weights.economy);
    }
  }

  void third_parties(const Trial& trial, const Flows& flows, const Situation& situation) {
    month_ = situation.month;
    say(third_parties_united_states_stance, trial.us_stance);
    say(third_parties_united_states_stance_target, flows.us_course);
    if (situation.structure.switches.american_choice) {
      const AmericanUtilities over_brokering =
          american_utilities(situation.parameters.united_states, flows.us_course);
      say(third_parties_united_states_utility_of_backing_up_over_brokering,
          over_brokering.backing_up);
      say(third_parties_united_states_utility_of_standing_aside_over_brokering,
          over_brokering.standing_aside);
      say(third_parties_united_states_option, flows.us_option);
    }
    if (situation.structure.switches.aid_as_recorded) {
      say(third_parties_united_states_probability_of_an_appropriation,
          probability_of_appropriation(trial, situation));
      say(third_parties_united_states_appropriated, indicator(trial.appropriated));
    }
    say(third_parties_united_states_military_aid_eur_bn, flows.us_aid_eur_bn);
    say(third_parties_donors_perceived_threat,
        perceived_threat(trial, situation.parameters.donors));
    say(third_parties_donors_military_aid_eur_bn,
        flows.donors_aid_eur_bn + flows.eu_level_aid_eur_bn);
    for (int j = 0; j < situation.cast.donors; ++j) {
      say(third_parties_donor_stance, trial.stance[j], j);
    }
    for (int k = 0; k < situation.cast.patrons; ++k) {
      say(third_parties_patron_utility_of_supplying_over_withholding,
          utility_of_supplying(trial, situation, flows.effective_secondary_sanctions, k), k);
      say(third_parties_patron_support, trial.patron_support[k], k);
    }
    if (situation.structure.switches.patron_challenges) {
      say(third_parties_patrons_probability_of_a_challenge,
          challenge_probability(trial, situation));
    }
    const bool split = situation.structure.switches.split_buyers;
    for (int b = 0; split && b < situation.cast.buyers; ++b) {
      say(third_parties_buyer_utility_of_complying_over_buying,
          utility_of_complying(situation, flows.effective_secondary_sanctions, b), b);
      say(third_parties_buyer_compliance, trial.buyer_compliance[b], b);
    }
    if (!split) {
      say(third_parties_buyers_utility_of_complying_over_buying,
          utility_of_complying(situation, flows.effective_secondary_sanctions));
    }
    say(third_parties_buyers_compliance, trial.buyers_compliance);
    sanctions(trial, situation);
  }

  void war(const Trial& trial, const Flows& flows, const Situation& situation) {
    month_ = situation.month;
    if (!any(trial.fighting)) return;
    say(war_world_relative_strength, flows.strength);
    say(war_world_net_strength, flows.net_strength);
    say(war_world_movement_pct, flows.movement_pct);
    say(war_world_occupied_share_pct, trial.occupied_share_pct);
    if (situation.structure.switches.manpower_pools) {
      say(war_world_recruits_left_to_russia_thousand, trial.invader.recruits);
      say(war_world_recruits_left_to_ukraine_thousand, trial.defender.recruits);
    }
    if (situation.structure.switches.collapse_after_a_run) {
      say(war_world_bad_months_of_russia, trial.invader.bad_months);
      say(war_world_bad_months_of_ukraine, trial.defender.bad_months);
    }
    say(war_world_russian_casualties_thousand, flows.invader_casualties_thousand);
    say(war_world_ukrainian_casualties_thousand, flows.defender_casualties_thousand);
    say(war_world_russian_manpower_thousand, trial.invader.manpower);
    say(war_world_ukrainian_manpower_thousand, trial.defender.manpower);
    say(war_world_russian_materiel, trial.invader.materiel);
    say(war_world_ukrainian_materiel, trial.defender.materiel);
    say(war_world_interception, flows.interception);
    say(war_world_infrastructure, trial.infrastructure);
    say(war_world_russian_reserve_usd_bn, trial.reserve_usd_bn);
    say(war_world_russian_fiscal_stress, trial.invader.fiscal_stress);
    say(war_world_ukrainian_fiscal_stress, trial.defender.fiscal_stress);
  }

  void outlook(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
               const Credibility& credibility) {
    if (!any(trial.fighting)) return;
    month_ = situation.month;
    if (situation.structure.switches.anticipation) {
      say(outlook_world_nato_anticipated_after_a_freeze, anticipated_nato(trial, situation));
    }
    if (situation.structure.war == WarForm::kWalk) {
      const Real f_invader = outlooks.invader.expected_net_strength,
                 f_defender = outlooks.defender.expected_net_strength;
      say(outlook_putin_rate_of_victory, walk_as_seen(trial, situation, f_invader).invader_wins);
      say(outlook_putin_rate_of_defeat, walk_as_seen(trial, situation, f_invader).defender_wins);
      say(outlook_zelensky_rate_of_victory,
          walk_as_seen(trial, situation, f_defender).defender_wins);
      say(outlook_zelensky_rate_of_defeat, walk_as_seen(trial, situation, f_defender).invader_wins);
    }
    say(outlook_putin_believed_net_strength,
        believed_net_strength(trial.invader.belief, situation.parameters.beliefs));
    say(outlook_putin_expected_net_strength, outlooks.invader.expected_net_strength);
    say(outlook_putin_value_of_fighting_on, outlooks.invader.value_of_fighting_on);
    say(outlook_putin_value_of_a_freeze, outlooks.invader.value_of_a_freeze);
    say(outlook_zelensky_believed_net_strength,
        believed_net_strength(trial.defender.belief, situation.parameters.beliefs));
    say(outlook_zelensky_expected_net_strength, outlooks.defender.expected_net_strength);
    say(outlook_zelensky_value_of_fighting_on, outlooks.defender.value_of_fighting_on);
    say(outlook_zelensky_value_of_a_freeze, outlooks.defender.value_of_a_freeze);
    say(outlook_guarantors_credibility_of_present_status,
        credibility_in_force(trial, situation, credibility, status_in_force(trial, situation)));
  }

  void institutions(const Trial& trial, const Situation& situation, Real mean_stance) {
    month_ = situation.month;
    const Institutions& in = trial.institutions;
    const Switches& on = situation.structure.switches;
    say(institutions_eu_progress, in.eu_progress);
    if (on.american_assurance)
      say(institutions_eu_american_assurance,
          american_assurance(trial, situation).near + american_assurance(trial, situation).stance);
    say(institutions_eu_member, indicator(in.eu));
    say(institutions_nato_progress, in.nato_progress);
    say(institutions_nato_member, indicator(in.nato));
    if (on.delivery_votes)
      say(institutions_nato_chance_of_admission, chance_of_admission(trial, situation));
    if (on.ballots_in_peace) {
      say(institutions_eu_hoped_for, trial.prospects.eu);
      say(institutions_nato_hoped_for, trial.prospects.nato);
      say(institutions_donors_force_hoped_for, trial.prospects.force);
    }
    for (int j = 0; j < situation.cast.donors; ++j) donor_choices(trial, situation, j);
    if (any(trial.fighting) && !on.state_forces)
      say(institutions_donors_probability_of_a_force,
          force_probability(trial, situation, mean_stance));
    say(institutions_donors_force, indicator(in.force));
    say(institutions_donors_parallel_guarantees, indicator(in.parallel));
  }

  void collapse_risk(const Trial& trial, const Flows& flows, const Situation& situation) {
    month_ = situation.month;
    const Parameters& p = situation.parameters;
    say(collapse_world_probability_ukraine,
        defender_collapse_probability(trial, flows, p.collapse, p.war_hazard, p.front.dead_zone));
    say(collapse_world_probability_russia,
        invader_collapse_probability(trial, flows, p.collapse, p.war_hazard, p.front.dead_zone));
  }

  void talks(const Trial& trial, const Signature& talks) {
    if (!any(trial.fighting)) return;  // an army has just collapsed
    say(talks_talks_met, indicator(talks.met));
    if (!any(talks.met)) return;
    say(talks_talks_imposed, indicator(talks.imposed));
    say(talks_talks_term_security, talks.offer.terms.security);
    say(talks_talks_term_territory, talks.offer.terms.territory);
    say(talks_talks_term_status, talks.offer.terms.recognition);
    say(talks_talks_term_economy, talks.offer.terms.economy);
    if (!any(talks.imposed)) {
      say(talks_talks_putin_gains_over_fighting, talks.offer.putin_surplus);
      say(talks_talks_zelensky_gains_over_fighting, talks.offer.zelensky_surplus);
    }
    say(talks_talks_probability_of_signing, talks.probability);
    say(talks_talks_signed, indicator(talks.signed_now));
  }

  /// Before anything is signed: a stop makes both forget the offer that they remembered.
  void wishes(const Trial& trial, const Situation& situation, const Advantages& fighting) {
    if (!any(trial.fighting) || !situation.structure.switches.talks_by_choice) return;
    const Advantages wish = wishes_to_talk(trial, situation, fighting);
    const Advantages gain = gains_to_be_had(trial, fighting);
    say(talks_putin_gains_to_be_had, gain.putin);
    say(talks_zelensky_gains_to_be_had, gain.zelensky);
    say(talks_putin_wishes_to_talk, wish.putin);
    say(talks_zelensky_wishes_to_talk, wish.zelensky);
    say(talks_putin_talks_without_intent,
        indicator(talks_without_intent(trial, situation, fighting)));
  }

  void truce(const Trial& trial, const Situation& situation, const Advantages& fighting,
             const Truce& truce) {
    if (!situation.structure.switches.armistice || !any(truce.proposed)) return;
    say(talks_putin_would_fight_on, putin_will_to_fight(trial, situation, fighting.putin));
    say(talks_zelensky_would_fight_on, zelensky_will_to_fight(trial, situation, fighting.zelensky));
    say(talks_talks_halt_ordered, indicator(truce.ordered));
  }

  void choice(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
              const Credibility& credibility, Real execution_shock) {
    if (!any(trial.fighting)) return;
    month_ = situation.month;
    if (situation.structure.rule == Rule::kEquilibrium) {
      const StrategicShift shift =
          strategic_shift(trial, situation, outlooks, credibility, execution_shock);
      say(wind_down_putin_gains_from_fighting_by_the_others_choice, shift.putin);
      say(wind_down_zelensky_gains_from_fighting_by_the_others_choice, shift.zelensky);
    }
    if (situation.structure.switches.nuclear_tail) {
      say(wind_down_putin_probability_of_nuclear_use,
          nuclear_use_probability(situation, outlooks.invader));
    }
    say(wind_down_putin_audience_cost_of_stopping,
        audience_cost_rate(trial, situation) * (Real(1) - outlooks.invader.freeze_utility));
    say(wind_down_putin_advantage_of_fighting,
        putin_advantage_of_fighting(trial, situation, outlooks.invader));
    say(wind_down_zelensky_advantage_of_fighting,
        zelensky_advantage_of_fighting(trial, situation, outlooks.defender, credibility));
    const Switches& on = situation.structure.switches;
    if (on.kyiv_decides) {
      const FreezeProspect prospect = prospect_of_a_freeze(trial, situation, credibility);
      say(wind_down_zelensky_credibility_looked_to, prospect.credibility);
      say(wind_down_zelensky_cover_looked_to, prospect.cover);
      say(wind_down_zelensky_offensive_effort,
          zelensky_offensive_effort(
              trial, situation,
              zelensky_advantage_of_fighting(trial, situation, outlooks.defender, credibility)));
    }
    if (on.reservations) {
      say(wind_down_putin_reservation, trial.invader_resolve.reservation);
      say(wind_down_zelensky_reservation, trial.defender_resolve.reservation);
    }
  }

  /// Before the attack, which may end the force that it was on.
  void risk_of_attack(const Trial& trial, const Situation& situation) {
    if (!situation.structure.switches.attacks_on_personnel) return;
    month_ = situation.month;
    say(personnel_putin_probability_of_attack, attack_probability(trial, situation));
  }

  void attack(const Trial& trial, const Situation& situation, const Attack& now) {
    const Switches& on = situation.structure.switches;
    if (!on.attacks_on_personnel && !on.direct_clash) return;
    month_ = situation.month;
    if (on.attacks_on_personnel) say(personnel_putin_attacked, indicator(now.attacked));
    if (any(now.attacked)) {
      say(personnel_united_states_utility_of_backing_over_standing_aside,
          utility_of_answering(trial, situation));
      say(personnel_united_states_backed, indicator(now.answered));
    }
    if (!on.direct_clash) return;
    say(personnel_world_probability_of_clash, clash_probability(trial, situation));
    say(personnel_world_clash, indicator(now.clash));
  }

  /// 1: it acted, 0: it stood aside; silent where nothing was tested or the instrument is not
  /// there.
  void guarantees(const Situation& situation, const GuaranteeTest& test) {
    if (!any(test.tested)) return;
    month_ = situation.month;
    constexpr TraceItem kItems[kInstruments] = {
        guarantees_eu_article_42_7_acts, guarantees_guarantors_parallel_guarantors_act,
        guarantees_donors_force_acts, guarantees_nato_europeans_act, guarantees_united_states_acts};
    for (int k = 0; k < kInstruments; ++k) {
      if (any(test.acts[k] | test.aside[k])) say(kItems[k], indicator(test.acts[k]));
    }
  }

  void violations(const Trial& trial, const Situation& situation, const Credibility& credibility,
                  const Violations& now) {
    if (!situation.structure.switches.violations) return;
    month_ = situation.month;
    const Violations mean = expected_violations(trial, situation, credibility);
    say(violations_putin_expected_violations,
        mean.unanswered + mean.proportionate + mean.escalatory);
    say(violations_putin_violations, now.unanswered + now.proportionate + now.escalatory);
    say(violations_guarantors_answered_in_proportion, now.proportionate);
    say(violations_guarantors_unanswered, now.unanswered);
    say(violations_guarantors_escalated, now.escalatory);
    say(violations_guarantors_reassurance_void, indicator(trial.compliance.reassurance_void));
  }

  void reinvasion(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
                  const Credibility& credibility) {
    month_ = situation.month;
    const Real delivered = delivered_status(trial, situation);
    const Real credible = credibility_in_force(trial, situation, credibility, delivered);
    const Real strength = renewed_net_strength(trial, situation, outlooks.invader, credible);
    const Switches& on = situation.structure.switches;
    if (on.crises) say(peace_world_rung_of_a_crisis, trial.compliance.crisis);
    if (on.window_of_attack) {
      say(peace_putin_window_of_attack, closing_window(trial, situation, delivered));
    }
    say(peace_putin_delivered_status, delivered);
    say(peace_putin_credibility_of_guarantees, credible);
    say(peace_putin_expected_net_strength_if_he_attacks, strength);
    if (situation.structure.relapse == RelapseForm::kGame) {
      peace_as_a_game(trial, situation, outlooks, credible, delivered);
      return;
    }
    say(peace_putin_advantage_of_attacking,
        advantage_of_reinvasion(trial, situation, strength, credible));
    say(peace_putin_probability_of_relapse,
        relapse_probability(trial, situation, strength, credible, delivered));
  }

  void breach(const Situation& situation, const Outlook& outlook, Mask invader, Mask defender) {
    if (situation.structure.relapse == RelapseForm::kGame) {
      say(peace_zelensky_breaks_the_peace, indicator(defender));
      say(peace_putin_breaks_the_peace, indicator(invader));  // or is drawn into war by an accident
    } else if (situation.structure.switches.defender_breach) {
      say(peace_zelensky_probability_of_breaking_the_peace, breach_probability(situation, outlook));
    }
    if (any(invader | defender)) {
      say(peace_world_resumed_by_ukraine, indicator(defender));
    }
  }

  void month_end(const Trial& trial, const Ledger& ledger, const Situation& situation) {
    month_ = situation.month;
    say(month_end_world_fighting, indicator(trial.fighting));
    say(month_end_world_months_of_lull, trial.months_of_lull);
    say(month_end_world_occupied_share_pct, trial.occupied_share_pct);
    say(month_end_world_first_stop_month, ledger.end_month);
    say(month_end_world_relapse_month, ledger.relapse_month);
    say(month_end_putin_intensity, select(trial.fighting, trial.invader.intensity, Real(0)));
    say(month_end_zelensky_intensity, select(trial.fighting, trial.defender.intensity, Real(0)));
  }

 private:
  /// relapse = "game": what keeping and breaking are worth to both on an occasion.
  void peace_as_a_game(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
                       Real credible, Real delivered) {
    const PeaceGame game = peace_game(trial, situation, outlooks, credible);
    const MixedPair breaks = breaking_probabilities(situation, game);
    const KeepOrBreak defender = options_of_defender(game, breaks);
    say(peace_zelensky_utility_of_keeping_the_peace, defender.keeping);
    say(peace_zelensky_utility_of_breaking_the_peace, defender.breaking);
    say(peace_zelensky_probability_of_breaking_on_an_occasion, breaks.column);
    say(peace_zelensky_probability_of_breaking_the_peace, breach_probability(game, breaks));
    const KeepOrBreak invader = options_of_invader(game, breaks);
    say(peace_putin_utility_of_keeping_the_peace, invader.keeping);
    say(peace_putin_utility_of_breaking_the_peace, invader.breaking);
    say(peace_putin_probability_of_breaking_on_an_occasion, breaks.row);
    say(peace_putin_advantage_of_attacking, invader.breaking - invader.keeping);
    say(peace_putin_probability_of_relapse,
        resumption_probability(trial, situation, breaks.row, credible, delivered));
    say(peace_world_probability_of_an_occasion, game.clocks.occasion_rate);
  }

  /// The renewal of EU sanctions, where one is due, and whether easing them has the EU's consent.
  void sanctions(const Trial& trial, const Situation& situation) {
    const Switches& on = situation.structure.switches;
    if (on.sanctions_renewal) {
      for (int j = 0; any(renewal_is_due(situation)) && j < situation.cast.donors; ++j) {
        if (!situation.cast.eu_member[j]) continue;
        say(third_parties_donor_utility_of_renewing_over_lapsing,
            utility_of_renewing(trial, situation, j), j);
        say(third_parties_donor_renewal_cost, trial.renewal_cost[j], j);
      }
      say(third_parties_eu_sanctions_lapsed, indicator(trial.sanctions_lapsed));
    }
    if (!on.western_consent) return;
    const EuropeanConsent consent = european_consent(trial, situation);
    say(third_parties_eu_share_for_relief, consent.to_relief);
    say(third_parties_eu_share_for_giving_up_assets, consent.to_giving_up_assets);
  }

  /// What state j's options of the month are worth against each other.
  void donor_choices(const Trial& trial, const Situation& situation, int j) {
    const Switches& on = situation.structure.switches;
    if (situation.cast.eu_member[j]) {
      const Assurance assurance = american_assurance(trial, situation);
      say(institutions_donor_utility_of_eu_yes_over_no,
          utility_of_eu(trial, situation, assurance, j), j);
    }
    if (situation.cast.nato_member[j]) {
      const Real gain = case_for_nato(trial, situation);
      say(institutions_donor_utility_of_nato_yes_over_no,
          utility_of_nato(trial, situation, gain, j), j);
    }
    if (!on.state_forces) return;
    say(institutions_donor_utility_of_sending_over_staying_out,
        utility_of_sending(trial, situation, j), j);
    say(institutions_donor_forces_there, indicator(trial.presence.sent[j]), j);
  }

  /// A figure of the actor `place` of its kind in the cast, or of an actor that stands alone.
  void say(TraceItem item, Real value, int place = kNoPlace) {
    TraceEntry entry{month_, item, place, 0};
    value.store(&entry.value);
    sink_.take(sink_.context, entry);
  }

  const TraceSink& sink_;
  int month_ = 0;
};

}  // namespace
}  // namespace ARMISTICE_LANE_SET

void trace_trial(const BatchInput& in, const BatchOutput& out, const TraceSink& sink) {
  Tracer tracer(sink);
  run_batch(in, out, tracer);
}

}  // namespace armistice
