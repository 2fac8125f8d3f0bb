// The account of one trial: what each actor had before it, what its options were worth, what it
// chose, and what the world then did. The traced trial agrees with the trial of an ensemble to the
// last digit, because the same month is run with an observer.
#pragma once

#include "agents/interface/kernel.hpp"
#include "agents/interface/trace_items.hpp"

namespace armistice {

/// Place of an actor that is not one of several of its kind.
inline constexpr int kNoPlace = -1;

/// One figure of the account.
struct TraceEntry {
  int month;  // since the start, from 0
  TraceItem item;
  int place;  // of a donor, patron or buyer in the cast, else kNoPlace
  float value;

  const char* step() const { return declaration_of(item).step; }
  const char* actor() const { return declaration_of(item).actor; }
  const char* name() const { return declaration_of(item).name; }
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
