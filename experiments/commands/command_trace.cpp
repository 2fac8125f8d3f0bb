// armistice trace: one trial of an ensemble, month by month.
#include "experiments/commands/commands.hpp"
#include "experiments/ensemble/trial_trace.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/trace_text.hpp"

namespace armistice {

std::string command_trace(const TraceCommand& command) {
  const Scenario scenario = read_scenario(find_scenario(command.scenario), command.settings);
  const TrialAddress trial{command.trial, command.replicate};
  const TrialTrace trace = trace_one(scenario, command.seed, command.horizon_months, trial);
  switch (command.format) {
    case TraceFormat::kCsv:
      return trace_csv(scenario, trace);
    case TraceFormat::kJsonLines:
      return trace_json_lines(scenario, trace);
    case TraceFormat::kText:
      break;
  }
  return trace_text(scenario, trace, trial, command.seed, command.horizon_months);
}

}  // namespace armistice
