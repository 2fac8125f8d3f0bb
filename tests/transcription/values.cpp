// P11: what fighting on and a freeze at the line are worth.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static double hazard(const Trial& t, double ratio, double y) {
  return ratio * P(war_hazard.rate) * logistic(P(war_hazard.slope) * (y - P(war_hazard.threshold)));
}

double victory_to_invader(const Trial& t) {
  return P(putin.victory_value) - (t.pragmatist ? P(leadership.pragmatist_victory) : 0);
}

static double drift(const Trial& t, double f) {
  const double then = t.line + P(expectations.drift_share) * P(front.speed_pct) * softsign(f) /
                                   P(war_hazard.planning_rate);
  return territory_value(t, then, P(expectations.largest_territory_value)) -
         territory_value(t, t.line, 1);
}

/// Competing clocks of victory, defeat and the planning horizon.
static double value_of_war(const Trial& t, double win, double victory, double lose, double defeat,
                           double later, double cost) {
  const double r = P(war_hazard.planning_rate);
  return (win * victory + lose * defeat + r * later - cost) / (win + lose + r);
}

static void value_to_invader(Trial& t, int status) {
  Side& R = t.invader;
  const auto security = [&](int s) { return security_to_invader(t, s); };
  const double tau = territory_value(t, t.line, 1);
  R.freeze = P(putin.security_weight) * in_prospect(t, security, security(status)) +
             P(putin.territory_weight) * tau + P(putin.freeze_option) + P(putin.declared_victory) +
             (t.nato ? reassurance(t) : 0);

  const double f = R.outlook;
  const double win = hazard(t, 1, f);
  const double strained = P(putin.defeat_stress) * R.stress;
  const double lose = hazard(t, P(war_hazard.defeat_ratio), -f - 2 * P(front.dead_zone) + strained);
  const double wider_war =
      t.contact ? P(guarantors.wider_war_loss) * wider_war_rate(t) * R.intensity : 0;
  const double cost = P(war_costs.invader_casualties) * P(war_costs.casualties) * R.casualties /
                          P(war_costs.invader_reference_casualties_thousand) *
                          (P(war_costs.weariness_offset) + R.weariness) +
                      P(war_costs.invader_fiscal) * P(war_costs.fiscal) * R.stress +
                      P(war_costs.western_presence) * (t.force + t.nato) + wider_war;
  R.fighting_on = value_of_war(t, win, victory_to_invader(t), lose, P(putin.defeat_value),
                               R.freeze + P(putin.territory_weight) * drift(t, f), cost);
}

static void value_to_defender(Trial& t, int status) {
  const Side& R = t.invader;
  Side& U = t.defender;
  const auto security = [&](int s) { return security_to_defender(t, s); };
  U.freeze = utility_to_defender(t, {}, in_prospect(t, security, security(status)));

  const double f = U.outlook;
  const double lose = hazard(t, 1, f + P(zelensky.defeat_weariness) * U.weariness);
  const double strained = P(zelensky.victory_stress) * R.stress;
  const double win = hazard(t, P(war_hazard.defeat_ratio), -f - 2 * P(front.dead_zone) + strained);
  const double cost = P(war_costs.casualties) * U.casualties /
                          P(war_costs.defender_reference_casualties_thousand) *
                          (P(war_costs.weariness_offset) + U.weariness) +
                      2 * P(war_costs.infrastructure) * (1 - t.infrastructure) +
                      P(war_costs.defender_fiscal) * P(war_costs.fiscal) * U.stress +
                      P(war_costs.manpower) * std::max(1 - U.manpower / U.manpower_start, 0.0);
  const double lost = t.weight_territory * P(settlement.defender_line_loss) * drift(t, f);
  U.fighting_on = value_of_war(t, win, P(zelensky.victory_value), lose, P(zelensky.defeat_value),
                               U.freeze - lost, cost) -
                  P(zelensky.war_pressure) * us_leverage(t);
}

void value_war_and_freeze(Trial& t) {
  if (!t.fighting) return;
  const int status = wartime_status(t);
  value_to_invader(t, status);
  value_to_defender(t, status);
  t.chance.compare(t.invader.fighting_on, "outlook,putin,value_of_fighting_on");
  t.chance.compare(t.invader.freeze, "outlook,putin,value_of_a_freeze");
  t.chance.compare(t.defender.fighting_on, "outlook,zelensky,value_of_fighting_on");
  t.chance.compare(t.defender.freeze, "outlook,zelensky,value_of_a_freeze");
}

}  // namespace transcription
