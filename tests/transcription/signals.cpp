// P9 and P10: how long the West will stay, how weary societies are, what the leaders expect.
#include "tests/transcription/submodels.hpp"

namespace transcription {

void signal(Trial& t) {
  const double nato_progress = t.nato || t.nato_can_pass ? t.nato_progress : 0;
  const double package = t.fighting ? 0 : L(post_war_package);
  const double staying = P(signals.staying_base) + P(signals.staying_mean_stance) * t.mean_stance +
                         P(signals.staying_us_stance) * t.us_stance +
                         P(signals.staying_european_aid) * L(european_aid) +
                         P(signals.staying_eu_progress) * t.eu_progress +
                         P(signals.staying_nato_progress) * nato_progress +
                         P(signals.staying_logistics) * L(european_logistics) +
                         (t.force ? P(signals.staying_force) : 0) +
                         P(signals.staying_conscription) * L(conscription_at_18) -
                         P(signals.staying_relations_first) * L(relations_first) +
                         P(signals.staying_post_war_package) * package;
  t.staying_power += P(signals.staying_adjustment) * (clip(staying, 0, 1) - t.staying_power);

  const double resolve = P(signals.resolve_base) + P(signals.resolve_us_stance) * t.us_stance +
                         P(signals.resolve_secondary_sanctions) * t.effective_sanctions +
                         (t.nato ? P(signals.resolve_nato) : 0) -
                         (neutral_by_treaty(t) ? P(signals.resolve_neutrality) : 0) -
                         P(signals.resolve_relations_first) * L(relations_first);
  t.resolve += P(signals.resolve_adjustment) * (clip(resolve, 0, 1) - t.resolve);
}

void tire(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  double target_R = P(weariness.invader_peace), target_U = P(weariness.defender_peace);
  if (t.fighting) {
    target_R = P(weariness.invader_base) +
               P(weariness.invader_casualties) * R.casualties /
                   P(weariness.invader_reference_casualties_thousand) +
               P(weariness.invader_stress) * R.stress;
    const double resentment = 1 + P(weariness.conscription_resentment) * L(conscription_at_18);
    target_U = P(weariness.defender_base) +
               P(weariness.defender_casualties) * U.casualties /
                   P(weariness.defender_reference_casualties_thousand) * resentment +
               P(weariness.damage) * (1 - t.infrastructure) +
               P(weariness.defender_stress) * U.stress -
               (t.strength < 0 ? P(weariness.winning_relief) : 0);
  }
  R.weariness += P(weariness.adjustment) * (clip(target_R, 0, 1) - R.weariness);
  U.weariness += P(weariness.adjustment) * (clip(target_U, 0, 1) - U.weariness);
}

void expect(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double men =
      P(expectations.trend_manpower) * P(front.manpower_elasticity) * (R.growth - U.growth);
  const double materiel =
      P(expectations.trend_materiel) * P(front.materiel_elasticity) * (R.gap - U.gap);
  const double trend = P(expectations.trend) * clip(men + materiel, -1, 1);
  const double outlast =
      P(expectations.outlasting) * (P(expectations.neutral_staying_power) - t.staying_power);
  const double leakage = (1 - t.interception) / P(air_war.reference_leakage);
  const double in_war =
      L(nato_before_ceasefire) >= 0.5 ? 1 : P(expectations.invader_nato_conditional);
  R.outlook = R.belief + trend + outlast + P(expectations.coercion) * (leakage - 1) -
              (t.nato ? P(expectations.invader_nato) * in_war : 0);
  U.outlook = U.belief + P(expectations.defender_trend) * trend +
              P(expectations.defender_outlasting) * outlast -
              (t.nato ? P(expectations.defender_nato) : 0);
  t.chance.compare(R.outlook, "outlook,putin,expected_net_strength");
  t.chance.compare(U.outlook, "outlook,zelensky,expected_net_strength");
}

}  // namespace transcription
