#include "experiments/validation/claim.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/validation/figures.hpp"

namespace armistice {
namespace {

constexpr double kErrors = 3;

template <class Declaration>
int place_in(std::span<const Declaration> declared, std::string_view name) {
  for (std::size_t i = 0; i < declared.size(); ++i) {
    if (declared[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int share_named(std::string_view name) {
  for (int s = 0; s < kShares; ++s) {
    const ShareName share = name_of(static_cast<Share>(s));
    const std::string full = std::string(share.outcome) + "," + std::string(share.detail);
    if (name == full || (share.detail == "all" && name == share.outcome)) return s;
  }
  return -1;
}

}  // namespace

ClaimMeasure measure_named(const std::string& name) {
  const bool ever = name.ends_with('?');
  const std::string_view column = std::string_view(name).substr(0, name.size() - (ever ? 1 : 0));
  ClaimMeasure measure{.name = name,
                       .share = ever ? -1 : share_named(name),
                       .result = place_in(result_declarations(), column),
                       .ever = ever};
  if (measure.share >= 0 || measure.result >= 0) return measure;
  const std::size_t at = name.find('@');
  const int quantity = place_in(quantity_declarations(), std::string_view(name).substr(0, at));
  int month = 0;  // as in timeline.csv, from 1
  if (at != std::string::npos) {
    const char* const end = name.data() + name.size();
    const auto [stopped, error] = std::from_chars(name.data() + at + 1, end, month);
    if (error != std::errc() || stopped != end) month = 0;
  }
  if (quantity < 0 || month < 1 || month > Laboratory::kHorizon) {
    throw std::invalid_argument(
        fmt::format("expected a share of outcomes.csv, a result of trials.csv, or a quantity of "
                    "timeline.csv with its month from 1 to {}, such as occupied_share_pct@24",
                    Laboratory::kHorizon));
  }
  measure.monthly = {static_cast<Quantity>(quantity), month - 1};
  return measure;
}

std::vector<MonthlyQuantity> ClaimMeasure::record() const {
  if (share >= 0 || result >= 0) return {};
  return {monthly};
}

std::vector<double> ClaimMeasure::of(const Sample& sample) const {
  if (share >= 0) return sample.counts(static_cast<Share>(share));
  if (result >= 0) {
    std::vector<double> values = as_doubles(sample.of(static_cast<Result>(result)));
    if (!ever) return values;
    for (double& month : values) month = month >= 0 ? 1 : 0;
    return values;
  }
  return as_doubles(sample.of(monthly));
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kSupported:
      return "supported";
    case Verdict::kContradicted:
      return "contradicted";
    case Verdict::kUndecided:
      break;
  }
  return "undecided";
}

ClaimResult try_claim(Laboratory& laboratory, const Claim& claim,
                      const std::vector<Setting>& critic, int trials) {
  const auto values = [&](const std::vector<Setting>& own) {
    std::vector<Setting> settings = critic;  // what the claim sets wins: it is what is asked
    settings.insert(settings.end(), own.begin(), own.end());
    const Scenario scenario = Laboratory::scenario(claim.scenario, settings);
    return claim.measure.of(laboratory.run_once(scenario, trials, claim.measure.record()));
  };
  const std::vector<double> without = values(claim.without), with = values(claim.with);
  ClaimResult result{mean_of_values(without).value, mean_of_values(with).value,
                     mean_difference(with, without), Verdict::kUndecided};
  const double asserted = claim.sign * result.difference.value;
  const bool seen = std::abs(asserted) > kErrors * result.difference.standard_error &&
                    std::abs(asserted) >= claim.least;
  if (seen) result.verdict = asserted > 0 ? Verdict::kSupported : Verdict::kContradicted;
  return result;
}

}  // namespace armistice
