#include "experiments/trials/trial_trace.hpp"

namespace armistice {

TrialTrace trace_one(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                     TrialAddress trial) {
  const BatchContext context(scenario, seed, horizon_months);
  const ParameterSet set = context.draw.set(trial.parameter_set);
  BatchInput input = context.input;
  input.parameters = set.parameters.data();
  input.lever_targets = set.lever_targets.data();
  input.parameter_set = &trial.parameter_set;
  input.replicate = &trial.replicate;

  TrialTrace trace;
  trace.parameters = set.parameters;
  trace.results.resize(static_cast<std::size_t>(kResults));
  trace_trial(input, {trace.results.data(), nullptr, nullptr},
              {&trace.entries, [](void* entries, const TraceEntry& entry) {
                 static_cast<std::vector<TraceEntry>*>(entries)->push_back(entry);
               }});
  return trace;
}

}  // namespace armistice
