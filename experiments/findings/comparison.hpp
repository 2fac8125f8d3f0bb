// What a comparison says: what each scenario changes against the first, in a sentence, in numbers
// and trial by trial.
#pragma once

#include <span>

#include "experiments/comparison/difference.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// Scenarios that were run on the same trials, the reference first, and the quantity that the
/// answer in words is about.
struct Comparison {
  std::span<const Scenario> scenarios;
  const PairedEnsemble& ensemble;
  Compared objective = Share::kDurableAcceptablePeace;
};

/// What is asked, as the manifest says it.
nlohmann::ordered_json asked_of(std::span<const Scenario> scenarios, const Compared& objective);

/// Tables `comparison`, `transitions` and, if dates were asked about, `by_date`.
Report report_of(const Comparison& comparison);

}  // namespace armistice
