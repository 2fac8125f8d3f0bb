// War as a random walk between two defeats (Smith and Stam 2004): gambler's ruin in closed form,
// and the clocks of a decision that follow from it.
#pragma once

#include "core/lane_math.hpp"
#include "core/parameters.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Log odds of a step up, ln(p / (1 - p)), over the drift p - (1 - p), for a drift in (-1, 1); 2 at
/// drift 0.
inline Real log_odds_per_drift(Real drift) {
  constexpr double small = 0x1p-6;
  constexpr double third = 1.0 / 3;
  const Mask near_zero = abs(drift) < Real(small);
  const Real safe = select(near_zero, Real(small), drift);
  return select(near_zero, Real(2) * (Real(1) + drift * drift * Real(third)),
                log((Real(1) + safe) / (Real(1) - safe)) / safe);
}

/// Probability of reaching `size` before 0 from `position`, 0 < position < size, when each step is
/// up with probability (1 + drift) / 2: (1 - (q/p)^k) / (1 - (q/p)^N), and k / N without drift.
inline Real walk_win_probability(Real drift, Real position, Real size) {
  const Real log_odds = drift * log_odds_per_drift(drift);
  return position / size * decay_mean(log_odds * position) / decay_mean(log_odds * size);
}

/// Steps until either end is reached: (k - N P) / (q - p), and k (N - k) without drift. Written so
/// that nothing cancels when the drift is small.
inline Real walk_duration(Real drift, Real position, Real size) {
  const Real per_drift = log_odds_per_drift(drift), log_odds = drift * per_drift;
  return position * per_drift *
         (size * decay_deficit(log_odds * size) - position * decay_deficit(log_odds * position)) /
         decay_mean(log_odds * size);
}

/// Rates of a decision by arms, 1/month: the chance of either end over the expected duration.
struct WalkRates {
  Real invader_wins, defender_wins;
};

/// The line as a position on the walk, its drift from what a side expects: the walk's expected step
/// is the front's expected movement, which sets the time that a step takes.
inline WalkRates walk_rates(const walk_parameters& p, Real occupied_share_pct,
                            Real expected_net_strength, Real speed_pct) {
  const Real size = p.positions - Real(1);
  const Real width_pct = (p.victory_share_pct - p.defeat_share_pct) / size;
  const Real position = clip((occupied_share_pct - p.defeat_share_pct) / width_pct,
                             p.least_distance, size - p.least_distance);
  // The log odds of a step, and of as many as the walk has, stay within what exp can tell apart.
  constexpr double near_certain = 1 - 0x1p-12, largest_exponent = 80;
  const Real odds = exp(Real(-largest_exponent) / size);
  const Real largest = min((Real(1) - odds) / (Real(1) + odds), near_certain);
  const Real drift = clip(softsign(expected_net_strength), -largest, largest);
  const Real wins = walk_win_probability(drift, position, size);
  const Real months = walk_duration(drift, position, size) * width_pct / speed_pct;
  return {wins / months, (Real(1) - wins) / months};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
