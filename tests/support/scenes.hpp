// Scenes that between them reach every mechanism, and whether a change shows in any of them.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "tests/support/ensemble.hpp"

namespace armistice::support {

/// An experiment, and what it gives when nothing is changed.
struct Scene {
  std::string name;
  Experiment experiment;
  Ensemble base;
};

inline constexpr int kSceneTrials = 64;

inline bool same_bytes(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}
inline bool same_bytes(const Ensemble& a, const Ensemble& b) {
  return same_bytes(a.results, b.results) && same_bytes(a.timeline, b.timeline) &&
         same_bytes(a.donors, b.donors) && same_bytes(a.costs, b.costs);
}

inline std::vector<Scene> make_scenes() {
  std::vector<Scene> scenes;
  const auto add = [&](const char* name, const Intensities& levers, auto change) {
    Experiment experiment;
    experiment.levers = {levers};
    change(experiment);
    const Ensemble base = run(experiment, kSceneTrials);
    scenes.push_back({name, experiment, base});
  };
  const auto as_is = [](Experiment&) {};
  add("status quo", base_intensities(), as_is);
  add("peace through strength", peace_through_strength(), as_is);
  add("capitulation", capitulation(), as_is);
  add("prospect", peace_through_strength(),
      [](Experiment& e) { e.structure.rule = Rule::kProspect; });
  add("relations first", base_intensities(), [](Experiment& e) {
    e.set(Lever::relations_first, 1);
    e.set(Lever::pressure_on_kyiv, 1);
    e.set(Lever::us_backup, 0);
  });
  // One army far stronger, then the other: collapses, both ends of the map, floors of manpower.
  add("invader overwhelms", base_intensities(), [](Experiment& e) {
    e.set("front.initial_net_advantage", 3);
    e.set("forces.defender_casualties_thousand", 60);
    e.set("front.speed_pct", 3);
    e.set("front.noise_pct", 0);
  });
  add("defender overwhelms", peace_through_strength(), [](Experiment& e) {
    e.set("front.initial_net_advantage", -3);
    e.set("forces.invader_casualties_thousand", 120);
    e.set("forces.emergency_mobilisation", 0);
    e.set("front.speed_pct", 3);
    e.set("collapse.invader_rate", .2);
  });
  // Both exhausted: manpower at its floors, supply failing, the state broke, the air war lost.
  add("exhaustion", base_intensities(), [](Experiment& e) {
    e.set("forces.invader_casualties_thousand", 300);
    e.set("forces.defender_casualties_thousand", 150);
    e.set("forces.emergency_mobilisation", 0);
    e.set("invader_finance.base_spending_usd_bn", 45);
    e.set("invader_finance.squeeze_bite", 6);
    e.set("materiel.defender_production_eur_bn", 0);
    e.set("materiel.defender_need_eur_bn", 200);
    e.set("materiel.domestic_stress_penalty", 2);
    e.set("air_war.base_interception", .05);
    e.set("air_war.damage", .5);
    e.set("talks.meeting_rate", 0);
  });
  // Plenty: a full reserve, a sky without leaks, supply beyond need.
  add("plenty", peace_through_strength(), [](Experiment& e) {
    e.set("initial.reserve_usd_bn", 149);
    e.set("invader_finance.energy_revenue_usd_bn", 40);
    e.set("initial.invader_fiscal_stress", 0);
    e.set("invader_finance.stress_base", 0);
    e.set("air_war.largest_gain", .6);
  });
  // Votes that come and succeed, forces and treaties in war and after it.
  add("accession", peace_through_strength(), [](Experiment& e) {
    e.set("initial.eu_progress", 1);
    e.set("initial.nato_progress", 1);
    e.set("initial.occupied_share_pct", 24);
    e.set(Lever::european_forces, .25);
    e.set(Lever::us_backup, 1);
  });
  // What is rare elsewhere: wars that resume after a treaty, an army that gives way without being
  // crushed, terms that only this Kyiv would sign, a threshold that a lever nearly meets.
  add("treaty that breaks", peace_through_strength(), [](Experiment& e) {
    e.set("initial.nato_progress", 1);
    e.set("guarantors.threshold", 1);
    e.set("guarantors.nato_us", .1);
    e.set("reinvasion.rate", .6);
    e.set("reinvasion.precision", 5);
    e.set("reinvasion.accident_rate", .05);
    e.set(Lever::nato_before_ceasefire, 0);
    e.set(Lever::reassurance, .3);
    e.set(Lever::european_forces, .35);
    e.set(Lever::minerals_deal, 1);
    e.set(Lever::mediation, 1);
  });
  add("balance tips", base_intensities(), [](Experiment& e) {
    e.set("front.initial_net_advantage", -1);
    e.set("collapse.invader_rate", 1);
    e.set("reinvasion.accident_rate", .2);
    e.set("putin.cannot_stop", 1);
    e.set(Lever::relations_first, .75);
  });
  for (const double trust : {-1.0, .5}) {
    add("neutrality", base_intensities(), [trust](Experiment& e) {
      e.set("zelensky.trust_base", trust);
      e.set("settlement.defender_neutral", .9);
      e.set("settlement.defender_armed_alone", -1);
      e.set("settlement.defender_de_jure", .9);
      e.set("settlement.defender_deferred", -1);
      e.set("settlement.defender_unrecognised", .2);
      e.set(Lever::non_recognition, 1);
      if (trust > 0) return;
      // Trust is at its least: what a signature still turns on is that little.
      e.set("zelensky.betrayal_loss", 0);
      e.set("zelensky.bitter_pill", 0);
      e.set("talks.signing_precision", 100);
    });
  }
  // Leaders who go, votes, breaches, and the other forms of war and of choice.
  const auto leaders_and_war = [](Experiment& e) {
    Switches& on = e.structure.switches;
    on.leader_turnover = on.kyiv_elections = on.anticipation = on.defender_breach = true;
    on.net_strength_in_peace = on.rational_reinvasion = on.drones = true;
    on.diminishing_sensitivity = on.nuclear_tail = true;
    e.set("leadership.exit_rate", .02);
    e.set("reinvasion.accident_rate", .04);
    e.set("reinvasion.breach_rate", .2);
    e.set("reinvasion.breach_advantage", .1);
    e.set("putin.nuclear_rate", .005);
    e.set(Lever::guarantee_scope, 0);
    e.set(Lever::nato_fast_track, .5);
  };
  add("leaders", base_intensities(), leaders_and_war);
  add("leaders on the brink", peace_through_strength(), [&](Experiment& e) {
    leaders_and_war(e);
    e.structure.rule = Rule::kProspect;
    e.set("front.initial_net_advantage", -.5);
  });
  add("rational leaders", base_intensities(), [&](Experiment& e) {
    leaders_and_war(e);
    e.structure.rule = Rule::kRational;
  });
  add("equilibrium", base_intensities(),
      [](Experiment& e) { e.structure.rule = Rule::kEquilibrium; });
  add("walk", base_intensities(), [](Experiment& e) {
    e.structure.war = WarForm::kWalk;
    e.set("walk.victory_share_pct", 20);
  });
  add("threshold", peace_through_strength(),
      [](Experiment& e) { e.structure.commitment = CommitmentForm::kThreshold; });
  add("at the margin", peace_through_strength(), [](Experiment& e) {
    e.set("accession.eu_pace", 0);
    e.set("accession.eu_pace_fast", 0);
    e.set("accession.nato_pace_fast", 0);
    e.set("initial.eu_progress", 1 - 1.15e-4);   // a margin of 1.33e-4 would do
    e.set("initial.nato_progress", 1 - .85e-4);  // one of .67e-4 would not
  });
  // The full mechanisms of the third parties and the economies: votes bought, channels apart.
  const auto full = [](Experiment& e) {
    e.structure = full_structure();
    e.parameters = {full_values()};
    e.set("initial.eu_progress", 1);
    e.set(Lever::oil_and_gas_squeeze, .3);
    e.set(Lever::oil_by_ship, .9);
    e.set(Lever::oil_by_pipeline, .8);
    e.set(Lever::gas_by_pipeline, .7);
    e.set(Lever::liquefied_gas, .6);
    e.set(Lever::embargo_licences, .8);
    e.set(Lever::side_payments, .4);
    e.set(Lever::eu_transition_terms, .5);
    e.structure.switches.refinery_strikes = true;
  };
  add("third parties", peace_through_strength(), full);
  add("third parties, of two minds about relief", peace_through_strength(), [full](Experiment& e) {
    full(e);
    e.set("sanctions.relief_base", .5);
    e.set("sanctions.bypass", .9);
    e.set("talks.signing_rate", 1);
  });
  add("third parties, relations first", base_intensities(), [full](Experiment& e) {
    full(e);
    e.set(Lever::relations_first, 1);
    e.set(Lever::us_backup, 0);
    e.set("talks.deferral", 1);
    e.set("talks.signing_rate", 1);
    e.set("putin.audience_scale", 0);
  });
  // The full mechanisms; then with what is rare there made frequent: breaches, attacks, refusals.
  const auto in_full = [](Experiment& e) {
    e.structure = full_structure();
    e.parameters = {full_values()};
  };
  add("full", peace_through_strength(), in_full);
  add("forces and breaches", peace_through_strength(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("initial.nato_progress", 1);
    e.set("donors.initial_noise", .8);
    e.set("presence.attack_rate", .2);
    e.set("presence.clash_rate", .2);
    e.set("initial.eu_progress", 1);
    e.set("accession.eu_vote_slope", 2);  // many a vote is close
    e.set("violations.escalation", .3);
    e.set("violations.accident_multiple", 30);
    e.set("violations.impunity", .2);
    e.set("reinvasion.accident_rate", .01);
    e.set(Lever::nato_before_ceasefire, 0);
    e.set(Lever::sanctions_relief, 1);
    e.set(Lever::proportionate_response, .3);
    e.set(Lever::us_protection, .5);
    e.set(Lever::european_forces, .35);
  });
  // Treaties that break, with levers that stand at their bases in the other scenes of the full
  // mechanisms; and terms that are imposed.
  add("full, treaty that breaks", peace_through_strength(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("initial.nato_progress", 1);
    e.set("reinvasion.rate", .6);
    e.set("reinvasion.precision", 5);
    e.set("putin.audience_scale", 0);
    e.set(Lever::nato_before_ceasefire, 0);
    e.set(Lever::reassurance, .5);
    e.set(Lever::minerals_deal, 1);
    e.set(Lever::mediation, 1);
    e.set(Lever::monitoring, 1);
    e.set(Lever::non_recognition, 1);
  });
  add("full, capitulation", capitulation(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("talks.imposed_rate", 1);
    e.set("reinvasion.absorption_rate", .02);
    e.set("reinvasion.rate", 0);
    e.set(Lever::post_war_package, 0);
    e.set(Lever::suspension, .5);
    e.set(Lever::european_forces, 1);
  });
  // Talks at any price, with a West of two minds about what it lets go.
  const auto consent = [&in_full](Experiment& e) {
    in_full(e);
    e.set("talks.meeting_rate", 1);
    e.set("talks.talk_base", 5);
    e.set("talks.signing_rate", 1);
    e.set("talks.signing_precision", 100);
    e.set("putin.audience_scale", 0);
    e.set("sanctions.relief_base", .75);
    e.set("sanctions.assets_base", 1.4);
    e.set("settlement.defender_deferred", .99);
    e.set("settlement.defender_donetsk", .95);
    e.set("settlement.defender_full_relief", .9);
    e.set("zelensky.bitter_pill", 0);
    e.set(Lever::non_recognition, 1);
    e.set(Lever::sanctions_relief, 1);
  };
  add("full, consent", base_intensities(), consent);
  add("full, assets given back at a price", base_intensities(), [&consent](Experiment& e) {
    consent(e);
    e.set("sanctions.relief_base", 2);
    e.set("sanctions.assets_base", 1.9);
  });
  // Meetings come soon, and both sides put a halt to the fighting.
  const auto soon_halted = [](Experiment& e) {
    e.set("putin.audience_scale", 0);
    e.set("talks.meeting_rate", 1);
    e.set("talks.talk_base", 5);
    e.set("talks.truce_rate", 1);
  };
  // Incidents that climb, with troops in the country and a zone between the lines.
  add("full, incidents", peace_through_strength(), [&in_full, &soon_halted](Experiment& e) {
    in_full(e);
    e.set("reinvasion.crisis_rate", .3);
    e.set("reinvasion.calm_base", -2);
    e.set("reinvasion.incident_decay_months", 1000);
    e.set("reinvasion.precision", 3);
    e.set("violations.escalation", .3);
    soon_halted(e);
    e.set("presence.clash_rate", .05);
    e.set("initial.nato_progress", 1);
    e.set("initial.eu_progress", 1);
    e.set(Lever::monitoring, .5);
    e.set(Lever::demilitarised_zone, 1);
    e.set(Lever::proportionate_response, .2);
    e.set(Lever::european_forces, 1);
    e.set(Lever::nato_before_ceasefire, 1);
  });
  add("full, a guarded peace as a game", peace_through_strength(),
      [&in_full, &soon_halted](Experiment& e) {
        in_full(e);
        e.structure.relapse = RelapseForm::kGame;
        e.set("reinvasion.rate", .6);
        e.set("reinvasion.precision", 5);
        e.set("reinvasion.deterrence", .2);
        e.set("reinvasion.surprise", 1.5);
        e.set("reinvasion.precision", 5);
        e.set("front.initial_net_advantage", .8);
        e.set("guarantors.reliability", 1.1);
        soon_halted(e);
        e.set(Lever::european_forces, 1);
      });
  // Men run out on both sides, budgets break, and challenges elsewhere bind America.
  add("full, pools that empty", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    for (const char* const pool :
         {"forces.invader_contract_pool_thousand", "forces.defender_pool_thousand",
          "forces.invader_reserve_thousand", "forces.defender_cohort_thousand"}) {
      e.set(pool, 120);
    }
    e.set("collapse.least_bad_months", 2);
    e.set("collapse.bad_month_stress", .3);
    e.set("collapse.invader_rate", 3);
    e.set("collapse.defender_rate", 3);
    e.set("patrons.challenge_rate", .2);
    e.set("talks.meeting_rate", 0);
    e.set(Lever::conscription_at_18, 1);
    e.set(Lever::us_backup, 1);
    e.set(Lever::secondary_sanctions, 1);
    e.set(Lever::oil_and_gas_squeeze, 1);
  });
  // Either side gives way after a bad month, by the line or by Moscow's budget.
  add("full, bad months", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("collapse.least_bad_months", 1);
    e.set("collapse.bad_month_stress", .42);
    e.set("collapse.invader_rate", 20);
    e.set("collapse.defender_rate", 20);
    e.set("talks.meeting_rate", 0);
  });
  // Kyiv signs what only its backer's pressure makes worth a signature.
  add("full, a backer that presses", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("talks.meeting_rate", 1);
    e.set("talks.talk_base", 5);
    e.set("talks.signing_rate", 1);
    e.set("talks.signing_precision", 100);
    e.set("talks.truce_rate", 0);
    e.set("putin.audience_scale", 0);
    e.set("zelensky.deal_pressure", .5);
    e.set(Lever::relations_first, 1);
    e.set(Lever::pressure_on_kyiv, 1);
    e.set(Lever::us_backup, 0);
  });
  // A member at war, and allies who come in contact with Russian forces.
  add("full, a wider war", peace_through_strength(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("initial.nato_progress", 1);
    e.set("initial.eu_progress", 1);
    e.structure.switches.vetoes = false;
    e.set("front.initial_net_advantage", 1);
    e.set("collapse.defender_rate", 0);
    e.set("guarantors.test_pct", .1);
    e.set("guarantors.wider_war_log_rate", 0);
    e.set("talks.meeting_rate", 0);
    e.set(Lever::european_forces, 1);
  });
  // A peace that nobody guards, soon made and often violated.
  add("impunity", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    e.set("violations.rate", 1);
    e.set("violations.lasting_rate", .2);
    e.set("violations.impunity", .3);
    e.set("violations.impunity_months", 3);
    e.set("reinvasion.rate", .4);
    e.set("reinvasion.precision", 5);
    e.set("putin.audience_scale", 0);
    e.set("wind_down.lull_months", 1);
  });
  // A peace in which each side reckons with the other's attack.
  add("peace as a game", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    e.structure.relapse = RelapseForm::kGame;
    e.set("reinvasion.rate", .4);
    e.set("putin.audience_scale", 0);
    e.set("wind_down.lull_months", 1);
    e.set(Lever::guarantee_scope, 0);
  });
  // A patron whose new leader wants the war less, and a lever that waits for the war to stop.
  add("patron's change", base_intensities(), [&in_full](Experiment& e) {
    in_full(e);
    e.patron_change_month = 12;
    e.set("patrons.change_shift", 1);
    e.set("war_costs.after_patron_change", .002);
    const auto lever = static_cast<std::size_t>(Lever::us_backup);
    e.set(Lever::us_backup, 1);
    e.schedule.condition[lever] = LeverCondition::kAfterStop;
  });
  return scenes;
}

inline const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = make_scenes();
  return all;
}

/// All switches stand as `mechanisms = "core"` puts them; or as "full" does, options aside.
inline bool is_of_core(const Scene& scene) {
  const Switches &on = scene.experiment.structure.switches, core{};
#define SWITCH(name, ...) \
  if (on.name != core.name) return false;
#include "agents/interface/switches.def"
#undef SWITCH
  return true;
}
inline bool is_of_full(const Scene& scene) {
  const Switches &on = scene.experiment.structure.switches, full = full_structure().switches;
#define SWITCH(name, ...) \
  if (on.name < full.name) return false;
#include "agents/interface/switches.def"
#undef SWITCH
  return true;
}
inline bool is_any(const Scene&) { return true; }

/// A change of an experiment shows in some scene, of those that are meant.
template <class Change>
bool bites(const Change& change, bool (*meant)(const Scene&) = is_any) {
  for (const Scene& scene : scenes()) {
    if (!meant(scene)) continue;
    Experiment changed = scene.experiment;
    change(changed);
    if (!same_bytes(scene.base, run(changed, kSceneTrials))) return true;
  }
  return false;
}

}  // namespace armistice::support
