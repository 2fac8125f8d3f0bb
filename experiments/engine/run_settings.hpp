// The settings of a run of trials, and how the run went: the same for every experiment.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

class Processor;

inline constexpr int kBlockTrials = 4096;
inline constexpr int kLeastHorizon = 12, kLargestHorizon = 240;  // months

struct RunSettings {
  std::int64_t trials = 10000;
  std::int64_t first_trial = 0;  // whole blocks: where a shard or a continuation starts
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  int horizon_months = 120;
  const Kernel* kernel = nullptr;          // null: kernel_named("auto")
  std::shared_ptr<Processor> processor{};  // a device; null: the kernel's lanes
  bool timeline = true;
  bool donors = true;
  int nested_sets = kNestedSets;  // at most the trials; 0: none, as for a later shard
  double precision = 0;           // half-width to stop at, `trials` then the most; 0: run them all
  bool structures = false;        // a second nested sample draws the model's form too
  std::vector<CalendarMonth> by{};  // dates that are asked about (asked_dates.hpp)
};

/// Whether the requested precision was reached.
struct PrecisionReached {
  bool reached = false;  // false: no precision was asked for, or `trials` came first
  double widest = 0;     // half-width of the widest of the intervals that had to be narrow
};

/// Every experiment that was run records these.
struct CourseRecord {
  RunSettings settings;  // with kernel and threads filled in
  bool complete = true;  // false: stopped
  PrecisionReached precision;
  double wall_seconds = 0;
};

/// With kernel and threads filled in. Throws Error(kInput) for settings out of range.
RunSettings checked_settings(RunSettings s);

}  // namespace armistice
