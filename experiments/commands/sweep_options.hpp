// The options of a sweep, and the plan that they make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

struct SweepOptions : EnsembleOptions {
  std::string design = "saltelli";  // a kind, or a CSV file
  std::int64_t samples = 0;         // 0: as the kind has it
  int replicates = 16;
  bool second_order = false, independent = false, hold_others = false;
  int levels = 4, resolution = 4;
  std::vector<std::string> factors, groups, outcomes;  // as typed
  CampaignOptions campaign;
};

void offer_sweep(CLI::App& command, SweepOptions& sweep);

/// Reads the scenario, the factors and the design. Throws Error(kInput).
SweepPlan plan_of(const SweepOptions& sweep);

}  // namespace armistice
