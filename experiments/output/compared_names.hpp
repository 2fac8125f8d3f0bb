// What a reader calls the quantities of a comparison, in files, in words and as an objective.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "experiments/comparison/difference.hpp"

namespace armistice {

/// The columns `quantity,detail` of comparison.csv: those of outcomes.csv, or a column of
/// trials.csv and "mean".
struct ComparedName {
  std::string_view quantity, detail;
};
ComparedName name_of(const Compared& what);

/// "durable, acceptable peace"; a result as its column.
std::string words_of(const Compared& what);

/// "negotiated_peace,strength"; without the detail for `all` and for means. Throws Error(kInput)
/// with the nearest name of `all`.
Compared objective_named(std::string_view typed, std::span<const Compared> all);

}  // namespace armistice
