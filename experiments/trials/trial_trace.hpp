// One trial of an ensemble, run alone and watched.
#pragma once

#include <vector>

#include "agents/kernel/trace.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {

struct TrialTrace {
  std::vector<TraceEntry> entries;  // in the order of events
  std::vector<float> results;       // [result], those of the trial in an ensemble
  std::vector<float> parameters;    // its set, in the order of parameter_declarations()

  float result(Result r) const { return results[static_cast<std::size_t>(r)]; }
};

TrialTrace trace_one(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                     TrialAddress trial);

}  // namespace armistice
