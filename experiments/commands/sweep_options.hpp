// The options of sweep, analyse and merge, and the plan that they make.
#pragma once

#include <CLI/CLI.hpp>

#include "experiments/commands/command_line.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

void offer_sweep(CLI::App& app, SweepCommand& sweep);
void offer_analyse(CLI::App& app, AnalyseCommand& analyse);
void offer_merge(CLI::App& app, MergeCommand& merge);

/// Throw Error(kInput) for what is missing.
void check_sweep(const SweepCommand& sweep);
void check_analyse(const AnalyseCommand& analyse);
void check_merge(const MergeCommand& merge);

/// Reads the scenario, the factors and the design. Throws Error(kInput).
SweepPlan plan_of(const SweepCommand& sweep);

}  // namespace armistice
