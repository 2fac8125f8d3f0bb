#include "experiments/trials/shares.hpp"

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

static_assert(kShares <= 64, "a set of shares is the bits of one std::uint64_t");

constexpr ShareBits bit(Share s) { return ShareBits{1} << static_cast<int>(s); }

ShareBits shares_of(Detail detail) {
  constexpr ShareBits negotiated = bit(Share::kNegotiatedAll), frozen = bit(Share::kDeFactoAll),
                      defeat = bit(Share::kDefeatAll), war = bit(Share::kContinuedWarAll);
  constexpr ShareBits armistice = frozen | bit(Share::kArmistice),
                      fade_out = frozen | bit(Share::kFadeOut);
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
    case Detail::kSettlement:
      return negotiated | bit(Share::kSettlement);
    case Detail::kImposed:
      return negotiated | bit(Share::kImposed);
    case Detail::kArmisticeGuaranteed:
      return armistice | bit(Share::kArmisticeGuaranteed) | bit(Share::kGuaranteed);
    case Detail::kArmisticeBare:
      return armistice | bit(Share::kArmisticeBare) | bit(Share::kBare);
    case Detail::kFadeOutGuaranteed:
      return fade_out | bit(Share::kFadeOutGuaranteed) | bit(Share::kGuaranteed);
    case Detail::kFadeOutBare:
      return fade_out | bit(Share::kFadeOutBare) | bit(Share::kBare);
    case Detail::kDefenderDefeated:
      return defeat | bit(Share::kUkraineDefeated);
    case Detail::kInvaderDefeated:
      return defeat | bit(Share::kRussiaDefeated);
    case Detail::kWiderWar:
      return war | bit(Share::kWiderWarFirst);
    case Detail::kFighting:
      break;
  }
  return war | bit(Share::kFighting);
}

/// Acceptable and durable, the two together, and both of them as 0.1 read them.
ShareBits yardsticks_of(const TrialEnding& e) {
  const ShareBits of_detail = shares_of(e.detail);
  const auto is = [of_detail](Share s) { return counts_towards(of_detail, s); };
  const bool stopped = !is(Share::kContinuedWarAll);
  const bool lasts = stopped && !e.relapsed && !e.fighting_at_horizon && !e.absorbed;
  ShareBits shares = 0;
  if (lasts) shares |= bit(Share::kLastingStop);
  if (uses_labels_of_core(e.detail)) {
    const bool acceptable = e.detail == Detail::kStrength || e.detail == Detail::kGuaranteed;
    if (acceptable && !e.fighting_at_horizon) shares |= bit(Share::kDurableAcceptablePeace);
    return shares;
  }
  const bool peace = is(Share::kNegotiatedAll) || is(Share::kDeFactoAll);
  const bool acceptable = peace && e.acceptable_terms;
  if (acceptable) shares |= bit(Share::kAcceptable);
  if (acceptable && lasts) shares |= bit(Share::kDurableAcceptablePeace);
  const bool wide =
      acceptable || (is(Share::kNegotiatedAll) && e.strong_terms) || is(Share::kGuaranteed);
  if (wide && !e.fighting_at_horizon) shares |= bit(Share::kDurableAcceptableWide);
  return shares;
}

}  // namespace

bool uses_labels_of_core(Detail detail) {
  return detail >= Detail::kStrength && detail <= Detail::kBare;
}

ShareName name_of(Share share) {
  const ShareDeclaration& declared = share_declarations()[static_cast<std::size_t>(share)];
  return {declared.outcome, declared.detail};
}

Outcome outcome_of(Detail detail) {
  const ShareBits shares = shares_of(detail);
  if (counts_towards(shares, Share::kNegotiatedAll)) return Outcome::kNegotiatedPeace;
  if (counts_towards(shares, Share::kDeFactoAll)) return Outcome::kDeFactoCeasefire;
  if (counts_towards(shares, Share::kDefeatAll)) return Outcome::kDefeat;
  return Outcome::kContinuedWar;
}

ShareBits shares_of(const TrialEnding& e) {
  ShareBits shares = shares_of(e.detail) | yardsticks_of(e);
  if (e.strength_status) shares |= bit(Share::kStrengthStatus);
  shares |= bit(e.fighting_at_horizon ? Share::kFightingAtHorizon : Share::kStoppedAtHorizon);
  if (e.direct_clash) shares |= bit(Share::kDirectClash);
  if (e.wider_war) shares |= bit(Share::kWiderWar);
  if (e.absorbed) shares |= bit(Share::kAbsorbed);
  if (e.nuclear_use) shares |= bit(Share::kNuclearUse);
  return shares;
}

}  // namespace armistice
