// P17: how a peace is kept, and how it ends.
#include "tests/transcription/submodels.hpp"

namespace transcription {

int delivered_status(const Trial& t) {
  if (t.on_paper && t.terms.security == kNeutral) return kNeutral;
  return wartime_status(t);
}

static void rebuild(Trial& t) {
  const double step = P(peace.reconstruction_base) +
                      P(peace.reconstruction_minerals) * L(minerals_deal) +
                      P(peace.reconstruction_assets) * L(immobilised_assets) +
                      (t.eu ? P(peace.reconstruction_member) : 0);
  t.reconstruction = std::min(t.reconstruction + P(peace.reconstruction_rate) * step, 1.0);
}

/// Net strength that Moscow expects if it attacks, f_P.
static double attack_strength(Trial& t, double g) {
  const double force = t.force ? P(reinvasion.force_effect) * enabled(t) : 0;
  const double package = P(reinvasion.post_war_package_effect) * L(post_war_package);
  const double ahead = balance(t) - force - package - P(front.dead_zone);
  const double f = P(reinvasion.strength_weight) * ahead +
                   P(reinvasion.memory_weight) * t.invader.outlook - g * P(reinvasion.deterrence) +
                   (t.impunity_left > 0 ? P(violations.impunity) : 0) +
                   P(reinvasion.resolve_gain) * (P(patrons.reference_resolve) - t.resolve);
  t.chance.compare(f, "peace,putin,expected_net_strength_if_he_attacks");
  return f;
}

/// The probability that Moscow breaks the peace on an occasion.
static double breaks_it(Trial& t, int status, double g, double f, double watched) {
  const auto security = [&](int s) { return security_to_invader(t, s); };
  const double now = security(status);
  const double window = P(putin.security_weight) * (in_prospect(t, security, now) - now);
  t.chance.compare(window, "peace,putin,window_of_attack");
  Terms at_the_line = t.terms;
  at_the_line.territory = 0;
  const bool phased = t.terms.economy == 1 || t.terms.economy == 2;
  const double peace = utility_to_invader(t, at_the_line, now, phased ? relief(t) : 1) +
                       P(putin.declared_victory) + P(putin.freeze_option);

  const double rate = P(war_hazard.rate), slope = P(war_hazard.slope);
  const double r = P(war_hazard.planning_rate);
  const double threshold = P(reinvasion.win_threshold) + P(reinvasion.watched) * watched;
  const double win = P(reinvasion.win_ratio) * rate * logistic(slope * (f - threshold));
  const double lose =
      P(reinvasion.lose_ratio) * rate * logistic(slope * (-f - P(war_hazard.threshold)));
  const double wider_war = g * P(guarantors.wider_war_loss) * wider_war_rate(t) *
                           P(reinvasion.renewed_invader_intensity);
  const double cost = P(reinvasion.casualties_cost) * P(war_costs.casualties) +
                      P(reinvasion.fiscal_cost) * P(war_costs.fiscal) * t.invader.stress +
                      g * P(reinvasion.escalation_cost) + P(reinvasion.base_cost) + wider_war;
  const double undecided = P(reinvasion.peace_discount) * peace + P(reinvasion.peace_offset);
  const double war =
      (win * victory_to_invader(t) + lose * P(putin.defeat_value) + r * undecided - cost) /
      (win + lose + r);
  const double habit =
      P(reinvasion.habit) * std::min(t.months_of_peace / P(reinvasion.habit_months), 1.0);
  const double advantage = war - peace - window - habit;
  t.chance.compare(advantage, "peace,putin,advantage_of_attacking");
  return logistic(P(reinvasion.precision) * advantage);
}

/// A crisis begins, calms down or climbs a rung.
static void move_crisis(Trial& t, double g, double monitoring, double zone) {
  const double begins = P(reinvasion.crisis_rate) * (t.frozen ? P(reinvasion.incident_frozen) : 1) *
                        std::exp(-t.months_of_peace / P(reinvasion.incident_decay_months)) *
                        (1 - P(reinvasion.crisis_monitoring) * monitoring) *
                        (1 - P(reinvasion.crisis_zone) * zone) *
                        (1 - P(reinvasion.accident_deterrence) * g) *
                        (t.escalation ? P(violations.accident_multiple) : 1);
  const double calms =
      logistic(P(reinvasion.calm_base) + P(reinvasion.calm_monitoring) * monitoring +
               P(reinvasion.calm_response) * L(proportionate_response) +
               (t.force ? P(reinvasion.calm_force) : 0));
  const int before = t.rung;
  if (before == 0) {
    t.rung = t.chance.happens(begins);
  } else {
    t.rung = t.chance.happens(calms) ? 0 : std::min(before + 1, 3);
  }
  t.rung = static_cast<int>(t.chance.drawn(t.rung, "peace,world,rung_of_a_crisis"));
  if (before == 0) {
    t.chance.count("crisis_begins", begins, t.rung > 0);
  } else {
    t.chance.count("crisis_calms", calms, t.rung == 0);
  }
}

static void resume(Trial& t, bool by_moscow, double f) {
  note(t.record.relapse_month, t);
  if (t.record.relapse_month == t.month + 1) t.record.resumed_by_kyiv = !by_moscow;
  if (t.first_breach < 0) t.first_breach = t.month;
  if (by_moscow) test_guarantees(t);
  if (neutral_by_treaty(t)) t.bonus += P(reinvasion.neutral_bonus);
  t.fighting = true;
  t.frozen = t.on_paper = t.halted = false;
  t.months_of_lull = 0;
  t.invader.intensity = P(reinvasion.renewed_invader_intensity);
  t.defender.intensity = P(reinvasion.renewed_defender_intensity);
  if (by_moscow) {
    believe(t, t.invader, f);
  } else {
    believe(t, t.defender, t.defender.outlook);
  }
}

static void be_absorbed(Trial& t) {
  const double help = std::max(L(post_war_package), t.reconstruction);
  const double absorbed = P(reinvasion.absorption_rate) * (1 - help) *
                          (t.force ? 1 - P(reinvasion.absorption_force) : 1) *
                          (1 - P(reinvasion.absorption_aid) * (1 - t.defender.stress));
  if (t.absorbed) return;
  bool now = t.chance.happens(absorbed);
  double relapse = 0;  // a trace shows it by this: no risk of war is left
  if (t.chance.tells("peace,putin,probability_of_relapse", relapse)) now = relapse == 0;
  t.chance.count("absorbed", absorbed, now);
  if (!now) return;
  t.absorbed = true;
  note(t.record.absorption_month, t);
}

void keep_the_peace(Trial& t) {
  rebuild(t);
  const int status = delivered_status(t);
  const double g = status == kNeutral ? 0 : credibility_of(t, t.eu, t.force, t.parallel, t.nato);
  t.chance.compare(status, "peace,putin,delivered_status");
  t.chance.compare(g, "peace,putin,credibility_of_guarantees");
  double monitoring = L(monitoring), zone = L(demilitarised_zone);
  if (t.halted) {
    monitoring = std::max(monitoring, P(reinvasion.armistice_terms));
    zone = std::max(zone, P(reinvasion.armistice_terms));
  }
  violate(t, g, monitoring);
  const double f = attack_strength(t, g);
  const double breaks = breaks_it(t, status, g, f, std::max(monitoring, zone));
  move_crisis(t, g, monitoring, zone);
  if (status == kNeutral) be_absorbed(t);

  const double occasions = 1 + (t.rung > 0 ? P(reinvasion.crisis_occasions) : 0);
  double war = P(reinvasion.rate) * breaks * (1 + t.pressure) * occasions;
  if (t.rung == 3) war += breaks;
  if (t.after_collapse) war *= P(reinvasion.after_collapse);
  war = t.absorbed ? 0 : std::min(war, 1.0);
  const double weak = t.defender.outlook + P(reinvasion.breach_advantage);
  const double breach = P(reinvasion.breach_rate) * logistic(-P(reinvasion.breach_slope) * weak) *
                        (1 - L(guarantee_scope));
  t.chance.compare(war, "peace,putin,probability_of_relapse");
  t.chance.compare(breach, "peace,zelensky,probability_of_breaking_the_peace");
  bool attacked = t.chance.happens(war), broken = t.chance.happens(breach);
  double told = 0;
  if (t.chance.tells("month_end,world,fighting", told)) {
    const bool by_kyiv = t.chance.drawn(0, "peace,world,resumed_by_ukraine") > 0.5;
    attacked = told > 0.5 && !by_kyiv;
    broken = told > 0.5 && by_kyiv;
    t.chance.count("resumed_by_moscow", war, attacked);
    if (!attacked) t.chance.count("resumed_by_kyiv", breach, broken);
  }
  if (attacked || broken) return resume(t, attacked, f);
  ++t.months_of_peace;
  ++t.months_of_relief;
  if (t.impunity_left > 0) --t.impunity_left;
}

}  // namespace transcription
