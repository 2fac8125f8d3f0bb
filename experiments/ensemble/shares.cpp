#include "experiments/ensemble/shares.hpp"

#include <array>

namespace armistice {
namespace {

constexpr std::array<ShareName, kShares> kNames = {{
    {"negotiated_peace", "all"},
    {"negotiated_peace", "strength"},
    {"negotiated_peace", "intermediate"},
    {"negotiated_peace", "capitulation"},
    {"negotiated_peace", "defender_collapse"},
    {"negotiated_peace", "invader_collapse"},
    {"negotiated_peace", "bargained"},
    {"negotiated_peace", "dictated"},
    {"negotiated_peace", "strength_status"},
    {"de_facto_ceasefire", "all"},
    {"de_facto_ceasefire", "guaranteed"},
    {"de_facto_ceasefire", "bare"},
    {"continued_war", "all"},
    {"at_horizon", "fighting"},
    {"at_horizon", "stopped"},
    {"durable_acceptable_peace", "all"},
    {"direct_clash", "any"},
    {"nuclear_use", "all"},
}};

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

ShareName name_of(Share share) { return kNames[static_cast<std::size_t>(share)]; }

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
  if (e.direct_clash) shares |= bit(Share::kDirectClash);
  if (e.nuclear_use) shares |= bit(Share::kNuclearUse);
  return shares;
}

}  // namespace armistice
