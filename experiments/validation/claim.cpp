#include "experiments/validation/claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/draw.hpp"
#include "experiments/validation/figures.hpp"
#include "experiments/validation/kept_rows.hpp"

namespace armistice {
namespace {

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

namespace {

/// [parameter][set]
std::vector<std::vector<double>> drawn_parameters(const Scenario& scenario, std::uint64_t seed,
                                                  int sets) {
  const ParameterDraw draw(scenario, seed);
  std::vector<std::vector<double>> values(static_cast<std::size_t>(draw.parameters()));
  for (int k = 0; k < sets; ++k) {
    const ParameterSet set = draw.set(static_cast<std::uint32_t>(k));
    for (std::size_t row = 0; row < values.size(); ++row) {
      values[row].push_back(double{set.parameters[row]});
    }
  }
  return values;
}

/// A variant of a scenario, and what claims ask of it.
struct Variant {
  Scenario scenario;
  std::map<std::string, std::vector<double>> values;  // by measure, [set][replicate]
  std::vector<std::vector<double>> parameters;        // drawn, [parameter][set]
};

/// Runs each variant once, whatever number of claims is about it.
class Variants {
 public:
  /// Notes that a claim asks a measure of a variant; gives its key.
  std::string ask(const Claim& claim, const std::vector<Setting>& critic,
                  const std::vector<Setting>& own) {
    std::vector<Setting> settings = critic;
    settings.insert(settings.end(), own.begin(), own.end());
    Scenario scenario = Laboratory::scenario(claim.scenario, settings);
    std::string key = scenario.digest;
    Asked& asked =
        variants_.try_emplace(key, Asked{{std::move(scenario), {}, {}}, {}}).first->second;
    asked.measures.push_back(claim.measure);
    return key;
  }

  void run(Laboratory& laboratory, const ClaimSettings& settings) {
    for (auto& [key, asked] : variants_) {
      std::vector<MonthlyQuantity> record;
      for (const ClaimMeasure& measure : asked.measures) {
        for (const MonthlyQuantity& q : measure.record()) {
          if (std::find(record.begin(), record.end(), q) == record.end()) record.push_back(q);
        }
      }
      asked.variant.parameters =
          drawn_parameters(asked.variant.scenario, laboratory.settings().seed, settings.sets);
      auto& values = asked.variant.values;
      for (const ClaimMeasure& measure : asked.measures) {
        values[measure.name].resize(static_cast<std::size_t>(settings.trials()));
      }
      bring_in_a_stage(laboratory, values, [&] {
        const Sample sample =
            laboratory.run_sets(asked.variant.scenario, settings.sets, settings.replicates, record);
        std::map<std::string, std::vector<double>> columns;
        for (const ClaimMeasure& measure : asked.measures) {
          columns.try_emplace(measure.name, measure.of(sample));
        }
        return columns;
      });
    }
  }

  const Variant& of(const std::string& key) const { return variants_.at(key).variant; }

 private:
  struct Asked {
    Variant variant;
    std::vector<ClaimMeasure> measures;
  };
  std::map<std::string, Asked> variants_;
};

ClaimResult result_of(const Claim& claim, const Variant& without, const Variant& with,
                      const ClaimSettings& settings) {
  const std::vector<double>& before = without.values.at(claim.measure.name);
  const std::vector<double>& after = with.values.at(claim.measure.name);
  const SetEffects effects = effects_of_sets(after, before, settings.replicates);
  const Judgement j = judge(effects, claim.sign, claim.least);
  ClaimResult result{.without = mean_of_values(before).value,
                     .with = mean_of_values(after).value,
                     .difference = mean_of_values(effects.effect),
                     .share = j.share,
                     .median = j.median,
                     .p05 = j.p05,
                     .p95 = j.p95,
                     .verdict = j.verdict,
                     .hinge = {}};
  const Hinge hinge = hinge_of(j, with.parameters);
  if (hinge.row < 0) return result;
  result.hinge = setting_name(parameter_declarations()[static_cast<std::size_t>(hinge.row)]);
  result.hinge_correlation = hinge.correlation;
  result.share_low = hinge.share_low;
  result.share_high = hinge.share_high;
  return result;
}

}  // namespace

std::vector<ClaimResult> try_claims(Laboratory& laboratory, const std::vector<Claim>& claims,
                                    const std::vector<Setting>& critic,
                                    const ClaimSettings& settings) {
  Variants variants;
  std::vector<std::pair<std::string, std::string>> keys;
  for (const Claim& claim : claims) {
    const std::string without = variants.ask(claim, critic, claim.without);
    keys.emplace_back(without, variants.ask(claim, critic, claim.with));
  }
  variants.run(laboratory, settings);
  std::vector<ClaimResult> results;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    results.push_back(
        result_of(claims[i], variants.of(keys[i].first), variants.of(keys[i].second), settings));
  }
  return results;
}

}  // namespace armistice
