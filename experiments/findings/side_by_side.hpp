// Several scenarios in one table, a column each.
#pragma once

#include <span>

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// A scenario that was run.
struct ScenarioRun {
  Scenario scenario;
  Ensemble ensemble;
};

/// For people alone: files and data have the report of each run.
Report report_of(std::span<const ScenarioRun> runs);

}  // namespace armistice
