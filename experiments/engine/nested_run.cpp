#include "experiments/engine/nested_run.hpp"

#include <array>

#include "experiments/engine/pieces.hpp"

namespace armistice {
namespace {

/// Replicates of a set that had each share.
struct SetCounts {
  std::array<int, kShares> had{};
};

void count_replicates(NestedSample& sums, const SetCounts& set) {
  ++sums.sets;
  for (std::size_t s = 0; s < set.had.size(); ++s) {
    ++sums.histograms[s][static_cast<std::size_t>(set.had[s])];
  }
}

}  // namespace

NestedSample run_nested(const BatchContext& context, Processor& processor, int sets,
                        const std::function<void(std::int64_t)>& done,
                        const std::atomic<bool>* stop) {
  NestedSample sums;
  GroupRequest alike;
  alike.context = &context;
  Work<SetCounts> work{0, sets};
  work.groups = [&alike](std::int64_t set, SetCounts&) {
    return groups_of_set(alike, static_cast<std::uint32_t>(set));
  };
  work.look = [](std::size_t, const TrialGroup& group, SetCounts& set) {
    for (int i = 0; i < group.trials; ++i) {
      const std::uint32_t shares = group.shares(i);
      for (std::size_t s = 0; s < set.had.size(); ++s) set.had[s] += (shares >> s) & 1u;
    }
  };
  work.keep = [&](std::int64_t, const SetCounts& set) {
    count_replicates(sums, set);
    if (done) done(std::int64_t{sums.sets} * kReplicates);
  };
  run_work(processor, stop, work);
  return sums;
}

}  // namespace armistice
