#include "experiments/comparison/pair_tally.hpp"

#include <cmath>
#include <limits>

namespace armistice {
namespace {

void count_trial(PairTally& t, const TrialGroup& reference, const TrialGroup& scenario, int lane) {
  ++t.trials;
  ++t.transitions[static_cast<std::size_t>(reference.detail(lane))]
                 [static_cast<std::size_t>(scenario.detail(lane))];
  const ShareBits before = reference.shares(lane), after = scenario.shares(lane);
  for (std::size_t s = 0; s < t.gained.size(); ++s) {
    t.gained[s] += ((after & ~before) >> s) & 1u;
    t.lost[s] += ((before & ~after) >> s) & 1u;
  }
}

void add_result(ResultPair& sums, const float* reference, const float* scenario, int trials) {
  double before[kGroupTrials], after[kGroupTrials], difference[kGroupTrials];
  for (int i = 0; i < trials; ++i) {
    before[i] = double{reference[i]};
    after[i] = double{scenario[i]};
    difference[i] = after[i] - before[i];
  }
  add(sums.reference, moments_of(before, trials));
  add(sums.scenario, moments_of(after, trials));
  add(sums.difference, moments_of(difference, trials));
}

}  // namespace

double Moments::variance() const {
  if (count < 2) return std::numeric_limits<double>::quiet_NaN();
  return squares / static_cast<double>(count - 1);
}

double Moments::skewness() const {
  if (count < 3) return std::numeric_limits<double>::quiet_NaN();
  if (!(squares > 0)) return 0;
  const double n = static_cast<double>(count);
  return std::sqrt(n - 1) * n / (n - 2) * cubes / (squares * std::sqrt(squares));
}

Moments moments_of(const double* values, int count) {
  Moments m;
  if (count == 0) return m;
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += values[i];
  m.count = count;
  m.mean = sum / count;
  for (int i = 0; i < count; ++i) {
    const double off = values[i] - m.mean;
    m.squares += off * off;
    m.cubes += off * off * off;
    m.zeros += values[i] == 0 ? 1 : 0;
  }
  return m;
}

void add(Moments& sums, const Moments& more) {
  if (more.count == 0) return;
  if (sums.count == 0) {
    sums = more;
    return;
  }
  const double n = static_cast<double>(sums.count), m = static_cast<double>(more.count);
  const double apart = more.mean - sums.mean;
  sums.cubes += more.cubes + apart * apart * apart * (n * m * (n - m) / ((n + m) * (n + m))) +
                3 * apart * (n * more.squares - m * sums.squares) / (n + m);
  sums.zeros += more.zeros;
  sums.count += more.count;
  sums.mean += apart * (m / (n + m));
  sums.squares += more.squares + apart * apart * (n * m / (n + m));
}

std::int64_t PairTally::count(Outcome from, Outcome to) const {
  std::int64_t trials_between = 0;
  for (int i = 0; i < kDetails; ++i) {
    for (int j = 0; j < kDetails; ++j) {
      const auto before = static_cast<Detail>(i), after = static_cast<Detail>(j);
      if (outcome_of(before) == from && outcome_of(after) == to) {
        trials_between += count(before, after);
      }
    }
  }
  return trials_between;
}

std::int64_t PairTally::changed() const {
  std::int64_t same = 0;
  for (std::size_t i = 0; i < transitions.size(); ++i) same += transitions[i][i];
  return trials - same;
}

void add(PairTally& sums, const TrialGroup& reference, const TrialGroup& scenario) {
  for (int i = 0; i < reference.trials; ++i) count_trial(sums, reference, scenario, i);
  for (std::size_t r = 0; r < sums.results.size(); ++r) {
    add_result(sums.results[r], reference.results + r * kGroupTrials,
               scenario.results + r * kGroupTrials, reference.trials);
  }
}

void add(PairTally& sums, const PairTally& more) {
  sums.trials += more.trials;
  for (std::size_t i = 0; i < sums.transitions.size(); ++i) {
    for (std::size_t j = 0; j < sums.transitions[i].size(); ++j) {
      sums.transitions[i][j] += more.transitions[i][j];
    }
  }
  for (std::size_t s = 0; s < sums.gained.size(); ++s) {
    sums.gained[s] += more.gained[s];
    sums.lost[s] += more.lost[s];
  }
  for (std::size_t r = 0; r < sums.results.size(); ++r) {
    add(sums.results[r].reference, more.results[r].reference);
    add(sums.results[r].scenario, more.results[r].scenario);
    add(sums.results[r].difference, more.results[r].difference);
  }
}

}  // namespace armistice
