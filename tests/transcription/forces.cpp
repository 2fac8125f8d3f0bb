// P7b: casualties, recruits and materiel.
#include "tests/transcription/submodels.hpp"

namespace transcription {

/// The campaign as it enters casualties and spending: Ukraine's raids count too (P16).
double invader_effort(const Trial& t) {
  return std::max(t.invader.intensity, P(wind_down.mirror) * t.offensive);
}

static void count_casualties(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double law = std::sqrt(R.manpower / R.manpower_start * (U.manpower / U.manpower_start));
  const double effort_R = t.fighting ? invader_effort(t) : 0;
  const double effort_U =
      t.fighting ? std::max(effort_R, P(forces.counterattack_exposure) * U.intensity) : 0;
  const double quiet = P(forces.quiet_casualties), peace = t.fighting ? 1 : P(peace.casualties);
  const double lethality = 1 + P(forces.us_lethality) * std::max(t.us_stance, 0.0);
  R.casualties = peace * P(forces.invader_casualties_thousand) * law *
                 (quiet + (1 - quiet) * effort_R) * std::sqrt(U.materiel) * lethality;
  U.casualties = peace * P(forces.defender_casualties_thousand) * law *
                 (quiet + (1 - quiet) * effort_U) * std::sqrt(R.materiel);
}

/// Men taken from a pool that runs out.
static double recruited(double wanted, double& left, double at_start, double scarcity) {
  if (at_start <= 0) return 0;
  const double men = std::min(wanted * std::min(left / (scarcity * at_start), 1.0), left);
  left -= men;
  return men;
}

static void recruit_invader(Trial& t) {
  Side& R = t.invader;
  const double shortfall =
      std::max(P(forces.mobilisation_threshold) * R.manpower_start - R.manpower, 0.0);
  const double strain = std::max(R.stress - P(forces.intake_stress_threshold), 0.0);
  const double quiet = P(forces.quiet_intake), scarcity = P(forces.pool_scarcity);
  const double contracts = P(forces.invader_intake_thousand) *
                           (1 - P(forces.intake_stress_penalty) * strain) *
                           (1 - P(forces.invader_intake_weariness_penalty) * R.weariness) *
                           (quiet + (1 - quiet) * R.intensity);
  const double call_up = P(forces.mobilisation_rate) * P(forces.emergency_mobilisation) * shortfall;
  const double men = recruited(contracts, R.pool, R.pool_start, scarcity) +
                     recruited(call_up, R.second_pool, R.second_pool_start, scarcity);
  R.weariness += P(forces.mobilisation_resentment) * P(forces.emergency_mobilisation) * shortfall /
                 R.manpower_start;
  const double before = R.manpower + men - P(forces.invader_turnover) * R.manpower;
  const double most =
      (before - P(forces.least_invader_manpower_thousand)) / P(forces.invader_permanent_loss);
  R.casualties = std::min(R.casualties, std::max(most, 0.0));
  R.manpower = before - P(forces.invader_permanent_loss) * R.casualties;
}

static void recruit_defender(Trial& t) {
  Side& U = t.defender;
  const double willing = (1 - P(forces.defender_intake_weariness_penalty) * U.weariness) *
                         (1 - P(forces.defender_intake_stress_penalty) * U.stress);
  const double scarcity = P(forces.pool_scarcity);
  const double young = P(forces.conscription_yield_thousand) * L(conscription_at_18);
  const double men =
      recruited(P(forces.defender_intake_thousand) * willing, U.pool, U.pool_start, scarcity) +
      recruited(young * willing, U.second_pool, U.second_pool_start, scarcity);
  const double desertion =
      P(forces.desertion) * U.manpower *
      (P(forces.desertion_base) + P(forces.desertion_per_weariness) * U.weariness);
  const double before = U.manpower + men - desertion;
  const double most =
      (before - P(forces.least_defender_manpower_thousand)) / P(forces.defender_permanent_loss);
  U.casualties = std::min(U.casualties, std::max(most, 0.0));
  U.manpower = before - P(forces.defender_permanent_loss) * U.casualties;
}

static void demobilise(Trial& t) {
  const double share = neutral_by_treaty(t) ? P(peace.neutral_forces) : P(peace.peace_forces);
  const auto go = [&](Side& side, double part) {
    side.manpower += P(peace.demobilisation) * (part * side.manpower_start - side.manpower);
  };
  go(t.invader, P(peace.peace_forces));
  go(t.defender, share);
}

void lose_and_recruit(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double before_R = R.manpower, before_U = U.manpower;
  count_casualties(t);
  if (t.fighting) {
    recruit_invader(t);
    recruit_defender(t);
  } else {
    demobilise(t);
  }
  R.manpower = std::max(R.manpower, P(forces.least_invader_manpower_thousand));
  U.manpower = std::max(U.manpower, P(forces.least_defender_manpower_thousand));
  R.growth = (R.manpower - before_R) / R.manpower;
  U.growth = (U.manpower - before_U) / U.manpower;
  t.record.russian_casualties += R.casualties;
  t.record.ukrainian_casualties += U.casualties;
  t.chance.compare(R.casualties, "war,world,russian_casualties_thousand");
  t.chance.compare(U.casualties, "war,world,ukrainian_casualties_thousand");
  t.chance.compare(R.manpower, "war,world,russian_manpower_thousand");
  t.chance.compare(U.manpower, "war,world,ukrainian_manpower_thousand");
  t.chance.compare(R.pool, "war,world,recruits_left_to_russia_thousand");
  t.chance.compare(U.pool, "war,world,recruits_left_to_ukraine_thousand");
}

void supply(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double domestic =
      clip(P(materiel.domestic_capacity) - P(materiel.domestic_stress_penalty) * R.stress,
           P(materiel.least_domestic), P(materiel.largest_domestic));
  const double supply_R =
      P(materiel.domestic_share) * domestic + P(materiel.foreign_share) * t.foreign_supply;
  const double months = std::min<double>(t.month, P(materiel.defender_growth_months));
  const double own = P(materiel.defender_production_eur_bn) *
                     (1 + P(materiel.defender_growth) * months) *
                     (1 - P(materiel.defender_stress_penalty) * U.stress);
  const double supply_U = (own + t.donors_aid + P(materiel.us_aid_usefulness) * t.us_aid) /
                          P(materiel.defender_need_eur_bn);
  const auto equip = [&](Side& side, double supplied) {
    supplied = std::max(supplied, P(materiel.least_supply));
    side.materiel += P(materiel.adjustment) * (std::sqrt(supplied) - side.materiel);
    side.gap = supplied / (side.materiel * side.materiel);
  };
  equip(R, supply_R);
  equip(U, supply_U);
  t.chance.compare(R.materiel, "war,world,russian_materiel");
  t.chance.compare(U.materiel, "war,world,ukrainian_materiel");
}

}  // namespace transcription
