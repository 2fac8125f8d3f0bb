#include "experiments/sweep/factor_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/designs/cells.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/sweep/setting_target.hpp"

namespace armistice {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// The distribution that the scenario has for a parameter or a lever.
const Distribution& distribution_in(const Scenario& scenario, const SweptFactor& f) {
  const auto row = static_cast<std::size_t>(f.row);
  return f.target == FactorTarget::kParameter ? scenario.parameters[row]
                                              : scenario.levers[row].intensity;
}

/// A weight is said with a distribution, not by saying a value twice.
template <class Value>
void check_distinct(const std::string& typed, const std::vector<Value>& values) {
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (std::find(values.begin(), value, *value) == value) continue;
    refuse_factor(typed, fmt::format("the value {} is given twice; expected each once", *value));
  }
}

/// A range, values or a table as a scenario file writes a distribution.
std::string as_distribution(const std::string& typed, const std::string& spec) {
  if (spec.starts_with('{')) return spec;
  if (const auto ends = split(spec, ':'); ends.size() == 2) {
    return fmt::format("{{ distribution = \"uniform\", min = {}, max = {} }}", ends[0], ends[1]);
  }
  const auto values = split(spec, ',');
  if (values.size() < 2) {
    refuse_factor(typed,
                  "one value is no factor; expected a range such as 0:1, values such as 0,0.5,1, "
                  "or a distribution");
  }
  std::vector<double> numbers;
  for (const std::string& value : values) {
    if (const auto x = number_in(value)) numbers.push_back(*x);  // what is none is refused later
  }
  check_distinct(typed, numbers);
  return fmt::format("{{ distribution = \"discrete\", values = [{}], weights = [{}] }}",
                     fmt::join(values, ", "), fmt::join(std::vector<int>(values.size(), 1), ", "));
}

/// A factor that is 0 or 1 has no value between.
void check_zero_or_one(const std::string& typed, const SweptFactor& target, const Distribution& d) {
  if (!is_zero_or_one(target) || d.kind == DistributionKind::kBernoulli) return;
  const auto is_either = [](double x) { return x == 0 || x == 1; };
  const bool good = d.kind == DistributionKind::kDiscrete &&
                    std::all_of(d.values.begin(), d.values.end(), is_either);
  if (good || d.kind == DistributionKind::kFixed) return;
  refuse_factor(typed,
                "takes only 0 or 1; expected the values 0,1 or {distribution=\"bernoulli\", "
                "probability=0.5}");
}

/// A number that a scenario never draws, such as a month. Both ends must be admissible.
Distribution undrawn_distribution(const SweepPlan& plan, const std::string& typed,
                                  const std::string& name, const std::string& spec) {
  if (spec.empty() || spec.starts_with('{')) {
    refuse_factor(typed, "expected a range such as 0:24, or values such as 0,12,24");
  }
  std::vector<std::string> ends = split(spec, ':');
  const bool range = ends.size() == 2;
  if (!range) ends = split(spec, ',');
  std::vector<double> values;
  for (const std::string& end : ends) {
    with_setting(plan, name, end);
    const auto x = number_in(end);
    if (!x) refuse_factor(typed, fmt::format("{} is not a number", end));
    values.push_back(*x);
  }
  check_distinct(typed, values);
  if (values.size() < 2)
    refuse_factor(typed, "expected a range such as 0:24, or values such as 0,12,24");
  if (!range) {
    return {.kind = DistributionKind::kDiscrete,
            .values = values,
            .weights = std::vector<double>(values.size(), 1)};
  }
  if (!(values[0] < values[1])) refuse_factor(typed, "the range is empty");
  return {.kind = DistributionKind::kUniform,
          .a = values[0],
          .b = values[1],
          .values = {},
          .weights = {}};
}

/// Each of a group's parameters that is drawn; whether there was any.
bool add_group(SweepPlan& plan, const std::string& typed) {
  bool any = false;
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const std::string name = setting_name(declarations[i]);
    const Distribution& d = plan.scenario.parameters[i];
    if (!name.starts_with(typed + ".") || support_of(d).low == support_of(d).high) continue;
    add_to(plan, typed, {name, d, {}}, {FactorTarget::kParameter, static_cast<int>(i)}, false);
    any = true;
  }
  return any;
}

}  // namespace

void add_factor(SweepPlan& plan, const std::string& typed) {
  const std::size_t equals = std::min(typed.find('='), typed.size());
  const std::string name = typed.substr(0, equals);
  const std::string spec = equals == typed.size() ? "" : typed.substr(equals + 1);
  const bool given = !spec.empty();
  if (!given && equals < typed.size()) {
    refuse_factor(typed, "nothing stands after =; expected a range or values after it, or no =");
  }
  const auto target = target_of(plan, name);
  if (!target) {
    if (given || !add_group(plan, name)) refuse_name(plan, typed, name);
    return;
  }
  const auto take = [&](Factor factor) { add_to(plan, typed, std::move(factor), *target, given); };
  if (target->target == FactorTarget::kParameter || target->target == FactorTarget::kLever) {
    // Only the intensity of a lever varies; its course stays as in the scenario.
    const bool lever = target->target == FactorTarget::kLever;
    const Scenario scenario =
        given ? with_setting(plan, lever ? name + ".intensity" : name, as_distribution(typed, spec))
              : plan.scenario;
    const Distribution& d = distribution_in(scenario, *target);
    check_zero_or_one(typed, *target, d);
    if (support_of(d).low == support_of(d).high) {
      refuse_factor(typed, fmt::format("is {} in this scenario and is not drawn; expected a range, "
                                       "such as {}=LOW:HIGH, or values",
                                       central_value(d), name));
    }
    return take({name, d, {}});
  }
  if (!has_words(plan, name, *target)) {
    return take({name, undrawn_distribution(plan, typed, name, spec), {}});
  }
  const std::vector<std::string> words = split(!given && is_flag(name) ? "false,true" : spec, ',');
  if (words.size() < 2) {
    refuse_factor(typed, "expected two values or more, such as rule=quantal,rational");
  }
  check_distinct(typed, words);
  for (const std::string& word : words) with_setting(plan, name, word);
  take(factor_of_words(name, words));
}

void add_default_factors(SweepPlan& plan) {
  add_group(plan, "initial");
  add_group(plan, "parameters");
  for (int i = 0; i < kLevers; ++i) {
    const auto row = static_cast<std::size_t>(i);
    const Distribution& d = plan.scenario.levers[row].intensity;
    if (support_of(d).low == support_of(d).high) continue;
    add_to(plan, "", {fmt::format("levers.{}", lever_declarations()[row].name), d, {}},
           {FactorTarget::kLever, i}, false);
  }
  if (plan.design.factors.empty()) {
    throw Error(
        Fault::kInput,
        fmt::format("armistice: {} draws nothing, so a sweep has no factors; name some with "
                    "--factor, such as --factor levers.us_backup=0:1",
                    plan.scenario.name));
  }
}

void join_factors(SweepPlan& plan, const std::string& typed) {
  const auto fail = [&typed](const std::string& message) {
    throw Error(Fault::kInput, fmt::format("armistice: --group {}: {}", typed, message));
  };
  const std::size_t equals = typed.find('=');
  if (equals == std::string::npos || equals == 0) fail("expected NAME=FACTOR,FACTOR[:CORRELATION]");
  std::string members = typed.substr(equals + 1);
  FactorUnit unit{typed.substr(0, equals), {}, 0};
  if (const std::size_t colon = members.find(':'); colon != std::string::npos) {
    const std::string rho = members.substr(colon + 1);
    const auto number = number_in(rho);
    if (!number) fail(fmt::format("the correlation \"{}\" is not a number", rho));
    unit.correlation = *number;
    members.resize(colon);
  }
  for (const FactorUnit& other : plan.design.units) {
    if (other.name == unit.name && other.factors.size() > 1) {
      fail("another group has that name; expected another name");
    }
  }
  for (const Factor& factor : plan.design.factors) {
    if (factor.name == unit.name) fail("a factor has that name; expected another name");
  }
  for (const std::string& name : split(members, ',')) {
    const auto& factors = plan.design.factors;
    const auto factor = std::find_if(factors.begin(), factors.end(),
                                     [&](const Factor& f) { return f.name == name; });
    if (factor == factors.end()) {
      std::vector<std::string_view> names;
      for (const Factor& f : factors) names.push_back(f.name);
      const std::string_view nearest = nearest_name(name, names);
      fail(nearest.empty()
               ? fmt::format("{} is no factor of this sweep", name)
               : fmt::format("{} is no factor of this sweep; did you mean {}?", name, nearest));
    }
    const auto index = static_cast<std::size_t>(factor - factors.begin());
    if (std::count(unit.factors.begin(), unit.factors.end(), index) > 0) {
      fail(fmt::format("{} is given twice", name));
    }
    for (const FactorUnit& other : plan.design.units) {
      if (other.factors.size() == 1 ||
          std::count(other.factors.begin(), other.factors.end(), index) == 0)
        continue;
      fail(fmt::format("{} is in the group {} already", name, other.name));
    }
    unit.factors.push_back(index);
  }
  if (unit.factors.size() < 2) fail("expected two factors or more");
  std::erase_if(plan.design.units, [&unit](const FactorUnit& alone) {
    return alone.factors.size() == 1 &&
           std::count(unit.factors.begin(), unit.factors.end(), alone.factors.front()) > 0;
  });
  plan.design.units.push_back(std::move(unit));
}

}  // namespace armistice
