// Successive halving: all packages get a few trials, the better half gets as many again, and so on,
// until few are left. Effort goes to contenders (Karnin, Koren and Somekh 2013; Jamieson and
// Talwalkar 2016); better is who lies on a better Pareto front (as in
// Schmucker et al. 2021).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "experiments/comparison/trial_values.hpp"
#include "experiments/engine/stages.hpp"

namespace armistice {

/// Trials of a search have numbers from here on, so that those of the finalists, from 0, are fresh.
inline constexpr std::uint32_t kFirstSearchTrial = 0x80000000u;

/// The sums of a package's trials, which all packages have from the same first one on.
struct Standing {
  std::int64_t trials = 0;
  int rounds = 0;  // that it was in
  std::array<double, kMeasures> sums{};

  double mean(Measure m) const {
    return sums[static_cast<std::size_t>(m)] / static_cast<double>(trials);
  }
  bool operator==(const Standing&) const = default;
};

/// Whose costs a budget limits.
inline constexpr Measure kBudgeted[] = {Measure::kCostTotal, Measure::kCostEurope,
                                        Measure::kCostUnitedStates};

/// What a package may cost at most on average; EUR bn.
struct Budget {
  double total = std::numeric_limits<double>::infinity();
  double europe = std::numeric_limits<double>::infinity();
  double united_states = std::numeric_limits<double>::infinity();

  std::optional<double> limit(Measure m) const;
  bool allows(const Standing& standing) const;
};

/// `among`, the best first. The order is: packages within the budget first, then the best layer in
/// any of the fronts, then the least crowded in such a layer, then the objective, then the number.
std::vector<std::size_t> ranked(std::span<const Standing> standings,
                                std::span<const std::size_t> among, const Budget& budget);

struct HalvingPlan {
  int first_trials = 64;       // of each package in the first round; doubled from round to round
  std::size_t finalists = 32;  // or all, if there are fewer
  Budget budget;
};

/// Observers, and the means to stop it.
struct SearchHooks {
  std::function<void(std::int64_t trials)> done{};  // one at a time, with how many more were run
  const std::atomic<bool>* stop = nullptr;
  StageKeeper* stages = nullptr;
};

/// Brings the standings of `who` to `trials` trials each, on the threads of the calling arena.
/// False if it was stopped.
bool bring_to(std::int64_t trials, std::span<const std::size_t> who, const TrialValues& values,
              std::vector<Standing>& standings, const SearchHooks& hooks);

/// The finalists, the best first, out of `alive`; empty if it was stopped.
std::vector<std::size_t> successive_halving(std::vector<std::size_t> alive,
                                            const TrialValues& values, const HalvingPlan& plan,
                                            std::vector<Standing>& standings,
                                            const SearchHooks& hooks);

/// How many trials that takes if all start without any.
std::int64_t halving_trials(std::size_t packages, const HalvingPlan& plan);

}  // namespace armistice
