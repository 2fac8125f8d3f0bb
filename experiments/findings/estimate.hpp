// The shares of an ensemble with both of their uncertainties: what more trials would narrow, and
// what they would not.
#pragma once

#include <array>
#include <string>

#include "experiments/comparison/paired_ensemble.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/trials/labels.hpp"

namespace armistice {

struct ShareEstimate {
  std::int64_t count;
  double share;
  Interval sampling;      // 95 %: Wilson's; a confidence sequence in a run to a precision
  ParameterRange ranges;  // over parameter sets
};

ShareEstimate estimate(const Ensemble& ensemble, Share share);  // at the horizon

/// Estimates the share that had first stopped with this outcome by the end of a month, from 1; for
/// continued war, the share that had not stopped.
ShareEstimate estimate_by(const Ensemble& ensemble, Outcome outcome, int month);

/// The same of a scenario of a comparison, the reference first, at one of the dates asked about.
ShareEstimate estimate_by(const PairedEnsemble& ensemble, std::size_t date, std::size_t scenario,
                          Outcome outcome);

/// Gives the sampling interval of any count of trials.
Interval sampling_interval(const Ensemble& ensemble, std::int64_t count);

/// The label of a share in a table, indented below its headline: "    strength".
std::string table_label(Share share);

inline constexpr std::array<int, 5> kReportedMonths = {12, 24, 36, 60, 120};

/// The trials of estimate_by.
std::int64_t count_by(const Tally& tally, Outcome outcome, int month);
double share_by(const Tally& tally, Outcome outcome, int month);

/// Whose fighting resumed, within some months of a stop.
struct Relapse {
  bool seen;  // false: no trial was observed so long after a stop
  double share;
  Interval sampling;  // 95 %
};
Relapse relapse_within(const Tally& tally, int months_since_stop);
/// The same of any survival.
Relapse relapse_of(const Survival& peace);

}  // namespace armistice
