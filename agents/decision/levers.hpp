// The levers as they stand in a month.
#pragma once

#include "agents/interface/kernel.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Intensities, 0 .. 1.
struct Levers {
#define LEVER(name, ...) Real name;
#include "agents/interface/levers.def"
#undef LEVER
};

/// The fraction of the way from base to target for a lever that started in `start`: clip((t - start
/// + 1) / ramp, 0, 1). A lever that is 0 or 1 counts at its target at once.
inline Real lever_progress(int month, Real start, float ramp, bool at_once) {
  if (at_once) return indicator(Real(month) >= start);
  return clip((Real(month) - start + Real(1)) / Real(ramp), 0, 1);
}

/// The same for a lever that waits (docs/model.md, "Input"): it starts once its event has happened,
/// and not before.
inline Real contingent_progress(int month, const LeverSchedule& schedule, int k,
                                const Milestones& milestones) {
  const Real planned = schedule.at_once[k] ? 0.0f : schedule.start_month[k];
  const auto after = [&](Real happened_in) {
    const Real progress = lever_progress(month, max(planned, happened_in + Real(1)),
                                         schedule.ramp_months[k], schedule.at_once[k]);
    return select(happened_in < Real(0), Real(0), progress);
  };
  switch (schedule.condition[k]) {
    case LeverCondition::kNoAgreementByMonth: {
      const Real deadline = schedule.condition_month[k];
      const Mask agreed =
          (milestones.agreement_month >= Real(0)) & (milestones.agreement_month < deadline);
      return select(agreed, Real(0), after(deadline - Real(1)));
    }
    case LeverCondition::kAfterStop:
      return after(milestones.stop_month);
    case LeverCondition::kAfterBreach:
      return after(milestones.breach_month);
    case LeverCondition::kAlways:
      break;
  }
  return lever_progress(month, planned, schedule.ramp_months[k], schedule.at_once[k]);
}

/// Puts the levers that wait where their events have brought them.
inline void hold_back_levers(Levers& levers, int month, const LeverSchedule& schedule,
                             const float* targets, const Milestones& milestones) {
  Real* lever = reinterpret_cast<Real*>(&levers);
  for (int k = 0; k < kLevers; ++k) {
    if (schedule.condition[k] == LeverCondition::kAlways) continue;
    const Real base = schedule.base[k];
    lever[k] = base + (Real::load(targets + k * kTableLanes) - base) *
                          contingent_progress(month, schedule, k, milestones);
  }
}

/// Puts the levers that wait at their bases: what nobody has announced yet.
inline void withhold_levers(Levers& levers, const LeverSchedule& schedule) {
  Real* lever = reinterpret_cast<Real*>(&levers);
  for (int k = 0; k < kLevers; ++k) {
    if (schedule.condition[k] != LeverCondition::kAlways) lever[k] = schedule.base[k];
  }
}

/// As nobody has moved them yet.
inline Levers levers_at_their_bases(const LeverSchedule& schedule) {
  Levers levers;
  Real* lever = reinterpret_cast<Real*>(&levers);
  for (int k = 0; k < kLevers; ++k) lever[k] = schedule.base[k];
  return levers;
}

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
    lever[k] = base + (Real::load(targets + k * kTableLanes) - base) * Real(share);
  }
  return levers;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
