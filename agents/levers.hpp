// The levers as they stand in a month.
#pragma once

#include "agents/kernel.hpp"
#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Intensities, 0 .. 1.
struct Levers {
#define LEVER(name, ...) Real name;
#include "agents/levers.def"
#undef LEVER
};
static_assert(sizeof(Levers) == kLevers * sizeof(Real));

/// v(t) = base + (target - base) clip((t - start + 1) / ramp, 0, 1); a lever that is 0 or 1 counts
/// at its target at once. `targets` is [lever][lane].
inline Levers levers_at(int month, const LeverSchedule& schedule, const float* targets) {
  Levers levers;
  Real* lever = reinterpret_cast<Real*>(&levers);
  for (int k = 0; k < kLevers; ++k) {
    const float progress =
        (static_cast<float>(month) - schedule.start_month[k] + 1) / schedule.ramp_months[k];
    const float share = schedule.at_once[k] ? 1.0f
                        : progress < 0      ? 0.0f
                        : progress > 1      ? 1.0f
                                            : progress;
    const Real base = schedule.base[k];
    lever[k] = base + (Real::load(targets + k * kLanes) - base) * Real(share);
  }
  return levers;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
