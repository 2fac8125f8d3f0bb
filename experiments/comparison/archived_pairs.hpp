// The sums of paired trials as an archive (experiments/trials/archive.hpp).
#pragma once

#include "experiments/comparison/pair_tally.hpp"
#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/comparison/stops_by_date.hpp"
#include "experiments/trials/archive.hpp"

namespace armistice {

template <class Archive>
void serialize(Archive& archive, Moments& m) {
  archive(m.count, m.mean, m.squares, m.cubes, m.zeros);
}

template <class Archive>
void serialize(Archive& archive, SetDifference& d) {
  archive(d.mean, d.noise);
}

template <class Archive>
void serialize(Archive& archive, ResultPair& pair) {
  archive(pair.reference, pair.scenario, pair.difference);
}

template <class Archive>
void serialize(Archive& archive, PairTally& pair) {
  archive(pair.trials, pair.transitions, pair.gained, pair.lost, pair.results);
}

template <class Archive>
void serialize(Archive& archive, DateTally::Pair& pair) {
  archive(pair.gained, pair.lost);
}

/// With at most so many parameter sets.
template <class Archive>
void serialize_sets(Archive& archive, DateSets& date, std::size_t scenarios, std::size_t most) {
  if constexpr (Archive::is_loading::value) {
    date.scenarios.resize(scenarios);
    date.pairs.resize(scenarios - 1);
  }
  // There are none before the first set.
  std::vector<char> begun(date.scenarios.empty() ? 0 : 1);
  serialize_list(archive, begun, 1);
  if (begun.empty()) {
    date = {};
    return;
  }
  serialize_elements(archive, date.scenarios);
  for (auto& of_pair : date.pairs) {
    for (auto& of_outcome : of_pair) serialize_list(archive, of_outcome, most);
  }
}

}  // namespace armistice
