#include "experiments/search/halving.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>

#include "experiments/engine/pieces.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/search/pareto.hpp"

namespace armistice {

template <class Archive>
void serialize(Archive& archive, Standing& standing) {
  archive(standing.trials, standing.rounds, standing.sums);
}

namespace {

/// Runs trials [from, to) of a package and adds them.
void add_trials(std::size_t package, std::int64_t from, std::int64_t to, const TrialValues& values,
                Standing& standing) {
  std::vector<TrialAddress> trials;
  for (std::int64_t k = from; k < to; ++k) {
    trials.push_back({kFirstSearchTrial + static_cast<std::uint32_t>(k), 0});
  }
  std::vector<double> table(trials.size() * static_cast<std::size_t>(kMeasures));
  values(package, trials, table);
  for (std::size_t m = 0; m < standing.sums.size(); ++m) {
    for (std::size_t i = 0; i < trials.size(); ++i) {
      standing.sums[m] += table[m * trials.size() + i];
    }
  }
  standing.trials = to;
}

/// A package after its trials of a round.
struct Brought {
  Standing standing;
  std::int64_t trials;  // of this round
};

StageSums kept_standings(std::vector<Standing>& standings) {
  return archived_sums([&standings](auto& archive) { serialize_elements(archive, standings); });
}

std::int64_t trials_of(std::span<const std::size_t> who, const std::vector<Standing>& standings) {
  std::int64_t sum = 0;
  for (const std::size_t package : who) sum += standings[package].trials;
  return sum;
}

std::size_t half_of(std::size_t packages, std::size_t finalists) {
  return std::max(finalists, packages - packages / 2);
}

}  // namespace

std::optional<double> Budget::limit(Measure m) const {
  const double x = m == Measure::kCostTotal          ? total
                   : m == Measure::kCostEurope       ? europe
                   : m == Measure::kCostUnitedStates ? united_states
                                                     : std::numeric_limits<double>::infinity();
  return std::isfinite(x) ? std::optional(x) : std::nullopt;
}

bool Budget::allows(const Standing& standing) const {
  return standing.mean(Measure::kCostTotal) <= total &&
         standing.mean(Measure::kCostEurope) <= europe &&
         standing.mean(Measure::kCostUnitedStates) <= united_states;
}

std::vector<std::size_t> ranked(std::span<const Standing> standings,
                                std::span<const std::size_t> among, const Budget& budget) {
  // Layers are those among the affordable; others come after, in the order of their own.
  std::vector<std::size_t> order;
  for (const bool affordable : {true, false}) {
    std::vector<std::size_t> part;
    for (const std::size_t i : among) {
      if (budget.allows(standings[i]) == affordable) part.push_back(i);
    }
    std::vector<int> best(part.size(), std::numeric_limits<int>::max());
    std::vector<double> room(part.size(), 0);
    for (const Measure criterion : kCriteria) {
      std::vector<Tradeoff> tradeoffs;
      for (const std::size_t i : part) {
        tradeoffs.push_back({standings[i].mean(Measure::kObjective), standings[i].mean(criterion)});
      }
      const std::vector<int> layers = pareto_layers(tradeoffs);
      const std::vector<double> distances = crowding(tradeoffs, layers);
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (layers[i] > best[i]) continue;
        room[i] = layers[i] < best[i] ? distances[i] : std::max(room[i], distances[i]);
        best[i] = layers[i];
      }
    }
    std::vector<std::tuple<int, double, double, std::size_t>> keys;
    for (std::size_t i = 0; i < part.size(); ++i) {
      keys.emplace_back(best[i], -room[i], -standings[part[i]].mean(Measure::kObjective), part[i]);
    }
    std::sort(keys.begin(), keys.end());
    for (const auto& key : keys) order.push_back(std::get<3>(key));
  }
  return order;
}

bool bring_to(std::int64_t trials, std::span<const std::size_t> who, const TrialValues& values,
              std::vector<Standing>& standings, const SearchHooks& hooks) {
  // Each package is a piece of work, so its sums have one order.
  const auto packages = static_cast<std::int64_t>(who.size());
  const std::int64_t before = trials_of(who, standings);
  Stage stage(hooks.stages, hooks.stop, 0, packages, kept_standings(standings));
  if (hooks.done && stage.next() > 0) hooks.done(trials_of(who, standings) - before);
  run_pieces<Brought>(
      stage.next(), packages, stage.stop(),
      [&](std::int64_t piece) {
        const std::size_t package = who[static_cast<std::size_t>(piece)];
        auto brought = std::make_unique<Brought>(Brought{standings[package], 0});
        const std::int64_t from = std::min(brought->standing.trials, trials);
        if (from < trials) add_trials(package, from, trials, values, brought->standing);
        brought->trials = trials - from;
        return brought;
      },
      [&](std::int64_t piece, const Brought& brought) {
        standings[who[static_cast<std::size_t>(piece)]] = brought.standing;
        stage.keep(piece);
        if (hooks.done) hooks.done(brought.trials);
      });
  return stage.leave();
}

std::vector<std::size_t> successive_halving(std::vector<std::size_t> alive,
                                            const TrialValues& values, const HalvingPlan& plan,
                                            std::vector<Standing>& standings,
                                            const SearchHooks& hooks) {
  std::int64_t trials = plan.first_trials;
  while (true) {
    if (!bring_to(trials, alive, values, standings, hooks)) return {};
    for (const std::size_t i : alive) ++standings[i].rounds;
    alive = ranked(standings, alive, plan.budget);
    if (alive.size() <= plan.finalists) return alive;
    alive.resize(half_of(alive.size(), plan.finalists));
    if (alive.size() <= plan.finalists) return alive;
    trials *= 2;
  }
}

std::int64_t halving_trials(std::size_t packages, const HalvingPlan& plan) {
  std::int64_t each = plan.first_trials, sum = each * static_cast<std::int64_t>(packages);
  while (packages > plan.finalists) {
    packages = half_of(packages, plan.finalists);
    if (packages <= plan.finalists) break;
    sum += each * static_cast<std::int64_t>(packages);  // as many again as before
    each *= 2;
  }
  return sum;
}

}  // namespace armistice
