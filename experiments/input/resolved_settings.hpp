// A scenario as a list of settings, one for each thing that could have been set: what
// parameters.csv holds, and what `check` compares.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

struct ResolvedSetting {
  std::string name;          // as `--set` takes it: "parameters.front.dead_zone"
  std::string kind;          // uncertainty, constant, correlation, lever, switch, rule, actor
  std::string value;         // a number, true or false, or a word
  std::string distribution;  // empty for what is not drawn
  std::string unit;
  std::string source;
  bool operator==(const ResolvedSetting&) const = default;
};

/// "parameters.front.dead_zone", "initial.reserve_usd_bn": what a scenario file calls it.
std::string setting_name(const ParameterDeclaration& declaration);

/// "triangular(0.2, 0.5, 1)"; empty for a fixed value.
std::string drawn_from(const Distribution& d);

/// The settings that are drawn in a scenario that sets only its mechanisms.
Distribution default_distribution(const ParameterDeclaration& declaration, Mechanisms mechanisms);

/// "always", "after_stop", "after_breach", "no_agreement_by_month:12".
std::string to_string(const LeverWhen& when);
/// The words that may stand for a condition; the second takes a month after a colon.
std::span<const std::string_view> lever_conditions();

std::string_view name_of(Rule rule);
std::string_view name_of(Mechanisms mechanisms);
/// What they mean, for people.
std::string_view words_of(Rule rule);
std::string_view words_of(Mechanisms mechanisms);

/// In the order of the declarations: rules, switches, levers, parameters, correlations; then the
/// cells of the table of actors that the scenario sets.
std::vector<ResolvedSetting> resolved_settings(const Scenario& scenario);

/// The settings of `settings` that are not in `base`, which lists the same names.
std::vector<ResolvedSetting> differing(const std::vector<ResolvedSetting>& settings,
                                       const std::vector<ResolvedSetting>& base);

}  // namespace armistice
