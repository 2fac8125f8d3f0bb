// P7b: materiel: what each side makes and is given, and how its sufficiency follows.
#pragma once

#include "core/flows.hpp"
#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The invader's supply as a share of its need. `foreign` is the patrons' weighted support relative
/// to the start.
inline Real invader_supply(const Trial& trial, const materiel_parameters& p, Real foreign) {
  const Real domestic =
      clip(p.domestic_capacity - p.domestic_stress_penalty * trial.invader.fiscal_stress,
           p.least_domestic, p.largest_domestic);
  return p.domestic_share * domestic + p.foreign_share * foreign;
}

/// How much more the defender's industry makes than at the start, in a month counted from it.
inline Real industry_growth(const materiel_parameters& p, int month) {
  return Real(1) + p.defender_growth * min(Real(month), p.defender_growth_months);
}

/// The defender's supply as a share of its need; `growth` multiplies what its industry makes.
inline Real defender_supply(const Trial& trial, const Flows& flows, const materiel_parameters& p,
                            Real growth = 1) {
  const Real own = p.defender_production_eur_bn * growth *
                   (Real(1) - p.defender_stress_penalty * trial.defender.fiscal_stress);
  return (own + flows.donors_aid_eur_bn + flows.eu_level_aid_eur_bn +
          p.us_aid_usefulness * flows.us_aid_eur_bn) /
         p.defender_need_eur_bn;
}

/// Sufficiency relaxes to the square root of supply; the gap is kept for the trend that leaders
/// see.
inline Real equip(Side& side, const materiel_parameters& p, Real supply) {
  side.materiel += p.adjustment * (sqrt(max(supply, p.least_supply)) - side.materiel);
  return supply / (side.materiel * side.materiel);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
