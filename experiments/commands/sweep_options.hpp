// The options of a sweep, and the plan that they make.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

struct SweepOptions : EnsembleOptions {
  std::string design = "saltelli";  // a kind, or a CSV file, or a stream of one
  std::string layout;               // of a CSV file; empty: told from its rows
  std::int64_t samples = 0;         // 0: as the kind has it
  int replicates = 16;
  bool second_order = false, independent = false, hold_others = false;
  std::optional<int> levels, resolution;
  std::vector<std::string> factors, groups, outcomes;  // as typed
  ResumeOptions resuming;
};

void offer_sweep(CLI::App& command, SweepOptions& sweep);

/// Reads the scenario, the factors and the design. Throws Error(kInput), and InputStopped where the
/// design is a stream and a stop signal comes before its end.
SweepPlan plan_of(const SweepOptions& sweep);

}  // namespace armistice
