// For tests of the machinery: a scenario without files, and a stand-in for the model whose answers
// a test can work out itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "agents/interface/ranges.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

/// Declared defaults, nothing drawn, and `donors` equal donors.
inline Scenario plain_scenario(int donors = 3) {
  Scenario s;
  s.name = "plain";
  s.file = "plain.toml";
  for (const auto& p : parameter_declarations()) {
    s.parameters.push_back(fixed_value(p.default_value));
  }
  for (int i = 0; i < kLevers; ++i) {
    const auto& lever = lever_declarations()[static_cast<std::size_t>(i)];
    s.levers[static_cast<std::size_t>(i)].intensity = fixed_value(lever.base);
  }
  const auto n = static_cast<std::size_t>(donors);
  const auto equal = [donors](double x) { return Eigen::ArrayXd::Constant(donors, x).eval(); };
  s.cast.donors.resize(n);
  s.cast.blocs = {"all"};
  s.cast.gdp_eur_bn = equal(100);
  s.cast.initial_stance = s.cast.threat = s.cast.tie = s.cast.troop_willingness = equal(0.5);
  s.cast.base_aid_eur_bn_per_year = equal(1);
  s.cast.recorded_aid_eur_bn_per_year = equal(1);
  s.cast.share_of_months_without_aid = equal(0);
  s.cast.bloc = Eigen::ArrayXi::Zero(donors);
  s.cast.eu_member = s.cast.nato_member = s.cast.parallel_guarantor = std::vector<bool>(n, true);
  s.cast.european = std::vector<bool>(n, true);
  s.cast.influence = Eigen::MatrixXd::Identity(1, 1);
  return s;
}

inline std::size_t parameter_row(std::string_view group, std::string_view name) {
  std::size_t row = 0;
  for (const auto& p : parameter_declarations()) {
    if (p.group == group && p.name == name) return row;
    ++row;
  }
  return row;
}

/// A uniform that depends on its address alone.
inline float stand_in_uniform(std::uint32_t key, std::uint32_t set, std::uint32_t replicate,
                              std::uint32_t what) {
  std::uint64_t x = ((std::uint64_t{key} * 31 + set) * 0x9E3779B97F4A7C15u) ^
                    ((std::uint64_t{replicate} << 32 | what) * 0xBF58476D1CE4E5B9u);
  for (int i = 0; i < 2; ++i) x = (x ^ (x >> 30)) * 0x94D049BB133111EBu;
  return static_cast<float>(x >> 41) * 0x1p-23f;
}

/// What a column cannot hold would stop the run.
inline float stand_in_within(const PossibleRange& range, float x) {
  return std::clamp(x, static_cast<float>(range.low), static_cast<float>(range.high));
}

/// What the stand-in says of a trial: the sub-class is drawn evenly, unless the first parameter
/// is below 0, which breaks it.
struct StandInTrial {
  int detail, end_month, relapse_month;  // 0: none
  bool fighting;
  StandInTrial(std::uint32_t key, std::uint32_t set, std::uint32_t replicate, int horizon) {
    const auto u = [&](std::uint32_t what) { return stand_in_uniform(key, set, replicate, what); };
    detail = static_cast<int>(u(0) * 8);
    end_month = detail == 0 ? 0 : 1 + static_cast<int>(u(1) * static_cast<float>(horizon - 1));
    const bool relapsed = detail > 0 && end_month < horizon && u(2) < 0.3f;
    relapse_month =
        relapsed
            ? end_month + 1 + static_cast<int>(u(3) * static_cast<float>(horizon - end_month - 1))
            : 0;
    fighting = detail == 0 || relapsed;
  }
};

template <int kLanes>
void run_stand_in(const BatchInput& in, const BatchOutput& out) {
  for (int lane = 0; lane < kLanes; ++lane) {
    const std::uint32_t set = in.parameter_set[lane], replicate = in.replicate[lane];
    const StandInTrial trial(in.key[0] ^ in.key[1], set, replicate, in.horizon_months);
    const auto put = [&](Result r, float x) {
      out.results[static_cast<int>(r) * kLanes + lane] = x;
    };
    for (int r = 0; r < kResults; ++r) {
      const PossibleRange range =
          possible_range(result_declarations()[static_cast<std::size_t>(r)]);
      const float sum = in.parameters[r * kLanes + lane] +
                        stand_in_uniform(1, set, replicate, 100u + unsigned(r));
      put(static_cast<Result>(r), stand_in_within(range, sum));
    }
    const int outcome = trial.detail == 0 ? 0 : trial.detail < 6 ? 1 : 2;
    put(Result::outcome, in.parameters[lane] < 0 ? 9 : static_cast<float>(outcome));
    put(Result::detail, static_cast<float>(trial.detail));
    put(Result::strength_status, trial.detail == 1);
    put(Result::end_month, trial.end_month > 0 ? static_cast<float>(trial.end_month) : kNever);
    put(Result::relapsed, trial.relapse_month > 0);
    put(Result::relapse_month,
        trial.relapse_month > 0 ? static_cast<float>(trial.relapse_month) : kNever);
    put(Result::fighting_at_horizon, trial.fighting);
    put(Result::leader_cannot_stop, set % 2 == 1);
    put(Result::vetoing_actor, set % 5 == 0 ? static_cast<float>(set % 3) : kNever);
    for (int row = 0; out.timeline != nullptr && row < in.horizon_months * kQuantities; ++row) {
      const PossibleRange range =
          possible_range(quantity_declarations()[static_cast<std::size_t>(row % kQuantities)]);
      const float value =
          5 * stand_in_uniform(2, set, replicate, static_cast<std::uint32_t>(row)) - 1;
      out.timeline[row * kLanes + lane] = stand_in_within(range, value);
    }
    for (int row = 0; out.donors != nullptr && row < in.cast->donors * kDonorResults; ++row) {
      const PossibleRange range = possible_range(
          donor_result_declarations()[static_cast<std::size_t>(row % kDonorResults)]);
      const float value = stand_in_uniform(3, set, replicate, static_cast<std::uint32_t>(row));
      out.donors[row * kLanes + lane] = stand_in_within(range, value);
    }
    const int years = (in.horizon_months + 11) / 12;
    const int cost_rows = years * (in.cast->donors + kOtherPayers) * kCosts;
    for (int row = 0; out.costs != nullptr && row < cost_rows; ++row) {
      out.costs[row * kLanes + lane] =
          stand_in_uniform(4, set, replicate, static_cast<std::uint32_t>(row));
    }
  }
}

template <int kLanes>
const Kernel& stand_in() {
  static const Kernel kernel{"stand-in",
                             kLanes,
                             static_cast<int>(parameter_declarations().size()),
                             &run_stand_in<kLanes>,
                             kResults,
                             kDonorResults,
                             kQuantities};
  return kernel;
}

}  // namespace armistice
