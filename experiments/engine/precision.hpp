// Runs that continue until their intervals are narrow. Intervals are checked after fixed numbers of
// blocks, and no block of the next round begins before the check. So the number of trials, like all
// results, is the same for any number of threads and any kernel.
#pragma once

#include <algorithm>
#include <cstdint>

#include "experiments/engine/run_settings.hpp"

namespace armistice {

/// Where to look next after `trials`, at most at `most`: every block at first, later after an
/// eighth more, so that at most an eighth too many is run.
inline std::int64_t next_look(std::int64_t trials, std::int64_t most) {
  constexpr std::int64_t kEveryBlock = 8;
  const std::int64_t blocks = trials / kBlockTrials;
  const std::int64_t further = std::max<std::int64_t>(1, blocks / kEveryBlock);
  return std::min((blocks + further) * kBlockTrials, most);
}

/// How many trials it will take, from the half-width after `trials`: for progress alone.
std::int64_t expected_trials(const RunSettings& settings, const PrecisionReached& reached,
                             std::int64_t trials);

/// Runs to `settings.trials`, or until `widest()`, the half-width of the widest interval, is as
/// narrow as `settings.precision` asks for. `run_until(from, to)` runs trials and returns where it
/// got, short of `to` if it was stopped. `done` is where an earlier run got. Returns how far it
/// got.
template <class RunUntil, class Widest>
std::int64_t run_to_precision(const RunSettings& settings, PrecisionReached& reached,
                              const RunUntil& run_until, const Widest& widest,
                              std::int64_t done = 0) {
  std::int64_t look = 0;
  while (look < settings.trials && !reached.reached) {
    look = settings.precision > 0 ? next_look(look, settings.trials) : settings.trials;
    if (look < done) continue;  // the earlier run looked, and went on
    if (look > done) done = run_until(done, look);
    if (done < look) break;
    if (settings.precision > 0) {
      reached.widest = widest();
      reached.reached = reached.widest <= settings.precision;
    }
  }
  return done;
}

}  // namespace armistice
