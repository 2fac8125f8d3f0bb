#include "experiments/output/compared_names.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/output/estimate.hpp"
#include "experiments/output/trial_file.hpp"

namespace armistice {
namespace {

constexpr std::array<const char*, kShares> kWords = [] {
  std::array<const char*, kShares> words{};
  const auto name = [&words](Share s, const char* word) {
    words[static_cast<std::size_t>(s)] = word;
  };
  name(Share::kNegotiatedAll, "negotiated peace");
  name(Share::kStrength, "strength peace");
  name(Share::kIntermediate, "intermediate peace");
  name(Share::kCapitulation, "capitulation");
  name(Share::kDefenderCollapse, "peace dictated to Ukraine");
  name(Share::kInvaderCollapse, "peace dictated to Russia");
  name(Share::kBargained, "bargained peace");
  name(Share::kDictated, "dictated peace");
  name(Share::kStrengthStatus, "negotiated peace with a force or NATO");
  name(Share::kDeFactoAll, "de facto cease-fire");
  name(Share::kGuaranteed, "guaranteed cease-fire");
  name(Share::kBare, "bare cease-fire");
  name(Share::kContinuedWarAll, "continued war");
  name(Share::kFightingAtHorizon, "fighting at the horizon");
  name(Share::kStoppedAtHorizon, "no fighting at the horizon");
  name(Share::kDurableAcceptablePeace, "durable, acceptable peace");
  name(Share::kDirectClash, "a direct clash of Russia and NATO");
  name(Share::kNuclearUse, "nuclear use");
  return words;
}();

}  // namespace

ComparedName name_of(const Compared& what) {
  if (const Result* result = std::get_if<Result>(&what)) return {column_name(*result), "mean"};
  const ShareName name = reported_name(std::get<Share>(what));
  return {name.outcome, name.detail};
}

std::string words_of(const Compared& what) {
  if (const Share* share = std::get_if<Share>(&what))
    return kWords[static_cast<std::size_t>(*share)];
  return fmt::format("the mean of {}", column_name(std::get<Result>(what)));
}

Compared objective_named(std::string_view typed, std::span<const Compared> all) {
  std::vector<std::string> names;
  for (const Compared& what : all) {
    const ComparedName name = name_of(what);
    const std::string full = fmt::format("{},{}", name.quantity, name.detail);
    const bool whole = name.detail == "all" || name.detail == "mean";
    if (typed == full || (whole && typed == name.quantity)) return what;
    names.push_back(whole ? std::string(name.quantity) : full);
  }
  for (int r = 0; r < kResults; ++r) {
    if (typed != column_name(static_cast<Result>(r))) continue;
    throw Error(Fault::kInput,
                fmt::format("armistice: --objective {}: not a number that every trial has", typed));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view nearest = nearest_name(typed, views);
  throw Error(
      Fault::kInput,
      fmt::format("armistice: --objective \"{}\": {}", typed,
                  nearest.empty()
                      ? "expected a row of outcomes.csv, such as durable_acceptable_peace or "
                        "negotiated_peace,strength, or a number of trials.csv"
                      : fmt::format("unknown; did you mean {}?", nearest)));
}

}  // namespace armistice
