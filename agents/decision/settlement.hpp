// What a settlement is worth to each side: four issues, separable utilities on a 0 .. 1 scale
// (P11, P12). Also what its terms do to the map.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kTerritoryLevels = 3;    // line of contact, rest of Donetsk, all four regions
inline constexpr int kRecognitionLevels = 3;  // none, deferred, de jure
inline constexpr int kEconomyLevels =
    4;  // sanctions kept, phased relief, assets escrowed, full relief
inline constexpr int kPhasedRelief = 1, kAssetsEscrowed = 2, kFullRelief = kEconomyLevels - 1;

/// Utilities of one side, by issue and level, before weights.
struct SettlementUtility {
  Real security[kSecurityLevels];
  Real territory[kTerritoryLevels];
  Real recognition[kRecognitionLevels];
  Real economy[kEconomyLevels];
};

/// 0 at the line of January 2022, 1 at the annexed regions' borders, at most `largest`.
inline Real territory_value(const settlement_parameters& p, Real occupied_share_pct,
                            Real largest = 1) {
  return clip((occupied_share_pct - p.line_before_invasion_pct) /
                  (p.line_annexed_pct - p.line_before_invasion_pct),
              0, largest);
}

inline Real credibility_of_relief(const Situation& situation) {
  const auto& p = situation.parameters.settlement;
  return p.relief_trust + p.relief_trust_gain * situation.levers.sanctions_relief;
}

inline SettlementUtility invader_utility(const Situation& situation, Real territory) {
  const auto& p = situation.parameters.settlement;
  const Real relief = credibility_of_relief(situation);
  return {{p.invader_neutral, p.invader_armed_alone, p.invader_eu, p.invader_eu_force,
           p.invader_nato, p.invader_nato_force, p.invader_coalition},
          {territory, territory + p.invader_donetsk * (Real(1) - territory), 1},
          {0, p.invader_deferred, p.invader_de_jure},
          {0, p.invader_phased_relief * relief, p.invader_escrowed_assets * relief,
           p.invader_full_relief * relief}};
}

inline SettlementUtility defender_utility(const Situation& situation, Real territory) {
  const auto& p = situation.parameters.settlement;
  const Real at_line = Real(1) - p.defender_line_loss * territory;
  return {{p.defender_neutral, p.defender_armed_alone, p.defender_eu, p.defender_eu_force,
           p.defender_nato, p.defender_nato_force, p.defender_coalition},
          {at_line, p.defender_donetsk * at_line, 0},
          {p.defender_unrecognised, p.defender_deferred, p.defender_de_jure},
          {p.defender_sanctions_kept, p.defender_phased_relief, p.defender_escrowed_assets,
           p.defender_full_relief}};
}

/// Utilities times the weights of the issues.
inline SettlementUtility weighted(SettlementUtility u, Real security, Real territory,
                                  Real recognition, Real economy) {
  for (Real& x : u.security) x *= security;
  for (Real& x : u.territory) x *= territory;
  for (Real& x : u.recognition) x *= recognition;
  for (Real& x : u.economy) x *= economy;
  return u;
}

/// The line once the terms are carried out: Donetsk region is handed over, or all four regions.
inline Real line_after(const settlement_parameters& p, Real occupied_share_pct, Real territory) {
  const Real handed_over = select(territory == Real(1), occupied_share_pct + p.donetsk_rest_pct,
                                  max(occupied_share_pct, p.line_annexed_pct));
  return select(territory == Real(0), occupied_share_pct, handed_over);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
