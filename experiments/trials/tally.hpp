// The sums of an ensemble: all that its results are made of. Whole numbers wherever possible, which
// may be added in any order; sums of doubles are taken by trial number within a block, and block by
// block after, so no schedule can change a digit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "core/outcome.hpp"
#include "experiments/trials/shares.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

/// Trials are tallied in groups, whatever the kernel's lanes: a sum over a group is a fixed tree.
inline constexpr int kGroupTrials = 16;
inline constexpr int kTimelineBins = 128;
inline constexpr int kLandmarkMonths = 24;  // of peace, when the delivered status is read
inline constexpr int kVetoingActors = 64;   // capacity: places in the cast

/// The first to refuse, by the subject of the ballot.
inline constexpr std::array<Result, 4> kVetoing = {
    Result::eu_vetoing_actor, Result::nato_vetoing_actor, Result::nato_promise_vetoing_actor,
    Result::renewal_vetoing_actor};

/// Results of a group of trials, as columns.
struct TrialGroup {
  int trials;              // that count, from lane 0; what is in the other lanes does not matter
  int donors;              // rows of `donor_results`
  float* results;          // [result][kGroupTrials]
  float* timeline;         // [month][quantity][kGroupTrials]; null: not recorded
  float* donor_results;    // [donor][donor result][kGroupTrials]; null: not recorded
  float* costs = nullptr;  // [year][payer][cost][kGroupTrials], to the year's end; as the donors'

  float result(Result r, int lane) const {
    return results[static_cast<int>(r) * kGroupTrials + lane];
  }
  bool flag(Result r, int lane) const { return result(r, lane) > 0.5f; }
  Detail detail(int lane) const { return static_cast<Detail>(result(Result::detail, lane)); }
  /// What a trial counts towards (shares.hpp).
  ShareBits shares(int lane) const {
    return shares_of(ending_of([this, lane](Result r) { return result(r, lane); }));
  }
};

/// Counts of timeline values: whole numbers, so each thread has its own until the end of a run.
struct TimelineHistogram {
  std::vector<std::uint32_t> counts;  // [month][quantity][bin]; empty: not recorded
  std::span<const std::uint32_t> at(int month, Quantity q) const;
  bool operator==(const TimelineHistogram&) const = default;
};

struct ResultTally {
  std::int64_t defined = 0;  // trials in which it has a value
  double sum = 0;
  std::vector<std::uint32_t> histogram;  // by `bins_of`; empty where no quantile is wanted
  bool operator==(const ResultTally&) const = default;
};

/// The sums over some trials. Months count from 1 as in the results, so arrays by month have
/// horizon_months + 1 places; timelines have one for each month, from 0.
struct Tally {
  int horizon_months = 0;
  int donors = 0;
  std::int64_t trials = 0;

  std::array<std::int64_t, kDetails> details{};
  std::array<std::int64_t, kShares> shares{};
  std::int64_t leader_cannot_stop[2][kOutcomes] = {};  // [could not][outcome]
  std::array<std::int64_t, kVetoingActors> vetoes{};   // by place in the cast
  std::array<std::array<std::int64_t, kVetoingActors>, kVetoing.size()> vetoes_of{};  // by ballot

  std::array<std::vector<std::int64_t>, kOutcomes> stops;  // first stops by month they ended in
  std::vector<std::int64_t> relapses;                      // by month
  // After the first stop, by its outcome: relapses by months since, and those who had not relapsed
  // by the months from the stop to the horizon. As kaplan_meier wants them.
  std::array<std::vector<std::int64_t>, kOutcomes> relapse_after, peace_until_horizon;
  // The same from the landmark on, by the status that had been delivered by then.
  std::array<std::vector<std::int64_t>, kSecurityLevels> relapse_after_landmark,
      peace_after_landmark;
  // After the first stop of the acceptable ones, as relapse_after and peace_until_horizon.
  std::vector<std::int64_t> relapse_after_acceptable, acceptable_until_horizon;

  std::array<ResultTally, kResults> results;

  std::vector<double> timeline_sum;        // [month][quantity]; empty: not recorded
  TimelineHistogram timeline_histogram;    // empty in the tally of a block
  std::vector<double> donor_sum;           // [donor][donor result]; empty: not recorded
  std::vector<std::int64_t> donor_trials;  // likewise: in how many trials it was above 0
  std::vector<double> cost_sum;  // [year][payer][cost] to the year's end; empty: not recorded

  std::int64_t count(Share s) const { return shares[static_cast<std::size_t>(s)]; }
  double share(Share s) const;  // of all trials, 0 to 1
  const ResultTally& result(Result r) const { return results[static_cast<std::size_t>(r)]; }
  /// Mean over the trials that have a value; not a number if none has.
  double mean(Result r) const;
  double result_quantile(Result r, double q) const;
  /// First stops with this outcome that ended by the month, inclusive.
  std::int64_t stops_by(Outcome outcome, int month) const;
  std::int64_t relapses_by(int month) const;
  /// Relapse after a stop with any outcome.
  Survival peace_survival(int months_since_stop) const;
  Survival peace_survival(Outcome outcome, int months_since_stop) const;
  /// Relapse after a stop that is acceptable by its terms.
  Survival acceptable_survival(int months_since_stop) const;
  /// For peaces that had lasted to the landmark, by the status delivered by then. A peace counts
  /// for a status only if it lasted long enough to receive it (Anderson, Cain and Gelber 1983).
  Survival survival_from_landmark(int status, int months_since_landmark) const;
  double timeline_mean(int month, Quantity q) const;
  double timeline_quantile(int month, Quantity quantity, double q) const;
  double donor_mean(int donor, DonorResult r) const;
  /// Trials in which it was above 0; 0 if donors were not recorded.
  std::int64_t donor_count(int donor, DonorResult r) const;
  /// The same of a result with WHOLE bins from 0 (agents/interface/results.def).
  std::int64_t count_above_zero(Result r) const;
  /// What a payer paid in a year, from 0, as a mean over the trials. A payer's place is a donor's,
  /// or that of an OtherPayer after them.
  double cost_mean(int year, int payer, Cost cost) const;

  bool operator==(const Tally&) const = default;
};

/// Years with a row of their own in a table of costs; the last may be short.
inline int years_of(int horizon_months) { return (horizon_months + 11) / 12; }
std::size_t cost_rows_of(int horizon_months, int donors);

/// Empty. Histograms of timelines are kept separately: see TimelineHistogram.
Tally empty_tally(int horizon_months, int donors, bool timeline, bool donor_sums);
TimelineHistogram empty_timeline_histogram(int horizon_months);

/// Adds later trials. Both must be of one shape; an empty part of `more` adds nothing.
void add(Tally& sums, const Tally& more);
void add(TimelineHistogram& sums, const TimelineHistogram& more);

/// Adds a group, except the histograms of its timelines. Overwrites its idle lanes.
void add(Tally& sums, const TrialGroup& group);

/// False for what has no value in this trial: a month that never came, terms of no agreement.
bool is_defined(Result r, float value);
/// Bins of the results that have quantiles.
std::optional<Bins> bins_of(Result r);
Bins bins_of(Quantity q);

}  // namespace armistice
