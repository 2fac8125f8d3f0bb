// What the first stop of a trial is called (docs/model.md, "Outcomes"). The core keeps the names of
// 0.1, in which a peace that was dictated is a negotiated one.
#pragma once

#include "core/lane_math.hpp"
#include "core/outcome.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// An outcome, its class or a side as a lane holds it.
template <class Enumeration>
Real code(Enumeration value) {
  return Real(static_cast<int>(value));
}

/// What decides the name.
struct FirstStop {
  Mask stopped;
  Real outcome, detail;   // as the core names them; a freeze is bare
  Mask ordered_by_both;   // a freeze by an armistice
  Mask guaranteed;        // a guarantee came in time
  Mask left_neutral;      // by the terms
  Mask imposed;           // by Kyiv's backer
  Mask wider_war_before;  // Russia and NATO fight, and nothing had stopped
};

struct Headline {
  Real outcome, detail;
};

inline Headline headline_of(const FirstStop& stop) {
  const Mask frozen = stop.outcome == code(Outcome::kDeFactoCeasefire);
  const Mask ukraine =
      stop.stopped & ((stop.detail == code(Detail::kDefenderCollapse)) | stop.left_neutral);
  const Mask russia = stop.stopped & (stop.detail == code(Detail::kInvaderCollapse));
  const Real armistice =
      select(stop.guaranteed, code(Detail::kArmisticeGuaranteed), code(Detail::kArmisticeBare));
  const Real fade_out =
      select(stop.guaranteed, code(Detail::kFadeOutGuaranteed), code(Detail::kFadeOutBare));
  const Real signed_terms = select(stop.imposed, code(Detail::kImposed), code(Detail::kSettlement));
  const Real without_a_stop =
      select(stop.wider_war_before, code(Detail::kWiderWar), code(Detail::kFighting));
  Real detail = select(frozen, select(stop.ordered_by_both, armistice, fade_out), signed_terms);
  detail = select(ukraine, code(Detail::kDefenderDefeated), detail);
  detail = select(russia, code(Detail::kInvaderDefeated), detail);
  return {select(ukraine | russia, code(Outcome::kDefeat), stop.outcome),
          select(stop.stopped, detail, without_a_stop)};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
