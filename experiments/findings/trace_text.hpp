// The account of a trial: as text that reads, as CSV, or as JSON lines.
#pragma once

#include <string>

#include "experiments/trials/trial_trace.hpp"

namespace armistice {

/// A few lines for each month: what each actor had before it, what that was worth, what it chose.
std::string trace_text(const Scenario& scenario, const TrialTrace& trace, TrialAddress trial,
                       std::uint64_t seed, int horizon_months);

/// month,date,step,actor,item,value: a figure a row, in the order of events.
std::string trace_csv(const Scenario& scenario, const TrialTrace& trace);
/// The same rows in one document, after what they are of.
std::string trace_json(const Scenario& scenario, const TrialTrace& trace, TrialAddress trial,
                       std::uint64_t seed, int horizon_months);
/// The same, one object a line.
std::string trace_json_lines(const Scenario& scenario, const TrialTrace& trace);

}  // namespace armistice
