// What a pivotal analysis says: how often another choice of one actor would have ended the war in
// another way.
#pragma once

#include "experiments/pivotal/pivotal_ensemble.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// What is asked, as the manifest says it.
nlohmann::ordered_json asked_of(const PivotalQuestion& question);

/// Table `pivotal`.
Report report_of(const PivotalQuestion& question, const PivotalAnalysis& analysis);

}  // namespace armistice
