#include "experiments/engine/nested_run.hpp"

#include <array>
#include <vector>

#include "experiments/engine/pieces.hpp"

namespace armistice {
namespace {

/// Replicates of a set that had each share; and that first stopped in each month, by outcome.
struct SetCounts {
  std::array<int, kShares> had{};
  std::array<std::vector<std::uint32_t>, kOutcomes> stops;
};

void count_replicates(NestedSample& sums, const SetCounts& set) {
  ++sums.sets;
  for (std::size_t s = 0; s < set.had.size(); ++s) {
    ++sums.histograms[s][static_cast<std::size_t>(set.had[s])];
  }
  std::array<std::uint32_t, kOutcomes> so_far{};
  so_far[static_cast<std::size_t>(Outcome::kContinuedWar)] = kReplicates;
  for (std::size_t month = 0; month < set.stops.front().size(); ++month) {
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      so_far[o] += set.stops[o][month];
      so_far[static_cast<std::size_t>(Outcome::kContinuedWar)] -= set.stops[o][month];
    }
    for (std::size_t o = 0; o < kOutcomes; ++o) ++sums.by_month[o][month][so_far[o]];
  }
}

}  // namespace

NestedSample run_nested(const BatchContext& context, Processor& processor, int sets,
                        const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier) {
  return run_nested([&context](std::uint32_t) -> const BatchContext& { return context; },
                    context.input.horizon_months, processor, sets, done, stop, earlier, {});
}

NestedSample run_nested(const ContextOf& context_of, int horizon_months, Processor& processor,
                        int sets, const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier,
                        const SetShares& look) {
  const auto months = static_cast<std::size_t>(horizon_months);
  NestedSample sums = earlier;
  if (sets > 0) {
    for (auto& outcome : sums.by_month) outcome.resize(months);
  }
  Work<SetCounts> work{earlier.sets, sets};
  work.groups_of_piece = kReplicates / kGroupTrials;
  work.groups = [&context_of, months](std::int64_t set, SetCounts& counts) {
    counts.stops.fill(std::vector<std::uint32_t>(months));
    GroupRequest alike;
    alike.context = &context_of(static_cast<std::uint32_t>(set));
    return groups_of_set(alike, static_cast<std::uint32_t>(set));
  };
  work.look = [](std::size_t, const TrialGroup& group, SetCounts& set) {
    for (int i = 0; i < group.trials; ++i) {
      const ShareBits shares = group.shares(i);
      for (std::size_t s = 0; s < set.had.size(); ++s) set.had[s] += (shares >> s) & 1u;
      const auto outcome = static_cast<std::size_t>(group.result(Result::outcome, i));
      if (static_cast<Outcome>(outcome) == Outcome::kContinuedWar) continue;
      ++set.stops[outcome][static_cast<std::size_t>(group.result(Result::end_month, i)) - 1];
    }
  };
  work.keep = [&](std::int64_t number, const SetCounts& set) {
    count_replicates(sums, set);
    if (look) look(static_cast<std::uint32_t>(number), set.had);
    if (done) done(sums);
  };
  run_work(processor, stop, work);
  return sums;
}

}  // namespace armistice
