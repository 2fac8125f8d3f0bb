// The tables of a result, without those of single trials. Columns and rows are a contract
// (docs/files.md): extend them only at the end.
#pragma once

#include <string>

#include "experiments/engine/ensemble.hpp"

namespace armistice {

std::string outcomes_csv(const Ensemble& ensemble);
/// The ensemble must have recorded its timeline.
std::string timeline_csv(const Scenario& scenario, const Ensemble& ensemble);
/// The ensemble must have recorded its donors.
std::string actors_csv(const Scenario& scenario, const Ensemble& ensemble);
std::string parameters_csv(const Scenario& scenario);

}  // namespace armistice
