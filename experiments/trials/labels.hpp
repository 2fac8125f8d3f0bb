// What endings are called: the core keeps the names of 0.1, the full mechanisms tell a defeat from
// a negotiated peace. A report has the rows of the names that its scenarios use.
#pragma once

#include <span>
#include <vector>

#include "experiments/input/scenario.hpp"
#include "experiments/trials/shares.hpp"

namespace armistice {

struct LabelsUsed {
  bool core = false, full = false;
};
LabelsUsed labels_of(std::span<const Scenario> scenarios);
LabelsUsed labels_of(const Scenario& scenario);

/// Whether a share is a row of reports with these labels.
bool is_reported(Share share, LabelsUsed labels);

/// The headline outcomes, in the order of tables.
std::span<const Outcome> headlines_of(LabelsUsed labels);
/// The row of a headline outcome.
Share share_of(Outcome headline);

/// The rows of outcomes.csv: headlines, sub-classes, groups.
std::vector<Share> reported_shares(LabelsUsed labels);
/// The rows of printed tables on how the fighting first stops: headlines with their sub-classes. A
/// war has sub-classes only where some became a wider one.
std::vector<Share> first_stop_shares(LabelsUsed labels, bool wider_war);
/// The classes that a trial is in one of, and the words for them in tables of transitions.
std::vector<Detail> details_of(LabelsUsed labels);

}  // namespace armistice
