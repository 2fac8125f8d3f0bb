#include "experiments/sweep/factor_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "agents/declarations.hpp"
#include "experiments/ensemble/draw.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

[[noreturn]] void refuse(const std::string& typed, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("armistice: --factor {}: {}", typed, message));
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_number(std::string_view text) {
  double x = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, x);
  return error == std::errc() && stopped == end;
}

/// Where a name's value goes; nothing if there is no such setting.
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
    // That of learning also chooses its form, which the scenario's reader knows.
    if (name == fmt::format("switches.{}", switches[i].name) && switches[i].name != "learning") {
      return SweptFactor{FactorTarget::kSwitch, static_cast<int>(i)};
    }
  }
  for (const ResolvedSetting& s : resolved_settings(plan.scenario)) {
    if (s.name == name) return SweptFactor{FactorTarget::kSetting, -1};
  }
  return std::nullopt;
}

/// The scenario with one setting more; its complaints are about the factor.
Scenario with_setting(const SweepPlan& plan, const std::string& name, const std::string& value) {
  std::vector<Setting> settings = plan.settings;
  settings.push_back({name, value});
  try {
    return read_scenario(plan.scenario.file, settings);
  } catch (const Error& error) {
    std::string message = error.what();
    const std::string place = "--set " + name;
    if (message.starts_with(place)) message.replace(0, place.size(), "--factor " + name);
    throw Error(error.fault(), message);
  }
}

/// The distribution that the scenario has for a parameter or a lever.
const Distribution& distribution_in(const Scenario& scenario, const SweptFactor& f) {
  const auto row = static_cast<std::size_t>(f.row);
  return f.target == FactorTarget::kParameter ? scenario.parameters[row]
                                              : scenario.levers[row].intensity;
}

/// A range, values or a table as a scenario file writes a distribution.
std::string as_distribution(const std::string& typed, const std::string& spec) {
  if (spec.starts_with('{')) return spec;
  if (const auto ends = split(spec, ':'); ends.size() == 2) {
    return fmt::format("{{ distribution = \"uniform\", min = {}, max = {} }}", ends[0], ends[1]);
  }
  const auto values = split(spec, ',');
  if (values.size() < 2) {
    refuse(typed,
           "one value is no factor: expected a range such as 0:1, values such as 0,0.5,1, "
           "or a distribution");
  }
  return fmt::format("{{ distribution = \"discrete\", values = [{}], weights = [{}] }}",
                     fmt::join(values, ", "), fmt::join(std::vector<int>(values.size(), 1), ", "));
}

/// A number that is not drawn: a month. Both ends must be admissible.
Distribution undrawn_distribution(const SweepPlan& plan, const std::string& typed,
                                  const std::string& name, const std::string& spec) {
  std::vector<std::string> ends = split(spec, ':');
  const bool range = ends.size() == 2;
  if (!range) ends = split(spec, ',');
  std::vector<double> values;
  for (const std::string& end : ends) {
    with_setting(plan, name, end);
    if (!is_number(end)) refuse(typed, fmt::format("{} is not a number", end));
    double x = 0;
    std::from_chars(end.data(), end.data() + end.size(), x);
    values.push_back(x);
  }
  if (values.size() < 2) refuse(typed, "expected a range such as 0:24, or values such as 0,12,24");
  if (!range) {
    return {.kind = DistributionKind::kDiscrete,
            .values = values,
            .weights = std::vector<double>(values.size(), 1)};
  }
  if (!(values[0] < values[1])) refuse(typed, "the range is empty");
  return {.kind = DistributionKind::kUniform,
          .a = values[0],
          .b = values[1],
          .values = {},
          .weights = {}};
}

void add(SweepPlan& plan, const std::string& typed, Factor factor, const SweptFactor& target) {
  for (const Factor& other : plan.design.factors) {
    if (other.name == factor.name) refuse(typed, "is a factor already");
  }
  plan.design.units.push_back({factor.name, {plan.design.factors.size()}, 0});
  plan.design.factors.push_back(std::move(factor));
  plan.targets.push_back(target);
}

/// Each of a group's parameters that is drawn; whether there was any.
bool add_group(SweepPlan& plan, const std::string& typed) {
  bool any = false;
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const std::string name = setting_name(declarations[i]);
    const Distribution& d = plan.scenario.parameters[i];
    if (!name.starts_with(typed + ".") || support_of(d).low == support_of(d).high) continue;
    add(plan, typed, {name, d, {}}, {FactorTarget::kParameter, static_cast<int>(i)});
    any = true;
  }
  return any;
}

[[noreturn]] void refuse_name(const SweepPlan& plan, const std::string& typed,
                              const std::string& name) {
  const std::vector<ResolvedSetting> settings = resolved_settings(plan.scenario);
  std::vector<std::string_view> names;
  for (const ResolvedSetting& s : settings) names.push_back(s.name);
  const std::string_view nearest = nearest_name(name, names);
  refuse(typed, nearest.empty() ? "no such setting; armistice parameters and armistice levers list "
                                  "them, such as parameters.front.dead_zone"
                                : fmt::format("no such setting; did you mean {}?", nearest));
}

/// What was checked of a column: words and choices one by one, of numbers the least and the
/// greatest, for what a number may be is a range.
struct SeenValues {
  std::set<std::string> words;
  double low = std::numeric_limits<double>::infinity(), high = -low;
};

void check_cell(SweepPlan& plan, std::size_t column, const std::string& cell, SeenValues& seen) {
  Factor& factor = plan.design.factors[column];
  const auto [target, row] = plan.targets[column];
  const bool word = target == FactorTarget::kSwitch || target == FactorTarget::kSetting;
  const bool choice =
      target == FactorTarget::kLever && lever_declarations()[static_cast<std::size_t>(row)].at_once;
  if (word || choice) {
    if (seen.words.contains(cell)) return;
    with_setting(plan, factor.name, cell);
    seen.words.insert(cell);
    if (word) factor.words.push_back(cell);
    return;
  }
  double x = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stopped, error] = std::from_chars(cell.data(), end, x);
  if (error != std::errc() || stopped != end) {
    throw Error(Fault::kInput, fmt::format("{}: \"{}\" is not a number", factor.name, cell));
  }
  if (x >= seen.low && x <= seen.high) return;
  with_setting(plan, factor.name, cell);
  seen.low = std::min(seen.low, x);
  seen.high = std::max(seen.high, x);
}

}  // namespace

void add_factor(SweepPlan& plan, const std::string& typed) {
  const std::size_t equals = std::min(typed.find('='), typed.size());
  const std::string name = typed.substr(0, equals);
  const std::string spec = equals == typed.size() ? "" : typed.substr(equals + 1);
  const auto target = target_of(plan, name);
  if (!target) {
    if (!spec.empty() || !add_group(plan, name)) refuse_name(plan, typed, name);
    return;
  }
  switch (target->target) {
    case FactorTarget::kParameter:
    case FactorTarget::kLever: {
      // Of a lever the intensity alone: what is known of its course stays.
      const bool lever = target->target == FactorTarget::kLever;
      const Scenario scenario = spec.empty()
                                    ? plan.scenario
                                    : with_setting(plan, lever ? name + ".intensity" : name,
                                                   as_distribution(typed, spec));
      const Distribution& d = distribution_in(scenario, *target);
      if (support_of(d).low == support_of(d).high) {
        refuse(typed, fmt::format("is {} and not drawn in this scenario; give it a range, such as "
                                  "{}=LOW:HIGH, or values",
                                  central_value(d), name));
      }
      return add(plan, typed, {name, d, {}}, *target);
    }
    case FactorTarget::kStartMonth:
    case FactorTarget::kRampMonths:
      return add(plan, typed, {name, undrawn_distribution(plan, typed, name, spec), {}}, *target);
    case FactorTarget::kSwitch:
    case FactorTarget::kSetting:
      break;
  }
  const bool is_switch = name.starts_with("switches.");
  const std::vector<std::string> words =
      split(spec.empty() && is_switch ? "false,true" : spec, ',');
  if (words.size() < 2) refuse(typed, "expected two values or more, such as rule=quantal,rational");
  for (const std::string& word : words) with_setting(plan, name, word);
  add(plan, typed, {name, {}, words}, *target);
}

void add_default_factors(SweepPlan& plan) {
  add_group(plan, "initial");
  add_group(plan, "parameters");
  for (int i = 0; i < kLevers; ++i) {
    const auto row = static_cast<std::size_t>(i);
    const Distribution& d = plan.scenario.levers[row].intensity;
    if (support_of(d).low == support_of(d).high) continue;
    add(plan, "", {fmt::format("levers.{}", lever_declarations()[row].name), d, {}},
        {FactorTarget::kLever, i});
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
    if (!is_number(rho)) fail(fmt::format("the correlation \"{}\" is not a number", rho));
    std::from_chars(rho.data(), rho.data() + rho.size(), unit.correlation);
    members.resize(colon);
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
    auto& units = plan.design.units;
    const auto own = std::find_if(units.begin(), units.end(), [&](const FactorUnit& u) {
      return u.factors == std::vector<std::size_t>{index};
    });
    if (own == units.end()) fail(fmt::format("{} is in a group already", name));
    units.erase(own);
    unit.factors.push_back(index);
  }
  if (unit.factors.size() < 2) fail("expected two factors or more");
  plan.design.units.push_back(std::move(unit));
}

void take_table(SweepPlan& plan, const std::filesystem::path& file) {
  plan.table = std::make_shared<const DesignTable>(file);
  plan.table_file = file;
  const DesignTable& table = *plan.table;
  plan.design.kind = DesignKind::kTable;
  plan.design.samples = table.rows();
  for (const std::string& name : table.names()) {
    const auto target = target_of(plan, name);
    if (!target) refuse_name(plan, fmt::format("{} ({})", name, file.string()), name);
    add(plan, name, {name, {}, {}}, *target);
  }
  std::vector<SeenValues> seen(table.names().size());
  constexpr int kRows = 1024;
  for (std::int64_t first = 0; first < table.rows(); first += kRows) {
    const int count = static_cast<int>(std::min<std::int64_t>(kRows, table.rows() - first));
    const auto rows = table.cells(first, count);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t f = 0; f < seen.size(); ++f) {
        try {
          check_cell(plan, f, rows[i][f], seen[f]);
        } catch (const Error& error) {
          throw Error(Fault::kInput,
                      fmt::format("{}: point {}: {}", file.string(),
                                  first + static_cast<std::int64_t>(i), error.what()));
        }
      }
    }
  }
}

}  // namespace armistice
