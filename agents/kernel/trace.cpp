#include "agents/kernel/trace.hpp"

#include "agents/kernel/batch.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

/// Watches a month and writes down what decides it. It works the deciding terms out again with the
/// functions that the actors use, from the state that they saw.
class Tracer {
 public:
  explicit Tracer(const TraceSink& sink) : sink_(sink) {}

  void leaders(const Trial& trial, const Situation& situation, const LeaderChanges& changes) {
    begin(situation.month, "leaders");
    const Switches& on = situation.structure.switches;
    if (on.leader_turnover) {
      actor("putin");
      say("probability_of_leaving_office", exit_probability(trial, situation));
      say("leaves_office", indicator(changes.invader));
      say("successor_in_office", indicator(trial.leadership.invader_changed));
      say("successor_is_a_pragmatist", indicator(trial.leadership.invader_pragmatist));
    }
    if (on.kyiv_elections && any(changes.defender)) {
      actor("zelensky");
      const IssueWeights& weights = trial.leadership.defender_weights;
      say("election_held", 1);
      say("weight_of_security", weights.security);
      say("weight_of_territory", weights.territory);
      say("weight_of_recognition", weights.recognition);
      say("weight_of_economy", weights.economy);
    }
  }

  void third_parties(const Trial& trial, const Flows& flows, const Situation& situation) {
    begin(situation.month, "third_parties");
    actor("united_states");
    say("stance", trial.us_stance);
    say("stance_target", flows.us_course);
    if (situation.structure.switches.american_choice) {
      const AmericanUtilities over_brokering =
          american_utilities(situation.parameters.united_states, flows.us_course);
      say("utility_of_backing_up_over_brokering", over_brokering.backing_up);
      say("utility_of_standing_aside_over_brokering", over_brokering.standing_aside);
      say("option", flows.us_option);
    }
    say("military_aid_eur_bn", flows.us_aid_eur_bn);
    actor("donors");
    say("perceived_threat", perceived_threat(trial, situation.parameters.donors));
    say("military_aid_eur_bn", flows.donors_aid_eur_bn + flows.eu_level_aid_eur_bn);
    for (int j = 0; j < situation.cast.donors; ++j) {
      actor("donor", j);
      say("stance", trial.stance[j]);
    }
    for (int k = 0; k < situation.cast.patrons; ++k) {
      actor("patron", k);
      say("utility_of_supplying_over_withholding",
          utility_of_supplying(trial, situation, flows.effective_secondary_sanctions, k));
      say("support", trial.patron_support[k]);
    }
    if (situation.structure.switches.patron_challenges) {
      actor("patrons");
      say("probability_of_a_challenge", challenge_probability(trial, situation));
    }
    const bool split = situation.structure.switches.split_buyers;
    for (int b = 0; split && b < situation.cast.buyers; ++b) {
      actor("buyer", b);
      say("utility_of_complying_over_buying",
          utility_of_complying(situation, flows.effective_secondary_sanctions, b));
      say("compliance", trial.buyer_compliance[b]);
    }
    actor("buyers");
    if (!split) {
      say("utility_of_complying_over_buying",
          utility_of_complying(situation, flows.effective_secondary_sanctions));
    }
    say("compliance", trial.buyers_compliance);
    sanctions(trial, situation);
  }

  void war(const Trial& trial, const Flows& flows, const Situation& situation) {
    begin(situation.month, "war");
    actor("world");
    if (!any(trial.fighting)) return;
    say("relative_strength", flows.strength);
    say("net_strength", flows.net_strength);
    say("movement_pct", flows.movement_pct);
    say("occupied_share_pct", trial.occupied_share_pct);
    say("russian_casualties_thousand", flows.invader_casualties_thousand);
    say("ukrainian_casualties_thousand", flows.defender_casualties_thousand);
    say("russian_manpower_thousand", trial.invader.manpower);
    say("ukrainian_manpower_thousand", trial.defender.manpower);
    say("russian_materiel", trial.invader.materiel);
    say("ukrainian_materiel", trial.defender.materiel);
    say("interception", flows.interception);
    say("infrastructure", trial.infrastructure);
    say("russian_reserve_usd_bn", trial.reserve_usd_bn);
    say("russian_fiscal_stress", trial.invader.fiscal_stress);
    say("ukrainian_fiscal_stress", trial.defender.fiscal_stress);
  }

  void outlook(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
               const Credibility& credibility) {
    if (!any(trial.fighting)) return;
    begin(situation.month, "outlook");
    if (situation.structure.switches.anticipation) {
      actor("world");
      say("nato_anticipated_after_a_freeze", anticipated_nato(trial, situation));
    }
    if (situation.structure.war == WarForm::kWalk) {
      const Real f_invader = outlooks.invader.expected_net_strength,
                 f_defender = outlooks.defender.expected_net_strength;
      actor("putin");
      say("rate_of_victory", walk_as_seen(trial, situation, f_invader).invader_wins);
      say("rate_of_defeat", walk_as_seen(trial, situation, f_invader).defender_wins);
      actor("zelensky");
      say("rate_of_victory", walk_as_seen(trial, situation, f_defender).defender_wins);
      say("rate_of_defeat", walk_as_seen(trial, situation, f_defender).invader_wins);
    }
    actor("putin");
    say("believed_net_strength",
        believed_net_strength(trial.invader.belief, situation.parameters.beliefs));
    say("expected_net_strength", outlooks.invader.expected_net_strength);
    say("value_of_fighting_on", outlooks.invader.value_of_fighting_on);
    say("value_of_a_freeze", outlooks.invader.value_of_a_freeze);
    actor("zelensky");
    say("believed_net_strength",
        believed_net_strength(trial.defender.belief, situation.parameters.beliefs));
    say("expected_net_strength", outlooks.defender.expected_net_strength);
    say("value_of_fighting_on", outlooks.defender.value_of_fighting_on);
    say("value_of_a_freeze", outlooks.defender.value_of_a_freeze);
    actor("guarantors");
    say("credibility_of_present_status",
        pick(credibility.of_status, wartime_status(trial.institutions)));
  }

  void institutions(const Trial& trial, const Situation& situation, Real mean_stance) {
    begin(situation.month, "institutions");
    const Institutions& in = trial.institutions;
    const Switches& on = situation.structure.switches;
    actor("eu");
    say("progress", in.eu_progress);
    if (on.american_assurance) say("american_assurance", american_assurance(trial, situation));
    say("member", indicator(in.eu));
    actor("nato");
    say("progress", in.nato_progress);
    say("member", indicator(in.nato));
    if (on.delivery_votes) say("chance_of_admission", chance_of_admission(trial, situation));
    for (int j = 0; j < situation.cast.donors; ++j) donor_choices(trial, situation, j);
    actor("donors");
    if (any(trial.fighting) && !on.state_forces)
      say("probability_of_a_force", force_probability(trial, situation, mean_stance));
    say("force", indicator(in.force));
    say("parallel_guarantees", indicator(in.parallel));
  }

  void collapse_risk(const Trial& trial, const Flows& flows, const Situation& situation) {
    begin(situation.month, "collapse");
    const Parameters& p = situation.parameters;
    actor("world");
    say("probability_ukraine",
        defender_collapse_probability(trial, flows, p.collapse, p.war_hazard, p.front.dead_zone));
    say("probability_russia",
        invader_collapse_probability(trial, flows, p.collapse, p.war_hazard, p.front.dead_zone));
  }

  void talks(const Trial& trial, const Signature& talks) {
    if (!any(trial.fighting)) return;  // an army has just collapsed
    begin(month_, "talks");
    actor("talks");
    say("met", indicator(talks.met));
    if (!any(talks.met)) return;
    say("imposed", indicator(talks.imposed));
    say("term_security", talks.offer.terms.security);
    say("term_territory", talks.offer.terms.territory);
    say("term_status", talks.offer.terms.recognition);
    say("term_economy", talks.offer.terms.economy);
    if (!any(talks.imposed)) {
      say("putin_gains_over_fighting", talks.offer.putin_surplus);
      say("zelensky_gains_over_fighting", talks.offer.zelensky_surplus);
    }
    say("probability_of_signing", talks.probability);
    say("signed", indicator(talks.signed_now));
  }

  void choice(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
              const Credibility& credibility, Real execution_shock) {
    if (!any(trial.fighting)) return;
    begin(situation.month, "wind_down");
    if (situation.structure.rule == Rule::kEquilibrium) {
      const StrategicShift shift =
          strategic_shift(trial, situation, outlooks, credibility, execution_shock);
      actor("putin");
      say("gains_from_fighting_by_the_others_choice", shift.putin);
      actor("zelensky");
      say("gains_from_fighting_by_the_others_choice", shift.zelensky);
    }
    if (situation.structure.switches.nuclear_tail) {
      actor("putin");
      say("probability_of_nuclear_use", nuclear_use_probability(situation, outlooks.invader));
    }
    actor("putin");
    say("audience_cost_of_stopping",
        audience_cost_rate(trial, situation) * (Real(1) - outlooks.invader.freeze_utility));
    say("advantage_of_fighting", putin_advantage_of_fighting(trial, situation, outlooks.invader));
    actor("zelensky");
    say("advantage_of_fighting",
        zelensky_advantage_of_fighting(trial, situation, outlooks.defender, credibility));
  }

  void attack(const Trial& trial, const Situation& situation, const Attack& now) {
    const Switches& on = situation.structure.switches;
    if (!on.attacks_on_personnel && !on.direct_clash) return;
    begin(situation.month, "personnel");
    if (on.attacks_on_personnel) {
      actor("putin");
      say("probability_of_attack", attack_probability(trial, situation));
      say("attacked", indicator(now.attacked));
    }
    if (any(now.attacked)) {
      actor("united_states");
      say("utility_of_backing_over_standing_aside", utility_of_answering(trial, situation));
      say("backed", indicator(now.answered));
    }
    if (!on.direct_clash) return;
    actor("world");
    say("probability_of_clash", clash_probability(trial, situation));
    say("clash", indicator(now.clash));
  }

  void violations(const Trial& trial, const Situation& situation, const Credibility& credibility,
                  const Violations& now) {
    if (!situation.structure.switches.violations) return;
    begin(situation.month, "violations");
    const Violations mean = expected_violations(trial, situation, credibility);
    actor("putin");
    say("expected_violations", mean.unanswered + mean.proportionate + mean.escalatory);
    say("violations", now.unanswered + now.proportionate + now.escalatory);
    actor("guarantors");
    say("answered_in_proportion", now.proportionate);
    say("unanswered", now.unanswered);
    say("escalated", now.escalatory);
    say("reassurance_void", indicator(trial.compliance.reassurance_void));
  }

  void reinvasion(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
                  const Credibility& credibility) {
    begin(situation.month, "peace");
    const Real delivered = delivered_status(trial);
    const Real credible = pick(credibility.of_status, delivered);
    const Real strength = renewed_net_strength(trial, situation, outlooks.invader, credible);
    actor("putin");
    say("delivered_status", delivered);
    say("credibility_of_guarantees", credible);
    say("expected_net_strength_if_he_attacks", strength);
    if (situation.structure.relapse == RelapseForm::kGame) {
      peace_as_a_game(trial, situation, outlooks, credible, delivered);
      return;
    }
    say("advantage_of_attacking", advantage_of_reinvasion(trial, situation, strength, credible));
    say("probability_of_relapse",
        relapse_probability(trial, situation, strength, credible, delivered));
  }

  void breach(const Situation& situation, const Outlook& outlook, Mask invader, Mask defender) {
    actor("zelensky");
    if (situation.structure.relapse == RelapseForm::kGame) {
      say("breaks_the_peace", indicator(defender));
      actor("putin");
      say("breaks_the_peace", indicator(invader));  // or is drawn into war by an accident
    } else if (situation.structure.switches.defender_breach) {
      say("probability_of_breaking_the_peace", breach_probability(situation, outlook));
    }
    if (any(invader | defender)) {
      actor("world");
      say("resumed_by_ukraine", indicator(defender));
    }
  }

  void month_end(const Trial& trial, const Ledger& ledger, const Situation& situation) {
    begin(situation.month, "month_end");
    actor("world");
    say("fighting", indicator(trial.fighting));
    say("months_of_lull", trial.months_of_lull);
    say("occupied_share_pct", trial.occupied_share_pct);
    say("first_stop_month", ledger.end_month);
    say("relapse_month", ledger.relapse_month);
    actor("putin");
    say("intensity", select(trial.fighting, trial.invader.intensity, Real(0)));
    actor("zelensky");
    say("intensity", select(trial.fighting, trial.defender.intensity, Real(0)));
  }

 private:
  /// relapse = "game": what keeping and breaking are worth to both on an occasion.
  void peace_as_a_game(const Trial& trial, const Situation& situation, const Outlooks& outlooks,
                       Real credible, Real delivered) {
    const PeaceGame game = peace_game(trial, situation, outlooks, credible);
    const MixedPair breaks = breaking_probabilities(situation, game);
    const auto player = [&](const char* who, const KeepOrBreak& options, Real breaking) {
      actor(who);
      say("utility_of_keeping_the_peace", options.keeping);
      say("utility_of_breaking_the_peace", options.breaking);
      say("probability_of_breaking_on_an_occasion", breaking);
    };
    player("zelensky", options_of_defender(game, breaks), breaks.column);
    say("probability_of_breaking_the_peace", breach_probability(game, breaks));
    const KeepOrBreak invader = options_of_invader(game, breaks);
    player("putin", invader, breaks.row);
    say("advantage_of_attacking", invader.breaking - invader.keeping);
    say("probability_of_relapse",
        resumption_probability(trial, situation, breaks.row, credible, delivered));
    actor("world");
    say("probability_of_an_occasion", game.clocks.occasion_rate);
  }

  /// The renewal of EU sanctions, where one is due, and whether easing them has the EU's consent.
  void sanctions(const Trial& trial, const Situation& situation) {
    const Switches& on = situation.structure.switches;
    if (on.sanctions_renewal) {
      for (int j = 0; any(renewal_is_due(situation)) && j < situation.cast.donors; ++j) {
        if (!situation.cast.eu_member[j]) continue;
        actor("donor", j);
        say("utility_of_renewing_over_lapsing", utility_of_renewing(trial, situation, j));
        say("renewal_cost", trial.renewal_cost[j]);
      }
      actor("eu");
      say("sanctions_lapsed", indicator(trial.sanctions_lapsed));
    }
    if (!on.western_consent) return;
    actor("eu");
    const EuropeanConsent consent = european_consent(trial, situation);
    say("share_for_relief", consent.to_relief);
    say("share_for_giving_up_assets", consent.to_giving_up_assets);
  }

  /// What state j's options of the month are worth against each other.
  void donor_choices(const Trial& trial, const Situation& situation, int j) {
    const Switches& on = situation.structure.switches;
    actor("donor", j);
    if (situation.cast.eu_member[j]) {
      const Real assurance = american_assurance(trial, situation);
      say("utility_of_eu_yes_over_no", utility_of_eu(trial, situation, assurance, j));
    }
    if (situation.cast.nato_member[j]) {
      const Real gain = case_for_nato(trial, situation);
      say("utility_of_nato_yes_over_no", utility_of_nato(trial, situation, gain, j));
    }
    if (!on.state_forces) return;
    say("utility_of_sending_over_staying_out", utility_of_sending(trial, situation, j));
    say("forces_there", indicator(trial.presence.sent[j]));
  }
  void begin(int month, const char* step) {
    month_ = month;
    step_ = step;
  }
  void actor(const char* name, int place = -1) {
    actor_ = name;
    place_ = place;
  }
  void say(const char* item, Real value) {
    TraceEntry entry{month_, step_, actor_, place_, item, 0};
    value.store(&entry.value);
    sink_.take(sink_.context, entry);
  }

  const TraceSink& sink_;
  int month_ = 0;
  const char* step_ = "";
  const char* actor_ = "";
  int place_ = -1;
};

}  // namespace
}  // namespace ARMISTICE_LANE_SET

void trace_trial(const BatchInput& in, const BatchOutput& out, const TraceSink& sink) {
  Tracer tracer(sink);
  run_batch(in, out, tracer);
}

}  // namespace armistice
