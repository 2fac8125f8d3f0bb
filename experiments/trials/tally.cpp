#include "experiments/trials/tally.hpp"

#include <algorithm>

#include "experiments/trials/timeline_binning.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

template <class T>
void add_each(std::vector<T>& sums, const std::vector<T>& more) {
  if (more.empty()) return;
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}
template <class T, std::size_t N>
void add_each(std::array<T, N>& sums, const std::array<T, N>& more) {
  for (std::size_t i = 0; i < N; ++i) sums[i] += more[i];
}
template <class T, std::size_t N>
void add_each(std::array<std::vector<T>, N>& sums, const std::array<std::vector<T>, N>& more) {
  for (std::size_t i = 0; i < N; ++i) add_each(sums[i], more[i]);
}

std::size_t month_place(const Tally& t, int month) {
  return size(std::clamp(month, 0, t.horizon_months));
}

void count_relapse(Tally& t, const TrialGroup& group, int lane, std::size_t outcome, int stop,
                   bool acceptable) {
  if (group.flag(Result::relapsed, lane)) {
    const int month = static_cast<int>(group.result(Result::relapse_month, lane));
    ++t.relapses[month_place(t, month)];
    ++t.relapse_after[outcome][month_place(t, month - stop)];
    if (acceptable) ++t.relapse_after_acceptable[month_place(t, month - stop)];
  } else {
    const std::size_t months = month_place(t, t.horizon_months - stop);
    ++t.peace_until_horizon[outcome][months];
    if (acceptable) ++t.acceptable_until_horizon[months];
  }
}

/// A trial that relapsed before the landmark has no status then, and is not counted.
void count_from_landmark(Tally& t, const TrialGroup& group, int lane, int stop) {
  const float status = group.result(Result::delivered_security_month_24, lane);
  if (!is_defined(Result::delivered_security_month_24, status)) return;
  const auto s = static_cast<std::size_t>(status);
  const bool relapsed = group.flag(Result::relapsed, lane);
  const int last =
      relapsed ? static_cast<int>(group.result(Result::relapse_month, lane)) : t.horizon_months;
  auto& counts = relapsed ? t.relapse_after_landmark[s] : t.peace_after_landmark[s];
  ++counts[month_place(t, last - stop - kLandmarkMonths)];
}

void count_trial(Tally& t, const TrialGroup& group, int lane) {
  const std::size_t outcome = static_cast<std::size_t>(group.result(Result::outcome, lane));
  ++t.trials;
  ++t.details[static_cast<std::size_t>(group.detail(lane))];
  const ShareBits shares = group.shares(lane);
  for (std::size_t s = 0; s < t.shares.size(); ++s) t.shares[s] += (shares >> s) & 1u;
  ++t.leader_cannot_stop[group.flag(Result::leader_cannot_stop, lane)][outcome];
  const auto count_veto = [&](auto& by_actor, Result vetoing) {
    const int place = static_cast<int>(group.result(vetoing, lane));
    if (place >= 0) ++by_actor[size(std::min(place, kVetoingActors - 1))];
  };
  count_veto(t.vetoes, Result::vetoing_actor);
  for (std::size_t b = 0; b < kVetoing.size(); ++b) count_veto(t.vetoes_of[b], kVetoing[b]);
  if (static_cast<Outcome>(outcome) == Outcome::kContinuedWar) return;
  const int stop = static_cast<int>(group.result(Result::end_month, lane));
  ++t.stops[outcome][month_place(t, stop)];
  count_relapse(t, group, lane, outcome, stop, counts_towards(shares, Share::kAcceptable));
  count_from_landmark(t, group, lane, stop);
}

void add_result(ResultTally& sums, Result r, const float* lanes, int trials) {
  float defined[kGroupTrials] = {};
  const std::optional<Bins> bins = sums.histogram.empty() ? std::nullopt : bins_of(r);
  for (int i = 0; i < trials; ++i) {
    if (!is_defined(r, lanes[i])) continue;
    ++sums.defined;
    defined[i] = lanes[i];
    if (bins) ++sums.histogram[size(bins->bin_of(double{lanes[i]}))];
  }
  sums.sum += group_sum(defined);
}

void clear_idle_lanes(float* rows, std::size_t count, int trials) {
  for (std::size_t row = 0; row < count; ++row) {
    std::fill(rows + row * kGroupTrials + trials, rows + (row + 1) * kGroupTrials, 0.0f);
  }
}

/// A table [row][lane of a group], if there is one.
void add_rows(std::vector<double>& sums, float* table, int trials) {
  if (table == nullptr) return;
  if (trials < kGroupTrials) clear_idle_lanes(table, sums.size(), trials);
  for (std::size_t row = 0; row < sums.size(); ++row) {
    sums[row] += group_sum(table + row * kGroupTrials);
  }
}

std::size_t timeline_place(int month, Quantity q) {
  return size(month) * size(kQuantities) + static_cast<std::size_t>(q);
}

}  // namespace

std::span<const std::uint32_t> TimelineHistogram::at(int month, Quantity q) const {
  return std::span(counts).subspan(timeline_place(month, q) * kTimelineBins, kTimelineBins);
}

std::size_t cost_rows_of(int horizon_months, int donors) {
  return size(years_of(horizon_months)) * size(donors + kOtherPayers) * size(kCosts);
}

Tally empty_tally(int horizon_months, int donors, bool timeline, bool donor_sums) {
  Tally t;
  t.horizon_months = horizon_months;
  t.donors = donors;
  const std::vector<std::int64_t> months(size(horizon_months) + 1);
  t.stops.fill(months);
  t.relapses = months;
  t.relapse_after.fill(months);
  t.peace_until_horizon.fill(months);
  t.relapse_after_acceptable = months;
  t.acceptable_until_horizon = months;
  t.relapse_after_landmark.fill(months);
  t.peace_after_landmark.fill(months);
  for (int r = 0; r < kResults; ++r) {
    if (const auto bins = bins_of(static_cast<Result>(r))) {
      t.results[size(r)].histogram.resize(size(bins->count));
    }
  }
  if (timeline) t.timeline_sum.resize(size(horizon_months) * size(kQuantities));
  if (donor_sums) {
    t.donor_sum.resize(size(donors) * size(kDonorResults));
    t.donor_trials.resize(t.donor_sum.size());
    t.cost_sum.resize(cost_rows_of(horizon_months, donors));
  }
  return t;
}

TimelineHistogram empty_timeline_histogram(int horizon_months) {
  const std::size_t cells = size(horizon_months) * size(kQuantities);
  return {std::vector<std::uint32_t>(cells * size(kTimelineBins))};
}

void add(Tally& sums, const Tally& more) {
  sums.trials += more.trials;
  add_each(sums.details, more.details);
  add_each(sums.shares, more.shares);
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < kOutcomes; ++j) {
      sums.leader_cannot_stop[i][j] += more.leader_cannot_stop[i][j];
    }
  }
  add_each(sums.vetoes, more.vetoes);
  for (std::size_t b = 0; b < kVetoing.size(); ++b) add_each(sums.vetoes_of[b], more.vetoes_of[b]);
  add_each(sums.stops, more.stops);
  add_each(sums.relapses, more.relapses);
  add_each(sums.relapse_after, more.relapse_after);
  add_each(sums.peace_until_horizon, more.peace_until_horizon);
  add_each(sums.relapse_after_acceptable, more.relapse_after_acceptable);
  add_each(sums.acceptable_until_horizon, more.acceptable_until_horizon);
  add_each(sums.relapse_after_landmark, more.relapse_after_landmark);
  add_each(sums.peace_after_landmark, more.peace_after_landmark);
  for (std::size_t r = 0; r < sums.results.size(); ++r) {
    sums.results[r].defined += more.results[r].defined;
    sums.results[r].sum += more.results[r].sum;
    add_each(sums.results[r].histogram, more.results[r].histogram);
  }
  add_each(sums.timeline_sum, more.timeline_sum);
  add(sums.timeline_histogram, more.timeline_histogram);
  add_each(sums.donor_sum, more.donor_sum);
  add_each(sums.donor_trials, more.donor_trials);
  add_each(sums.cost_sum, more.cost_sum);
}

void add(TimelineHistogram& sums, const TimelineHistogram& more) {
  add_each(sums.counts, more.counts);
}

void add(Tally& sums, const TrialGroup& group) {
  for (int i = 0; i < group.trials; ++i) count_trial(sums, group, i);
  for (int r = 0; r < kResults; ++r) {
    add_result(sums.results[size(r)], static_cast<Result>(r), group.results + r * kGroupTrials,
               group.trials);
  }
  if (group.timeline != nullptr) {
    if (group.trials < kGroupTrials) {
      clear_idle_lanes(group.timeline, size(sums.horizon_months) * size(kQuantities), group.trials);
    }
    add_to_sums(group.timeline, sums.timeline_sum);
  }
  if (group.donor_results != nullptr) {
    const std::size_t rows = sums.donor_sum.size();
    if (group.trials < kGroupTrials) clear_idle_lanes(group.donor_results, rows, group.trials);
    for (std::size_t row = 0; row < rows; ++row) {
      const float* lanes = group.donor_results + row * kGroupTrials;
      sums.donor_sum[row] += group_sum(lanes);
      int above = 0;
      for (int i = 0; i < kGroupTrials; ++i) above += lanes[i] > 0;
      sums.donor_trials[row] += above;
    }
  }
  add_rows(sums.cost_sum, group.costs, group.trials);
}

}  // namespace armistice
