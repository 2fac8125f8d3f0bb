// How a trial ends: the classes that the model writes and everybody else reads. Plain numbers,
// since they cross from the lanes to the program.
#pragma once

namespace armistice {

/// The headline outcome: by the first stop of the fighting within the horizon.
enum class Outcome { kContinuedWar = 0, kNegotiatedPeace = 1, kDeFactoCeasefire = 2 };

/// The sub-class of an outcome (docs/model.md, "Outcomes").
enum class Detail {
  kFighting = 0,          // continued war
  kStrength = 1,          // negotiated: status 3 or more, or 2 at the line without recognition
  kCapitulation = 2,      // negotiated: status 0, or 1 with recognition or land handed over
  kIntermediate = 3,      // negotiated: the rest
  kDefenderCollapse = 4,  // dictated by the invader
  kInvaderCollapse = 5,   // dictated by the defender
  kGuaranteed = 6,        // de facto, with EU, NATO or a force within the guarantee window
  kBare = 7,              // de facto, without
};
inline constexpr int kDetails = 8;

/// The side that resumed the fighting after the first stop.
enum class Resumed { kInvader = 0, kDefender = 1 };

}  // namespace armistice
