// Names of the quantities of a comparison in files, in text and as an objective.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "experiments/comparison/difference.hpp"

namespace armistice {

/// The columns `quantity,detail` of comparison.csv: those of outcomes.csv, or a column of
/// trials.csv and "mean".
struct ComparedName {
  std::string quantity;
  std::string_view detail;
};
/// With a cast, a result of one actor has the actor's code (result_columns.hpp).
ComparedName name_of(const Compared& what, const Cast* cast = nullptr);
/// The cast of all of them, as far as it decides such names; null if they differ there.
const Cast* common_cast(std::span<const Scenario> scenarios);

/// "durable, acceptable peace"; a result as its column.
std::string words_of(const Compared& what);

/// As --objective takes it: "negotiated_peace,settlement"; without the detail for `all` and for
/// means.
std::string typed_objective(const Compared& what);

/// The quantity of such a name. With a cast a result
/// of one actor may have the actor's code. Throws Error(kInput) with the nearest name of `all`.
Compared objective_named(std::string_view typed, std::span<const Compared> all,
                         const Cast* cast = nullptr);

}  // namespace armistice
