// What `armistice check` says: what a scenario resolves to, against the one that says nothing.
#pragma once

#include "experiments/input/scenario.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// `provenance` is what was told when the scenario was read.
Report report_of(const Scenario& scenario, const Provenance& provenance);

}  // namespace armistice
