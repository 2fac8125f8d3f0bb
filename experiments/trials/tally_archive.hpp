// The sums of an ensemble as bytes, to go on from or to add elsewhere: the same on every machine.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/trials/nested.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

/// The sums of some trials, and the nested sample where it was run with them.
struct ArchivedSums {
  Tally tally;
  NestedSample nested;
  bool operator==(const ArchivedSums&) const = default;
};

std::string to_bytes(const ArchivedSums& sums);  // the same on every machine

/// Throws Error(kInput) if `bytes` are not what to_bytes made; `where` names them. Reads and
/// reserves no more than such sums can have.
ArchivedSums sums_from_bytes(std::string_view bytes, std::string_view where);

/// Whether the sums can be added to each other: all that they have, they have of the same size.
bool have_one_shape(const Tally& a, const Tally& b);

/// The sums that are not whole numbers. They alone must be added block by block, in order.
std::vector<double> ordered_sums(const Tally& tally);

/// Adds those of the next block. Both must be of one shape.
void add_ordered_sums(Tally& sums, std::span<const double> block);

void clear_ordered_sums(Tally& tally);  // to 0; their number stays

}  // namespace armistice
