// Trials whose account has ended before the horizon: a wider war is beyond this model, so what was
// written by then stands. The lanes beside them go on and must not notice.
#pragma once

#include "agents/record/ledger.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

#if ARMISTICE_LANE_SET_ID == ARMISTICE_LANE_SET_ID_device

/// One trial, which nobody has to wait for: its tables are filled at once, and it is over.
class EndedAccounts {
 public:
  void note(const Ledger& ledger, const Trial& trial, const Situation& situation,
            const BatchOutput& out, int horizon_months) {
    if (!any(trial.guarantees.wider_war)) return;
    ended_ = true;
    write_results(ledger, trial, situation, situation.month + 1, out.results);
    if (out.donors) write_donors(ledger, trial, situation, out.donors);
    const int cost_rows = (situation.cast.donors + kOtherPayers) * kCosts;
    for (int month = situation.month + 1; month < horizon_months; ++month) {
      if (out.timeline) {
        float* const row = out.timeline + month * kQuantities * kTableLanes;
        for (int q = 0; q < kQuantities; ++q) {
          row[q * kTableLanes] = row[(q - kQuantities) * kTableLanes];
        }
      }
      const bool year_ends = (month + 1) % kYear == 0 || month + 1 == horizon_months;
      if (!out.costs || !year_ends) continue;
      write_cost_table(ledger.costs, ledger.votes, situation, ledger.donors_aid, ledger.us_aid,
                       out.costs + month / kYear * cost_rows * kTableLanes);
    }
  }

  /// Whether no trial goes on.
  bool all() const { return ended_; }

  void repeat(float*, const float*, int) const {}
  void repeat_costs(float*, int) const {}
  void restore(float*, float*, int) const {}

 private:
  bool ended_ = false;
};

#else

class EndedAccounts {
 public:
  /// Takes down the results of the lanes in which a wider war began this month.
  void note(const Ledger& ledger, const Trial& trial, const Situation& situation,
            const BatchOutput& out, int) {
    if (!any(trial.guarantees.wider_war)) return;
    float over[kLanes];
    indicator(trial.guarantees.wider_war).store(over);
    bool fresh[kLanes];
    bool any_fresh = false;
    for (int lane = 0; lane < kLanes; ++lane) {
      fresh[lane] = over[lane] > 0 && !ended_[lane];
      any_fresh |= fresh[lane];
    }
    if (!any_fresh) return;
    float results[kResults * kLanes];
    write_results(ledger, trial, situation, situation.month + 1, results);
    copy_lanes(results, kResults, fresh, results_);
    if (out.donors) {
      float of_donors[kDonorRows * kLanes];
      write_donors(ledger, trial, situation, of_donors);
      copy_lanes(of_donors, situation.cast.donors * kDonorResults, fresh, donors_);
    }
    if (out.costs) {
      float paid[kPayers * kCosts * kLanes];
      write_cost_table(ledger.costs, ledger.votes, situation, ledger.donors_aid, ledger.us_aid,
                       paid);
      copy_lanes(paid, (situation.cast.donors + kOtherPayers) * kCosts, fresh, costs_);
    }
    for (int lane = 0; lane < kLanes; ++lane) ended_[lane] |= fresh[lane];
    any_ended_ = true;
  }

  /// Lanes are never all over: those whose account has ended are carried along.
  static constexpr bool all() { return false; }

  /// Puts `rows` of the month before in place of these lanes' rows.
  void repeat(float* now, const float* before, int rows) const {
    if (any_ended_) copy_lanes(before, rows, ended_, now);
  }

  /// Puts what had been paid when the account ended in place of these lanes' rows.
  void repeat_costs(float* table, int rows) const { repeat(table, costs_, rows); }

  /// Puts what was taken down in place of what these lanes would have come to.
  void restore(float* results, float* donors, int donor_count) const {
    if (!any_ended_) return;
    copy_lanes(results_, kResults, ended_, results);
    if (donors) copy_lanes(donors_, donor_count * kDonorResults, ended_, donors);
  }

 private:
  static constexpr int kPayers = kMaxDonors + kOtherPayers;
  static constexpr int kDonorRows = kMaxDonors * kDonorResults;

  static void copy_lanes(const float* from, int rows, const bool (&which)[kLanes], float* to) {
    for (int row = 0; row < rows; ++row) {
      for (int lane = 0; lane < kLanes; ++lane) {
        if (which[lane]) to[row * kLanes + lane] = from[row * kLanes + lane];
      }
    }
  }

  bool any_ended_ = false;
  bool ended_[kLanes] = {};
  float results_[kResults * kLanes];
  float donors_[kDonorRows * kLanes];
  float costs_[kPayers * kCosts * kLanes];
};

#endif

}  // namespace armistice::inline ARMISTICE_LANE_SET
