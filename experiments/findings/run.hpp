// What a run of one scenario says: what an analyst pastes into a memo, with both uncertainties of
// each share, and the tables of its folder, without those of single trials. Columns and rows of
// tables are a contract (docs/files.md): extend them only at the end.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/record.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// Its tables are those of what the ensemble recorded. `record`: what was kept of single trials.
Report report_of(const Scenario& scenario, const Ensemble& ensemble, Record record);

}  // namespace armistice
