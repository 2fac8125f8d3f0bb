#include "experiments/sweep/setting_target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/designs/cells.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/relations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

std::size_t row_of(const SweptFactor& target) { return static_cast<std::size_t>(target.row); }

/// Whether a setting is all that a factor of that name sets.
bool is_set_by(const std::string& factor, const std::string& setting) {
  return setting == factor || setting == factor + ".intensity";
}

/// Both choose the form of learning.
bool set_the_same(std::string_view one, std::string_view other) {
  return (one == "learning" && other == "switches.learning") ||
         (one == "switches.learning" && other == "learning");
}

}  // namespace

void refuse_factor(const std::string& typed, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("armistice: --factor {}: {}", typed, message));
}

void refuse_name(const SweepPlan& plan, const std::string& typed, const std::string& name) {
  const std::vector<ResolvedSetting> settings = resolved_settings(plan.scenario);
  std::vector<std::string_view> names;
  for (const ResolvedSetting& s : settings) names.push_back(s.name);
  const std::string_view nearest = nearest_name(name, names);
  refuse_factor(typed, nearest.empty()
                           ? "no such setting; armistice parameters and armistice levers list "
                             "them, such as parameters.front.dead_zone"
                           : fmt::format("no such setting; did you mean {}?", nearest));
}

std::optional<SweptFactor> target_of(const SweepPlan& plan, std::string_view name) {
  const auto parameters = parameter_declarations();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (setting_name(parameters[i]) == name) {
      return SweptFactor{FactorTarget::kParameter, static_cast<int>(i)};
    }
  }
  for (int i = 0; i < kLevers; ++i) {
    const auto lever =
        fmt::format("levers.{}", lever_declarations()[static_cast<std::size_t>(i)].name);
    if (name == lever) return SweptFactor{FactorTarget::kLever, i};
    if (name == lever + ".start_month") return SweptFactor{FactorTarget::kStartMonth, i};
    if (name == lever + ".ramp_months") return SweptFactor{FactorTarget::kRampMonths, i};
  }
  const auto switches = switch_declarations();
  for (std::size_t i = 0; i < switches.size(); ++i) {
    // The switch of learning also chooses its form, which the scenario's reader knows.
    if (name == fmt::format("switches.{}", switches[i].name) && switches[i].name != "learning") {
      return SweptFactor{FactorTarget::kSwitch, static_cast<int>(i)};
    }
  }
  for (const ResolvedSetting& s : resolved_settings(plan.scenario)) {
    if (s.name == name) return SweptFactor{FactorTarget::kSetting, -1};
  }
  return std::nullopt;
}

bool is_zero_or_one(const SweptFactor& target) {
  if (target.target == FactorTarget::kLever) return lever_declarations()[row_of(target)].at_once;
  return target.target == FactorTarget::kParameter &&
         parameter_declarations()[row_of(target)].draw == DefaultDraw::kBernoulli;
}

bool is_flag(std::string_view name) { return name.starts_with("switches."); }

bool has_words(const SweepPlan& plan, const std::string& name, const SweptFactor& target) {
  if (target.target == FactorTarget::kSwitch) return true;
  if (target.target != FactorTarget::kSetting) return false;
  for (const ResolvedSetting& s : resolved_settings(plan.scenario)) {
    if (s.name == name) return s.unit.empty();  // numbers have one
  }
  return true;
}

Scenario with_setting(const SweepPlan& plan, const std::string& name, const std::string& value) {
  std::vector<Setting> settings = plan.settings;
  settings.push_back({name, value});
  try {
    // The values of other factors decide whether it fits them: check_plan and take_table look.
    return read_unrelated(plan.scenario.file, settings);
  } catch (const Error& error) {
    std::string message = error.what();
    const std::string place = "--set " + name;
    if (message.starts_with(place)) message.replace(0, place.size(), "--factor " + name);
    throw Error(error.fault(), message);
  }
}

Factor factor_of_words(const std::string& name, std::vector<std::string> words) {
  const bool ordered = is_flag(name) || have_order(words);
  if (ordered) std::sort(words.begin(), words.end());
  return {.name = name, .words = std::move(words), .unordered = !ordered};
}

void add_to(SweepPlan& plan, const std::string& typed, Factor factor, const SweptFactor& target,
            bool given) {
  for (const Factor& other : plan.design.factors) {
    if (other.name == factor.name) {
      refuse_factor(typed, fmt::format("{} is a factor already; expected it once, by itself or "
                                       "with its group",
                                       factor.name));
    }
    if (set_the_same(other.name, factor.name)) {
      refuse_factor(typed, fmt::format("{} is a factor already, and sets the same", other.name));
    }
  }
  const bool course =
      target.target == FactorTarget::kStartMonth || target.target == FactorTarget::kRampMonths;
  if (course && lever_declarations()[row_of(target)].at_once) {
    refuse_factor(typed, fmt::format("levers.{} is 0 or 1 and counts from the start: it has no {}",
                                     lever_declarations()[row_of(target)].name,
                                     factor.name.substr(factor.name.rfind('.') + 1)));
  }
  for (const Setting& setting : plan.settings) {
    if (!given || !is_set_by(factor.name, setting.name)) continue;
    refuse_factor(typed,
                  fmt::format("--set {}={} has no effect, because the design sets {} at each point",
                              setting.name, setting.value, factor.name));
  }
  plan.design.units.push_back({factor.name, {plan.design.factors.size()}, 0});
  plan.design.factors.push_back(std::move(factor));
  plan.targets.push_back(target);
}

}  // namespace armistice
