#include "experiments/sweep/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/designs/cells.hpp"
#include "experiments/designs/points.hpp"
#include "experiments/error.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/relations.hpp"
#include "experiments/sweep/setting_target.hpp"
#include "experiments/trials/labels.hpp"

namespace armistice {
namespace {

constexpr std::int64_t kMostAddresses = std::numeric_limits<std::uint32_t>::max();

/// Whether the scenario draws parameters outside the design, at least at some points.
bool draws_others(const SweepPlan& plan) {
  const Scenario& scenario = plan.scenario;
  const auto is_drawn = [](const Distribution& d) {
    return support_of(d).low != support_of(d).high;
  };
  const auto is_factor = [&plan](FactorTarget target, std::size_t row) {
    return std::any_of(plan.targets.begin(), plan.targets.end(), [&](const SweptFactor& f) {
      return f.target == target && f.row == static_cast<int>(row);
    });
  };
  for (std::size_t i = 0; i < std::size(scenario.parameters); ++i) {
    const bool other = !is_factor(FactorTarget::kParameter, i);
    if (other && is_drawn(scenario.parameters[i])) return true;
  }
  for (std::size_t i = 0; i < std::size(scenario.levers); ++i) {
    const bool other = !is_factor(FactorTarget::kLever, i);
    if (other && is_drawn(scenario.levers[i].intensity)) return true;
  }
  return is_drawn(scenario.implementation.share) ||
         is_factor(FactorTarget::kSetting, ~std::size_t{0});
}

/// The scenario's parameters, those of the design with all values that its points may give them.
/// The rows of the user's own design were checked one by one.
std::vector<Distribution> parameters_at_any_point(const SweepPlan& plan) {
  std::vector<Distribution> parameters = plan.scenario.parameters;
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    if (plan.targets[i].target != FactorTarget::kParameter) continue;
    parameters[static_cast<std::size_t>(plan.targets[i].row)] = plan.design.factors[i].distribution;
  }
  return parameters;
}

/// What is wrong with the correlations at a corner of the factors' box. The matrices that are
/// positive definite are a convex set: if those of all corners are, those inside are.
std::optional<std::string> broken_correlations(const SweepPlan& plan) {
  std::vector<std::pair<std::size_t, Support>> varied;  // place among the correlations
  const auto declarations = correlation_declarations();
  for (const Factor& factor : plan.design.factors) {
    for (std::size_t c = 0; c < declarations.size(); ++c) {
      if (factor.name != correlation_setting(declarations[c])) continue;
      varied.emplace_back(c, support_of(factor.distribution));
    }
  }
  if (varied.empty() || plan.scenario.correlations.empty()) return std::nullopt;
  for (std::size_t corner = 0; corner < std::size_t{1} << varied.size(); ++corner) {
    std::vector<double> correlations = plan.scenario.correlations;
    for (std::size_t i = 0; i < varied.size(); ++i) {
      const auto& [place, ends] = varied[i];
      correlations[place] = (corner >> i & 1) != 0 ? ends.high : ends.low;
    }
    if (const auto misfit = correlation_misfit(correlations)) {
      return message_of_misfit(correlations, *misfit);
    }
  }
  return std::nullopt;
}

/// A cell of the user's own design, as point_values gives it. The table was checked before.
double value_of(const Factor& factor, const std::string& cell) {
  const std::string word = word_in(cell, is_flag(factor.name));
  for (std::size_t level = 0; level < factor.words.size(); ++level) {
    if (factor.words[level] == word) return static_cast<double>(level);
  }
  return number_in(cell).value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

std::int64_t block_points(const SweepPlan& plan, std::int64_t points) {
  constexpr std::int64_t kWorthATask = 256, kPieces = 64;  // trials; pieces of all points
  const std::int64_t most = std::max(1, kBlockTrials / plan.replicates);
  const std::int64_t least = (kWorthATask + plan.replicates - 1) / plan.replicates;
  return std::min(most, std::max(least, points / kPieces));
}

std::int64_t points_of(const SweepPlan& plan) {
  return plan.table != nullptr ? plan.table->rows() : points_of(plan.design);
}

std::vector<Compared> default_sweep_outcomes(const Scenario& scenario) {
  std::vector<Compared> outcomes = compared_shares(labels_of(scenario));
  for (const Result r : {Result::occupied_share_end_pct, Result::russian_casualties_thousand,
                         Result::ukrainian_casualties_thousand,
                         Result::european_military_aid_eur_bn, Result::us_military_aid_eur_bn}) {
    outcomes.emplace_back(r);
  }
  return outcomes;
}

void check_plan(const SweepPlan& plan) {
  const auto require = [](bool holds, const std::string& message) {
    if (!holds) throw Error(Fault::kInput, "armistice: " + message);
  };
  require(plan.replicates >= 1 && plan.replicates <= kMostReplicates,
          fmt::format("--replicates {}: expected 1 to {}", plan.replicates, kMostReplicates));
  require(!plan.outcomes.empty(), "expected one outcome or more");
  require(!plan.hold_others || draws_others(plan),
          "--hold-others has no effect, because the design sets everything that the scenario "
          "draws, so nothing is left to hold; leave it out");
  if (plan.table == nullptr) {
    if (const auto broken = broken_relation(parameters_at_any_point(plan))) {
      throw Error(Fault::kInput,
                  fmt::format("armistice: at some point of the design {}", broken->message));
    }
    if (const auto broken = broken_correlations(plan)) {
      throw Error(Fault::kInput, "armistice: at a corner of the factors' ranges " + *broken);
    }
  }
  const std::int64_t points = points_of(plan);
  require(!plan.independent || points <= kMostAddresses / plan.replicates,
          fmt::format("--independent: {} of {} need random numbers for {}; there are random "
                      "numbers for {}. Take fewer points or trials, or leave out --independent",
                      counted(points, "point"), counted(plan.replicates, "trial"),
                      counted(points * plan.replicates, "trial"), with_thousands(kMostAddresses)));
}

std::vector<double> point_values(const SweepPlan& plan, const DesignPoints* points,
                                 std::int64_t first, int count) {
  const std::size_t factors = plan.design.factors.size();
  std::vector<double> values(static_cast<std::size_t>(count) * factors);
  if (plan.table == nullptr) {
    for (int i = 0; i < count; ++i) {
      const std::size_t from = static_cast<std::size_t>(i) * factors;
      points->point(first + i, std::span(values).subspan(from, factors));
    }
    return values;
  }
  const auto rows = plan.table->cells(first, count);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t f = 0; f < factors; ++f) {
      values[i * factors + f] = value_of(plan.design.factors[f], rows[i][f]);
    }
  }
  return values;
}

std::string value_text(const Factor& factor, double value) {
  if (factor.words.empty()) return fmt::format("{}", value);
  return factor.words[static_cast<std::size_t>(value)];
}

}  // namespace armistice
