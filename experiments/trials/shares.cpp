#include "experiments/trials/shares.hpp"

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

static_assert(kShares <= 32, "a set of shares is the bits of one std::uint32_t");

constexpr std::uint32_t bit(Share s) { return 1u << static_cast<int>(s); }

std::uint32_t shares_of(Detail detail) {
  const std::uint32_t negotiated = bit(Share::kNegotiatedAll), frozen = bit(Share::kDeFactoAll);
  switch (detail) {
    case Detail::kStrength:
      return negotiated | bit(Share::kBargained) | bit(Share::kStrength);
    case Detail::kIntermediate:
      return negotiated | bit(Share::kBargained) | bit(Share::kIntermediate);
    case Detail::kCapitulation:
      return negotiated | bit(Share::kCapitulation);
    case Detail::kDefenderCollapse:
      return negotiated | bit(Share::kDictated) | bit(Share::kDefenderCollapse);
    case Detail::kInvaderCollapse:
      return negotiated | bit(Share::kDictated) | bit(Share::kInvaderCollapse);
    case Detail::kGuaranteed:
      return frozen | bit(Share::kGuaranteed);
    case Detail::kBare:
      return frozen | bit(Share::kBare);
    case Detail::kFighting:
      break;
  }
  return bit(Share::kContinuedWarAll);
}

}  // namespace

ShareName name_of(Share share) {
  const ShareDeclaration& declared = share_declarations()[static_cast<std::size_t>(share)];
  return {declared.outcome, declared.detail};
}

Outcome outcome_of(Detail detail) {
  const std::uint32_t shares = shares_of(detail);
  if (counts_towards(shares, Share::kNegotiatedAll)) return Outcome::kNegotiatedPeace;
  if (counts_towards(shares, Share::kDeFactoAll)) return Outcome::kDeFactoCeasefire;
  return Outcome::kContinuedWar;
}

std::uint32_t shares_of(const TrialEnding& e) {
  std::uint32_t shares = shares_of(e.detail);
  if (e.strength_status) shares |= bit(Share::kStrengthStatus);
  shares |= bit(e.fighting_at_horizon ? Share::kFightingAtHorizon : Share::kStoppedAtHorizon);
  const bool acceptable = e.detail == Detail::kStrength || e.detail == Detail::kGuaranteed;
  if (acceptable && !e.fighting_at_horizon) shares |= bit(Share::kDurableAcceptablePeace);
  const bool stopped = e.detail != Detail::kFighting;
  const bool lasts = stopped && !e.relapsed && !e.fighting_at_horizon && !e.absorbed;
  const bool dictated =
      e.detail == Detail::kDefenderCollapse || e.detail == Detail::kInvaderCollapse;
  if (lasts) shares |= bit(Share::kLastingStop);
  if (lasts && e.acceptable_terms && !dictated) shares |= bit(Share::kPeaceByItsTerms);
  if (e.detail == Detail::kDefenderCollapse || (stopped && e.left_neutral)) {
    shares |= bit(Share::kUkraineDefeated);
  }
  if (e.detail == Detail::kInvaderCollapse) shares |= bit(Share::kRussiaDefeated);
  if (e.direct_clash) shares |= bit(Share::kDirectClash);
  if (e.wider_war) shares |= bit(Share::kWiderWar);
  if (e.armistice) shares |= bit(Share::kArmistice);
  if (e.absorbed) shares |= bit(Share::kAbsorbed);
  if (e.nuclear_use) shares |= bit(Share::kNuclearUse);
  return shares;
}

}  // namespace armistice
