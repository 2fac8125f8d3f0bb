// The rows of outcomes.csv: what a trial may or may not count towards. Every share of trials that
// is reported, with its interval and its range over parameter sets, is one of these.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/outcome.hpp"

namespace armistice {

/// In the order of outcomes.csv. The three `...All` sum to the trials; so do the two at the
/// horizon.
enum class Share : int {
  kNegotiatedAll,
  kStrength,
  kIntermediate,
  kCapitulation,
  kDefenderCollapse,
  kInvaderCollapse,
  kBargained,       // strength or intermediate: with capitulation and dictated all of negotiated
  kDictated,        // a side collapsed
  kStrengthStatus,  // a negotiated peace that promised status 3 or more
  kDeFactoAll,
  kGuaranteed,
  kBare,
  kContinuedWarAll,
  kFightingAtHorizon,
  kStoppedAtHorizon,
  kDurableAcceptablePeace,  // strength or guaranteed, and not fighting at the horizon
  kDirectClash,             // Russian and NATO forces met, whatever the outcome
  kNuclearUse,              // a tail event beside the classes, with the switch nuclear_tail
  count
};
inline constexpr int kShares = static_cast<int>(Share::count);

/// The first two columns of outcomes.csv.
struct ShareName {
  std::string_view outcome, detail;
};
ShareName name_of(Share share);

/// The headline outcome that a sub-class belongs to.
Outcome outcome_of(Detail detail);

/// The shares that a trial counts towards, one bit for each.
std::uint32_t shares_of(Detail detail, bool strength_status, bool fighting_at_horizon,
                        bool direct_clash = false);

inline std::uint32_t share_if(Share share, bool counts) {
  return counts ? 1u << static_cast<int>(share) : 0u;
}

inline bool counts_towards(std::uint32_t shares, Share share) {
  return (shares >> static_cast<int>(share)) & 1u;
}

}  // namespace armistice
