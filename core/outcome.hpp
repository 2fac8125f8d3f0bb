// How a trial ends: the classes that the model writes and everybody else reads. Plain numbers,
// since they cross from the lanes to the program.
#pragma once

namespace armistice {

/// The headline outcome: by the first stop of the fighting within the horizon. Under the labels of
/// the core a defeat is a negotiated peace.
enum class Outcome { kContinuedWar = 0, kNegotiatedPeace = 1, kDeFactoCeasefire = 2, kDefeat = 3 };

/// The sub-class of an outcome (docs/model.md, "Outcomes"). The core has those to kBare, the full
/// mechanisms kFighting and those from kSettlement on.
enum class Detail {
  kFighting = 0,              // continued war
  kStrength = 1,              // negotiated: status 3 or more, or 2 at the line without recognition
  kCapitulation = 2,          // negotiated: status 0, or 1 with recognition or land handed over
  kIntermediate = 3,          // negotiated: the rest
  kDefenderCollapse = 4,      // dictated by the invader
  kInvaderCollapse = 5,       // dictated by the defender
  kGuaranteed = 6,            // de facto, with EU, NATO or a force within the guarantee window
  kBare = 7,                  // de facto, without
  kSettlement = 8,            // negotiated: terms that the defender signed of its own accord
  kImposed = 9,               // negotiated: terms that the defender's backer imposed
  kArmisticeGuaranteed = 10,  // de facto, ordered by both, with a guarantee in time
  kArmisticeBare = 11,        // de facto, ordered by both, without
  kFadeOutGuaranteed = 12,    // de facto, by a lull, with a guarantee in time
  kFadeOutBare = 13,          // de facto, by a lull, without
  kDefenderDefeated = 14,     // defeat: the defender collapsed, or was left neutral and unarmed
  kInvaderDefeated = 15,      // defeat: the invader collapsed
  kWiderWar = 16,             // continued war: guarantors fight too, and nothing stopped before
};
inline constexpr int kDetails = 17;

/// The side that resumed the fighting after the first stop.
enum class Resumed { kInvader = 0, kDefender = 1 };

}  // namespace armistice
