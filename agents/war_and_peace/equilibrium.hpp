// P16 under rule = "equilibrium": each month both leaders see that the other will choose too. The
// fight or stop game has two options a side; its quantal response equilibrium is approached in a
// few damped iterations from what the state shows.
#pragma once

#include "agents/actors/putin.hpp"
#include "agents/actors/zelensky.hpp"
#include "core/quantal_equilibrium.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kEquilibriumIterations = 5;

/// How much fighting each shows, 0 .. 1, from least intensity to all that it can choose.
struct Effort {
  Real putin, zelensky;
};

inline Effort effort_shown(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.wind_down;
  const Real range = Real(1) - p.least_intensity;
  return {clip((trial.invader.intensity - p.least_intensity) / range, 0, 1),
          clip((trial.defender.intensity - p.least_intensity) / range, 0, 1)};
}

/// What fighting rather than stopping gains if the other's effort is not the one shown. The payoffs
/// of fighting are W + alone_gain * (shown - effort), those of stopping F + exposure * (shown -
/// effort): who fights on alone gains, who stops alone is exposed.
inline Real strategic_gain(Real alone_gain, Real exposure, Real effort, Real shown) {
  return (exposure - alone_gain) * (effort - shown);
}

/// By how much each leader's advantage of fighting moves once it expects the other's choice; 0
/// where the other will do what the state shows.
struct StrategicShift {
  Real putin, zelensky;
};

inline StrategicShift strategic_shift(const Trial& trial, const Situation& situation,
                                      const Outlooks& outlooks, const Credibility& credibility,
                                      Real execution_shock) {
  if (situation.structure.rule != Rule::kEquilibrium) return {0, 0};
  const auto& p = situation.parameters.wind_down;
  const Effort shown = effort_shown(trial, situation);
  const Real putin = putin_advantage_of_fighting(trial, situation, outlooks.invader);
  const Real zelensky =
      zelensky_advantage_of_fighting(trial, situation, outlooks.defender, credibility);
  const Real range = Real(1) - p.least_intensity;
  const auto shift_of_putin = [&](Real effort) {
    return strategic_gain(p.invader_alone_gain, p.invader_exposure, effort, shown.zelensky);
  };
  const auto shift_of_zelensky = [&](Real effort) {
    return strategic_gain(p.defender_alone_gain, p.defender_exposure, effort, shown.putin);
  };
  const auto putin_replies = [&](Real effort) {
    return (putin_target_intensity(trial, situation, putin + shift_of_putin(effort),
                                   execution_shock) -
            p.least_intensity) /
           range;
  };
  const auto zelensky_replies = [&](Real effort) {
    const Real target = zelensky_target_intensity(trial, situation, outlooks.defender,
                                                  zelensky + shift_of_zelensky(effort),
                                                  p.least_intensity + range * effort);
    return clip((target - p.least_intensity) / range, 0, 1);
  };
  const MixedPair expected =
      damped_replies({shown.putin, shown.zelensky}, putin_replies, zelensky_replies,
                     p.equilibrium_step, kEquilibriumIterations);
  return {shift_of_putin(expected.column), shift_of_zelensky(expected.row)};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
