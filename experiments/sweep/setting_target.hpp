// Settings by their names: where the value of a factor goes, and whether a scenario would take it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// Throws Error(kInput) in the name of --factor.
[[noreturn]] void refuse_factor(const std::string& typed, const std::string& message);

/// Refuses a name that is no setting's, with the nearest.
[[noreturn]] void refuse_name(const SweepPlan& plan, const std::string& typed,
                              const std::string& name);

/// Where a name's value goes; nothing if there is no such setting.
std::optional<SweptFactor> target_of(const SweepPlan& plan, std::string_view name);

/// Whether it is 0 or 1 and nothing between: an event, or a lever that is there at once or not.
bool is_zero_or_one(const SweptFactor& target);

/// Whether its values are words, and whether these are false and true.
bool has_words(const SweepPlan& plan, const std::string& name, const SweptFactor& target);
bool is_flag(std::string_view name);

/// The scenario with one setting more; its complaints are about the factor.
Scenario with_setting(const SweepPlan& plan, const std::string& name, const std::string& value);

/// The factor of some words. Truth values and dates stand in their own order, whatever the user's;
/// other words have none.
Factor factor_of_words(const std::string& name, std::vector<std::string> words);

/// A factor of the plan and a unit of its own. `given`: the user gave its values, so that --set
/// gives none.
void add_to(SweepPlan& plan, const std::string& typed, Factor factor, const SweptFactor& target,
            bool given);

}  // namespace armistice
