// P7c and P8: strength, the front, and what the leaders learn from it.
#include "tests/transcription/submodels.hpp"

namespace transcription {

/// What strength in war and a new war's balance (P17) have in common.
double balance(const Trial& t) {
  const Side &R = t.invader, &U = t.defender;
  const double men = R.manpower / R.manpower_start / (U.manpower / U.manpower_start);
  return P(front.initial_net_advantage) + P(front.dead_zone) + t.bonus +
         P(front.manpower_elasticity) * std::log(men) +
         P(front.materiel_elasticity) * std::log(R.materiel / U.materiel) -
         P(front.drone) * U.materiel;
}

static double strength(const Trial& t) {
  const double backup = (t.us_changed ? (1 + t.us_stance) / 2 : L(us_backup)) *
                        (1 - L(suspension)) * (1 - P(patrons.diverted_backup) * t.distraction);
  const bool force = t.force && !t.force_stood_aside;
  return balance(t) - P(front.us_backup_effect) * (backup - P(front.us_backup_reference)) -
         P(front.logistics_effect) * L(european_logistics) * enabled(t) -
         (force ? P(front.force_effect) * enabled(t) : 0) +
         P(front.infrastructure_effect) * (P(front.reference_infrastructure) - t.infrastructure) -
         t.guarantors_strength;
}

static double advancing(const Trial& t) {
  return t.net < 0 ? t.defender.intensity : t.invader.intensity;
}

static double breakthrough(Trial& t) {
  const double excess = std::fabs(t.net) - P(front.breakthrough_threshold);
  const double probability =
      P(front.breakthrough_rate) * logistic(P(front.breakthrough_slope) * excess) * advancing(t);
  if (t.net == 0 || !t.chance.happens(probability)) return 0;
  const double depth =
      t.net > 0 ? P(front.breakthrough_depth_pct) : -P(front.defender_breakthrough_depth_pct);
  return depth * -std::log(1 - t.chance.uniform());
}

static void move_line(Trial& t) {
  const double rho = P(front.momentum_persistence), quiet = P(front.quiet_noise);
  const double x_R = t.invader.intensity;
  t.momentum =
      rho * t.momentum + std::sqrt(1 - rho * rho) * P(front.momentum_pct) * t.chance.normal();
  const double luck = t.momentum * x_R + P(front.white_noise_pct) *
                                             std::sqrt(quiet + (1 - quiet) * x_R) *
                                             t.chance.normal();
  const double m = P(front.speed_pct) * softsign(t.net) * advancing(t) + luck + breakthrough(t);
  const double c = m > 0 ? P(front.invader_culmination_pct) : P(front.defender_culmination_pct);
  t.movement = m / std::sqrt(1 + m / c * (m / c));
  t.chance.compare(t.movement, "war,world,movement_pct");
  t.line = clip(t.line + t.movement, P(front.least_share_pct), P(front.largest_share_pct));
}

void move_front(Trial& t) {
  const double zone = P(front.dead_zone);
  t.strength = strength(t);
  t.net = std::max(t.strength - zone, 0.0) - std::max(-t.strength - zone, 0.0);
  t.chance.compare(t.strength, "war,world,relative_strength");
  t.chance.compare(t.net, "war,world,net_strength");
  t.movement = 0;
  if (t.fighting) move_line(t);
  t.chance.compare(t.line, "war,world,occupied_share_pct");
}

void believe(const Trial& t, Side& side, double net) {
  side.pro = P(beliefs.prior_months) * (1 + softsign(net)) / 2;
  side.con = P(beliefs.prior_months) * (1 - softsign(net)) / 2;
}

static double inverse_softsign(double z, double most) {
  z = clip(z, -most, most);
  return z / (1 - std::fabs(z));
}

void update_beliefs(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const auto learn = [&](Side& side, double reading) {
    const double weight = std::max(P(beliefs.least_weight), R.intensity);
    side.pro = P(beliefs.retention) * side.pro + weight * (1 + reading) / 2;
    side.con = P(beliefs.retention) * side.con + weight * (1 - reading) / 2;
  };
  if (t.fighting) {
    const double x = std::max(P(beliefs.least_intensity), advancing(t));
    const double reading = clip(t.movement / (P(front.speed_pct) * x), -1, 1);
    learn(R, clip(reading + P(beliefs.reporting_bias), -1, 1));
    learn(U, reading);
  }
  for (Side* side : {&R, &U}) {
    const double share = side->pro / (side->pro + side->con);
    side->belief = inverse_softsign(2 * share - 1, P(beliefs.largest_reading));
  }
  t.chance.compare(R.belief, "outlook,putin,believed_net_strength");
  t.chance.compare(U.belief, "outlook,zelensky,believed_net_strength");
}

}  // namespace transcription
