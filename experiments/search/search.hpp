// armistice search: packages of levers, compared by successive halving; then the finalists on fresh
// trials, with their fronts and regrets.
#pragma once

#include <vector>

#include "experiments/search/candidates.hpp"
#include "experiments/search/finals.hpp"
#include "experiments/search/halving.hpp"
#include "experiments/search/package.hpp"

namespace armistice {

struct SearchPlan {
  Objective objective;
  Budget budget;
  std::size_t finalists = 32;
};

/// The trials of the settings are those of a finalist.
struct Search : CourseRecord {
  PackageSpace space;
  SearchPlan plan;
  std::vector<Package> packages;
  std::vector<Standing> standings;  // of each package, from the search alone
  std::int64_t search_trials = 0;   // of all packages
  Finals finals;                    // options of which the empty and the full package are two
};

/// Evaluates all packages of a space of up to kMostEnumerated, otherwise a bred population. Uses
/// the hooks progress and stop; with `stages` it goes on from what is kept, and keeps its own.
/// Throws Error(kInput) for settings out of range.
Search run_search(PackageSpace space, const SearchPlan& plan, const RunSettings& settings,
                  const RunHooks& hooks = {}, StageKeeper* stages = nullptr);

enum class Within { kYes, kUnclear, kNo };

/// Whether a finalist keeps the budget: unclear if a limit is within its mean's sampling error.
Within within_budget(const Search& search, std::size_t option);

/// A finalist on a front.
struct FrontMember {
  std::size_t option;
  bool certain;  // beyond sampling error: better than each other finalist in one of the two
};

/// Finalists that no other within the budget dominates, the cheapest first.
std::vector<FrontMember> front(const Search& search, Measure criterion);

/// The finalist within the budget with the best objective; that with the least regret_p90 and that
/// with the least largest regret. -1 if none is within the budget.
int best_option(const Search& search);
int robust_option(const Search& search);
int minimax_option(const Search& search);

/// 95 %: of a finalist's objective as a quantity (Wilson for a share), or of another measure.
Interval sampling_interval(const Search& search, std::size_t option, Measure m);

}  // namespace armistice
