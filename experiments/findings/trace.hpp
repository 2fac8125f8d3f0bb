// The account of a trial: what each actor had before it in each month, what that was worth, what
// it chose.
#pragma once

#include "experiments/report/report.hpp"
#include "experiments/trials/trial_trace.hpp"

namespace armistice {

/// A trial of an ensemble.
struct TracedTrial {
  const Scenario& scenario;
  const TrialTrace& trace;
  TrialAddress address;
  std::uint64_t seed;
  int horizon_months;
};

/// What is read: a few lines for each month. Throws Error(kOurs) if a figure is missing that has to
/// be there.
Report account_of(const TracedTrial& trial);

/// Table `trace`: a row is a figure, in the order of events.
Table figures_of(const TracedTrial& trial);

/// Both: what is read, and the figures as a table and as data.
Report report_of(const TracedTrial& trial);

}  // namespace armistice
