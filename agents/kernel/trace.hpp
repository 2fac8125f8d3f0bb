// The account of one trial: what each actor had before it, what its options were worth, what it
// chose, and what the world then did. It is the trial of an ensemble, to the last digit: the same
// month is run with somebody watching.
#pragma once

#include "agents/interface/kernel.hpp"

namespace armistice {

/// One figure of the account. Texts live as long as the program.
struct TraceEntry {
  int month;         // since the start, from 0
  const char* step;  // of the month: third_parties, war, outlook, ...
  const char*
      actor;  // world, united_states, donor, patron, buyer, buyers, eu, putin, zelensky, talks
  int place;  // of a donor or patron in the cast, else -1
  const char* item;  // what the figure is
  float value;
};

/// Receives the entries in the order of events.
struct TraceSink {
  void* context;
  void (*take)(void* context, const TraceEntry& entry);
};

/// Runs one trial, in the one lane of the scalar model, and tells its story. `out` is filled as by
/// kernel_scalar().
void trace_trial(const BatchInput& in, const BatchOutput& out, const TraceSink& sink);

}  // namespace armistice
