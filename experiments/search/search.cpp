#include "experiments/search/search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

#include "experiments/engine/pieces.hpp"
#include "experiments/error.hpp"
#include "experiments/search/pareto.hpp"

namespace armistice {
namespace {

void include(std::vector<std::size_t>& options, std::size_t option) {
  if (std::find(options.begin(), options.end(), option) == options.end()) options.push_back(option);
}

/// Values near the means of the finalists, from the search. A share is counted from 0, exactly.
std::vector<double> origin_of(const Search& search, const std::vector<std::size_t>& options) {
  std::vector<double> origin;
  for (const std::size_t option : options) {
    for (int m = 0; m < kMeasures; ++m) {
      const auto measure = static_cast<Measure>(m);
      const bool counted = measure == Measure::kObjective &&
                           std::holds_alternative<Share>(search.plan.objective.what);
      origin.push_back(counted ? 0 : search.standings[option].mean(measure));
    }
  }
  return origin;
}

/// Both ends of the space, whatever became of them, are reported beside the finalists.
std::vector<std::size_t> with_both_ends(const Search& search, std::vector<std::size_t> options) {
  for (const Package& end : {empty_package(search.space), full_package(search.space)}) {
    const auto place = std::find(search.packages.begin(), search.packages.end(), end);
    include(options, static_cast<std::size_t>(place - search.packages.begin()));
  }
  return options;
}

/// In the first round, of each package: the fewer packages, the more each gets.
int first_trials_of(std::size_t packages) {
  constexpr std::size_t kOfAll = 1u << 17, kLeast = 64, kMost = 1024;
  return static_cast<int>(std::clamp(kOfAll / packages, kLeast, kMost));
}

class SearchRun {
 public:
  SearchRun(Search& search, const RunHooks& hooks, StageKeeper* stages)
      : search_(search), hooks_(hooks) {
    halving_.finalists = search.plan.finalists;
    halving_.budget = search.plan.budget;
    breeding_.seed = search.settings.seed;
    breeding_.budget = search.plan.budget;
    whole_ = search.space.packages() <= kMostEnumerated;
    if (whole_) {
      search.packages = all_packages(search.space);
      search.standings.resize(search.packages.size());
      halving_.first_trials = first_trials_of(search.packages.size());
    } else {
      // Bred packages already have their first trials.
      halving_.first_trials = 2 * breeding_.trials;
    }
    heed_.stop = hooks.stop;
    heed_.stages = stages;
    heed_.done = [this](std::int64_t trials) { done(trials); };
  }

  void run(const TrialValues& values) {
    if (!whole_ &&
        !breed(search_.space, breeding_, values, search_.packages, search_.standings, heed_)) {
      return;
    }
    std::vector<std::size_t> alive = ranked_all();
    if (!whole_) alive.resize(std::min(alive.size(), breeding_.population));
    const std::vector<std::size_t> finalists =
        successive_halving(std::move(alive), values, halving_, search_.standings, heed_);
    if (finalists.empty()) return;
    search_.search_trials = done_;
    std::vector<std::size_t> options = with_both_ends(search_, finalists);
    std::vector<double> origin = origin_of(search_, options);
    search_.finals =
        run_finals(std::move(options), std::move(origin), halving_.budget, search_.settings.trials,
                   search_.settings.nested_sets, values, heed_);
    search_.complete = search_.finals.complete;
  }

 private:
  std::vector<std::size_t> ranked_all() const {
    std::vector<std::size_t> all(search_.packages.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return whole_ ? all : ranked(search_.standings, all, search_.plan.budget);
  }

  std::int64_t expected_trials() const {
    const std::size_t packages = whole_ ? search_.packages.size() : breeding_.population;
    const std::int64_t each =
        search_.settings.trials + std::int64_t{search_.settings.nested_sets} * kReplicates;
    return (whole_ ? 0 : breeding_trials(breeding_)) + halving_trials(packages, halving_) +
           each * static_cast<std::int64_t>(std::min(packages, search_.plan.finalists + 2));
  }

  void done(std::int64_t trials) {
    done_ += trials;
    if (hooks_.progress) hooks_.progress(done_, std::max(done_, expected_trials()));
  }

  Search& search_;
  const RunHooks& hooks_;
  HalvingPlan halving_;
  BreedingPlan breeding_;
  SearchHooks heed_;
  bool whole_ = true;
  std::int64_t done_ = 0;
};

/// Whether `a` is better than `b` in the measure beyond sampling error; costs are better if
/// smaller.
bool clearly_better(const Finals& finals, std::size_t a, std::size_t b, Measure m) {
  const double sign = m == Measure::kObjective ? 1 : -1;
  const double better = sign * (finals.mean(a, m) - finals.mean(b, m));
  return better > kNormalQuantile975 * finals.sums.error_of_difference(a, b, m);
}

template <class Worth>
int least(const Search& search, const Worth& worth) {
  int found = -1;
  for (const std::size_t i : search.finals.rivals) {
    if (found < 0 || worth(i) < worth(static_cast<std::size_t>(found))) found = static_cast<int>(i);
  }
  return found;
}

}  // namespace

Search run_search(PackageSpace space, const SearchPlan& plan, const RunSettings& settings,
                  const RunHooks& hooks, StageKeeper* stages) {
  const auto start = std::chrono::steady_clock::now();
  Search search;
  search.space = std::move(space);
  search.plan = plan;
  search.settings = checked_settings(settings);
  search.complete = false;
  if (search.settings.trials > kFirstSearchTrial) {
    throw Error(Fault::kInput,
                "armistice search: --trials: at most 2147483648, since the trials after are those "
                "of the search itself");
  }
  const TrialValues values = values_of_scenarios(
      [&search](std::size_t package) {
        return scenario_of(search.space, search.packages[package]);
      },
      search.settings, plan.objective);
  with_threads(search.settings.threads, [&] { SearchRun(search, hooks, stages).run(values); });
  search.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return search;
}

Within within_budget(const Search& search, std::size_t option) {
  Within within = Within::kYes;
  for (const Measure m : kBudgeted) {
    const auto limit = search.plan.budget.limit(m);
    if (!limit) continue;
    const Interval mean = sampling_interval(search, option, m);
    if (mean.low > *limit) return Within::kNo;
    if (mean.high > *limit) within = Within::kUnclear;
  }
  return within;
}

std::vector<FrontMember> front(const Search& search, Measure criterion) {
  const Finals& finals = search.finals;
  std::vector<std::size_t> options;
  std::vector<Tradeoff> tradeoffs;
  for (const std::size_t i : finals.rivals) {
    options.push_back(i);
    tradeoffs.push_back({finals.mean(i, Measure::kObjective), finals.mean(i, criterion)});
  }
  const std::vector<int> layers = pareto_layers(tradeoffs);
  std::vector<FrontMember> members;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (layers[i] != 1) continue;
    const bool certain = within_budget(search, options[i]) == Within::kYes &&
                         std::all_of(options.begin(), options.end(), [&](std::size_t other) {
                           return other == options[i] ||
                                  clearly_better(finals, options[i], other, Measure::kObjective) ||
                                  clearly_better(finals, options[i], other, criterion);
                         });
    members.push_back({options[i], certain});
  }
  std::stable_sort(members.begin(), members.end(), [&](const FrontMember& a, const FrontMember& b) {
    return finals.mean(a.option, criterion) < finals.mean(b.option, criterion);
  });
  return members;
}

int best_option(const Search& search) {
  return least(search, [&](std::size_t i) { return -search.finals.mean(i, Measure::kObjective); });
}

int robust_option(const Search& search) {
  return least(search, [&](std::size_t i) { return regret_over(search.finals.regrets[i]).p90; });
}

int minimax_option(const Search& search) {
  return least(search, [&](std::size_t i) { return regret_over(search.finals.regrets[i]).max; });
}

Interval sampling_interval(const Search& search, std::size_t option, Measure m) {
  const Finals& finals = search.finals;
  const double mean = finals.mean(option, m);
  const bool counted =
      m == Measure::kObjective && std::holds_alternative<Share>(search.plan.objective.what);
  if (counted) {
    const std::int64_t trials = finals.sums.trials();
    const double share = search.plan.objective.quantity(mean);
    return wilson_interval(std::llround(share * static_cast<double>(trials)), trials);
  }
  const double half = kNormalQuantile975 * finals.sums.error_of_mean(option, m);
  if (m != Measure::kObjective) return {mean - half, mean + half};
  const double centre = search.plan.objective.quantity(mean);
  return {centre - half, centre + half};
}

}  // namespace armistice
