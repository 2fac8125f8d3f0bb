// A trial of the program followed month by month: its trace tells what chance decided.
#pragma once

#include "tests/transcription/trial.hpp"

namespace transcription {

/// What `armistice trace --format csv` printed into a file.
Trace read_trace(const std::string& file);

/// Works each month of a trace out anew. Exact if all parameters are fixed and what a trace does
/// not tell has no noise: see README.md.
Chance replay(const Scenario& scenario, const Trace& trace);

}  // namespace transcription
