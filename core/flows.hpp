// Quantities of one month that are not kept after it: aid, casualties, the movement of the line.
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

struct Flows {
  // Outside help, bn EUR.
  Real donors_aid_eur_bn;                      // of all states
  Real european_aid_eur_bn, other_aid_eur_bn;  // of these, as reported
  Real eu_level_aid_eur_bn;
  Real us_aid_eur_bn;
  Real external_finance_eur_bn;  // what the defender's budget receives
  Real us_course;                // where the US stance is drawn to, before a choice among options
  Real us_option;                // 1 backs up, 0 brokers, -1 stands aside

  // Economies.
  Real energy_revenue_usd_bn;
  Real energy_loss;          // share of the invader's energy revenue
  Real revenue_lost_usd_bn;  // to the squeeze and the embargo

  // The war.
  Real interception;  // share of weapons (iota)
  Real civilian_deaths_thousand;
  Real invader_casualties_thousand;   // C_R
  Real defender_casualties_thousand;  // C_U
  Real invader_manpower_growth;       // Delta M / M, of the month
  Real defender_manpower_growth;
  Real invader_materiel_gap;  // SUP / K^2, of the month
  Real defender_materiel_gap;
  Real strength;         // relative, log, of the invader (rho)
  Real net_strength;     // beyond the dead zone (nu)
  Real front_intensity;  // of the side that advances (x*)
  Real movement_pct;     // Delta l

  // Pressure.
  Real effective_secondary_sanctions;  // E
};

}  // namespace armistice::inline ARMISTICE_LANE_SET
