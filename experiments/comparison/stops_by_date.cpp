#include "experiments/comparison/stops_by_date.hpp"

namespace armistice {
namespace {

void add_each(OutcomeCounts& sums, const OutcomeCounts& more) {
  for (std::size_t o = 0; o < sums.size(); ++o) sums[o] += more[o];
}

}  // namespace

Outcome outcome_by(const TrialGroup& group, int lane, int month) {
  const auto outcome = static_cast<Outcome>(group.result(Result::outcome, lane));
  if (outcome == Outcome::kContinuedWar) return outcome;
  const bool stopped = group.result(Result::end_month, lane) <= static_cast<float>(month);
  return stopped ? outcome : Outcome::kContinuedWar;
}

DateTally empty_date_tally(std::size_t scenarios) {
  return {std::vector<OutcomeCounts>(scenarios), std::vector<DateTally::Pair>(scenarios - 1)};
}

void add(DateTally& sums, std::span<const TrialGroup> groups, std::span<const int> months) {
  for (int lane = 0; lane < groups.front().trials; ++lane) {
    const auto before = static_cast<std::size_t>(outcome_by(groups.front(), lane, months.front()));
    ++sums.scenarios.front()[before];
    for (std::size_t i = 1; i < groups.size(); ++i) {
      const auto after = static_cast<std::size_t>(outcome_by(groups[i], lane, months[i]));
      ++sums.scenarios[i][after];
      if (before == after) continue;
      ++sums.pairs[i - 1].lost[before];
      ++sums.pairs[i - 1].gained[after];
    }
  }
}

void add(DateTally& sums, const DateTally& more) {
  for (std::size_t i = 0; i < sums.scenarios.size(); ++i) {
    add_each(sums.scenarios[i], more.scenarios[i]);
  }
  for (std::size_t i = 0; i < sums.pairs.size(); ++i) {
    add_each(sums.pairs[i].gained, more.pairs[i].gained);
    add_each(sums.pairs[i].lost, more.pairs[i].lost);
  }
}

void add(DateSets& sets, const DateTally& replicates) {
  sets.scenarios.resize(replicates.scenarios.size());
  sets.pairs.resize(replicates.pairs.size());
  for (std::size_t o = 0; o < kOutcomes; ++o) {
    for (std::size_t i = 0; i < sets.scenarios.size(); ++i) {
      ++sets.scenarios[i][o][static_cast<std::size_t>(replicates.scenarios[i][o])];
    }
    for (std::size_t i = 0; i < sets.pairs.size(); ++i) {
      const DateTally::Pair& pair = replicates.pairs[i];
      sets.pairs[i][o].push_back(set_difference(pair.gained[o], pair.lost[o], kReplicates));
    }
  }
}

}  // namespace armistice
