#include "experiments/comparison/compared_names.hpp"

#include <fmt/format.h>

#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {

ComparedName name_of(const Compared& what, const Cast* cast) {
  if (const Result* result = std::get_if<Result>(&what)) {
    return {cast ? column_name(*result, *cast) : std::string(column_name(*result)), "mean"};
  }
  const ShareName name = name_of(std::get<Share>(what));
  return {std::string(name.outcome), name.detail};
}

const Cast* common_cast(std::span<const Scenario> scenarios) {
  const Cast& first = scenarios.front().cast;
  for (const Scenario& scenario : scenarios) {
    for (int r = 0; r < kResults; ++r) {
      const auto result = static_cast<Result>(r);
      if (column_name(result, scenario.cast) != column_name(result, first)) return nullptr;
    }
  }
  return &first;
}

std::string words_of(const Compared& what) {
  if (const Share* share = std::get_if<Share>(&what))
    return std::string(share_declarations()[static_cast<std::size_t>(*share)].words);
  return fmt::format("the mean of {}", column_name(std::get<Result>(what)));
}

namespace {

/// Why a result is no objective.
std::string why_not(const ResultDeclaration& declared) {
  if (!declared.always()) return fmt::format(" (none where {})", declared.empty);
  if (declared.kind == ResultKind::kShare) return " (its share is a row of outcomes.csv)";
  return fmt::format(" (it is a {})", name_of(declared.kind));
}

}  // namespace

std::string typed_objective(const Compared& what) {
  const ComparedName name = name_of(what);
  const bool whole = name.detail == "all" || name.detail == "mean";
  return whole ? name.quantity : fmt::format("{},{}", name.quantity, name.detail);
}

Compared objective_named(std::string_view typed, std::span<const Compared> all, const Cast* cast) {
  std::vector<std::string> names;
  for (const Compared& what : all) {
    const ComparedName name = name_of(what);
    const bool whole = name.detail == "all" || name.detail == "mean";
    names.push_back(typed_objective(what));
    if (typed == names.back()) return what;
    if (typed == fmt::format("{},{}", name.quantity, name.detail)) return what;
    if (cast != nullptr && whole && typed == name_of(what, cast).quantity) return what;
  }
  for (int r = 0; r < kResults; ++r) {
    const auto result = static_cast<Result>(r);
    if (typed != column_name(result) && (!cast || typed != column_name(result, *cast))) continue;
    throw Error(Fault::kInput, fmt::format("armistice: --objective {}: not a number that every "
                                           "trial has{}",
                                           typed, why_not(declaration_of(result))));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view nearest = nearest_name(typed, views);
  throw Error(
      Fault::kInput,
      fmt::format("armistice: --objective \"{}\": {}", typed,
                  nearest.empty()
                      ? "expected a row of outcomes.csv, such as durable_acceptable_peace or "
                        "negotiated_peace,settlement, or a number of trials.csv"
                      : fmt::format("unknown; did you mean {}?", nearest)));
}

}  // namespace armistice
