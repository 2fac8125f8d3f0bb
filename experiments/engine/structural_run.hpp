// What we do not know of the model's own form: parameter sets that also draw the rule of choice,
// the form of war, the law of attrition, the form of commitment and that of relapse.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

#include "experiments/engine/processor.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

/// The trials of one option of a structural choice, whatever the others: "rule", "rational".
struct StructuralOption {
  std::string_view choice, option;
  std::int64_t trials = 0;
  std::array<std::int64_t, kShares> counts{};  // of them, by share

  /// Not a number where no trial had this option.
  double part(Share share) const {
    return trials == 0 ? std::numeric_limits<double>::quiet_NaN()
                       : static_cast<double>(counts[static_cast<std::size_t>(share)]) /
                             static_cast<double>(trials);
  }
  bool operator==(const StructuralOption&) const = default;
};

struct StructuralSample {
  NestedSample nested;
  std::vector<StructuralOption> options;
  bool operator==(const StructuralSample&) const = default;
};

/// Every combination of the five choices.
int structures();

/// The scenario as parameter set `set` draws its form. Each structure has the same weight: of as
/// many sets in a row as there are structures, each has one.
Scenario with_structure_of(const Scenario& scenario, std::uint32_t set);

/// Runs sets 0 .. sets-1, each with all its replicates under one structure, so that lanes share
/// their branches. `done` is called in the order of sets, with the sample so far. A raised `stop`
/// ends it early with the sets finished by then.
StructuralSample run_structural(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                                Processor& processor, int sets,
                                const std::function<void(const NestedSample&)>& done,
                                const std::atomic<bool>* stop);

}  // namespace armistice
