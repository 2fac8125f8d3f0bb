#include "experiments/calibration/fitted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

struct Declared {
  std::string_view group, name, series;
};
constexpr Declared kDeclared[] = {
#define FITTED(group, name, series) {#group, #name, series},
#include "experiments/calibration/fitted.def"
#undef FITTED
};

std::string_view series_of(std::string_view name) {
  for (const Declared& d : kDeclared) {
    if (fmt::format("parameters.{}.{}", d.group, d.name) == name) return d.series;
  }
  return "";
}

int row_named(std::string_view name) {
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    if (setting_name(declarations[i]) == name) return static_cast<int>(i);
  }
  return -1;
}

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
  throw Error(Fault::kInput, fmt::format("armistice calibrate: --parameter {}: {}", name, why));
}

bool is_drawn(const Scenario& scenario, std::size_t row) {
  const Support support = support_of(scenario.parameters[row]);
  return support.low < support.high && scenario.posterior.column_of(row) < 0;
}

/// Why a parameter has no one prior that could be fitted; empty if it has.
std::string why_not(const Scenario& scenario, const std::vector<Scenario>& starts,
                    std::size_t row) {
  if (!is_drawn(scenario, row)) return "it is not drawn; expected one that the scenario draws";
  for (const Scenario& start : starts) {
    if (start.parameters[row] == scenario.parameters[row]) continue;
    return fmt::format(
        "the state of {} has a distribution of its own; expected one that all "
        "months share",
        to_string(start.start));
  }
  return "";
}

/// Takes the moments of its prior from equal steps of probability.
FittedParameter fitted(const Scenario& scenario, int row) {
  const auto place = static_cast<std::size_t>(row);
  const std::string name = setting_name(parameter_declarations()[place]);
  FittedParameter p{
      row, name, std::string(series_of(name)), Quantile(name, scenario.parameters[place]), 0, 0};
  constexpr int kSteps = 2000;
  double sum = 0, squares = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double x = p.quantile((i + 0.5) / kSteps);
    sum += x;
    squares += x * x;
  }
  p.prior_mean = sum / kSteps;
  p.prior_sd = std::sqrt(std::max(squares / kSteps - p.prior_mean * p.prior_mean, 0.0));
  return p;
}

}  // namespace

std::vector<FittedParameter> fitted_parameters(const Scenario& scenario,
                                               const std::vector<Scenario>& starts,
                                               const std::vector<std::string>& names) {
  std::vector<FittedParameter> all;
  for (const std::string& name : names) {
    const int row = row_named(name);
    if (row < 0) {
      std::vector<std::string> known;
      for (const auto& p : parameter_declarations()) known.push_back(setting_name(p));
      const std::vector<std::string_view> views(known.begin(), known.end());
      refuse(name, "there is no such parameter" + suggestion(name, views) +
                       "; armistice parameters lists them");
    }
    const std::string why = why_not(scenario, starts, static_cast<std::size_t>(row));
    if (!why.empty()) refuse(name, why);
    const auto twice = std::find_if(all.begin(), all.end(),
                                    [row](const FittedParameter& p) { return p.row == row; });
    if (twice != all.end()) refuse(name, "it is named twice; expected it once");
    all.push_back(fitted(scenario, row));
  }
  if (names.empty()) {
    for (const Declared& d : kDeclared) {
      const int row = row_named(fmt::format("parameters.{}.{}", d.group, d.name));
      if (row < 0) throw Error(Fault::kOurs, fmt::format("fitted.def: no parameter {}", d.name));
      if (!why_not(scenario, starts, static_cast<std::size_t>(row)).empty()) continue;
      all.push_back(fitted(scenario, row));
    }
  }
  if (all.empty()) {
    throw Error(Fault::kInput,
                "armistice calibrate: the scenario draws none of the parameters that are fitted; "
                "expected some, as --parameter parameters.front.speed_pct");
  }
  return all;
}

std::vector<float> values_of(const std::vector<FittedParameter>& fitted, const CubePoint& point) {
  std::vector<float> values;
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    values.push_back(static_cast<float>(fitted[i].quantile(point[i])));
  }
  return values;
}

PointValues point_values(const std::vector<FittedParameter>& fitted, const CubePoint& point) {
  const std::vector<float> values = values_of(fitted, point);
  PointValues all;
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    all.parameters.push_back({fitted[i].row, values[i]});
  }
  return all;
}

}  // namespace armistice
