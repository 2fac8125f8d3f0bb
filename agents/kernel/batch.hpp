// A batch of trials from its first month to its last.
#pragma once

#include "agents/kernel/ended_accounts.hpp"
#include "agents/kernel/month.hpp"
#include "agents/kernel/start.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

#if ARMISTICE_LANE_SET_ID == ARMISTICE_LANE_SET_ID_device && !defined(ARMISTICE_COPIED_PARAMETERS)
inline const Parameters& load_parameters(const float* values) {
  return *reinterpret_cast<const Parameters*>(values);  // read where they stand
}
#else
inline Parameters load_parameters(const float* values) {
  Parameters parameters;
  Real* p = reinterpret_cast<Real*>(&parameters);
  for (int k = 0; k < kParameters; ++k) p[k] = Real::load(values + k * kTableLanes);
  return parameters;
}
#endif

/// Runs the lanes of a table's row from `lane` on; `out` begins there.
template <class Observer>
void run_batch(const BatchInput& in, const BatchOutput& out, Observer& observer, int lane = 0) {
  const Parameters& parameters = load_parameters(in.parameters + lane);
  const float* const lever_targets = in.lever_targets + lane;
  const Chance chance{Words::load(in.parameter_set + lane),
                      Words::load(in.replicate + lane),
                      {in.key[0], in.key[1]},
                      in.muted};
  // Every ramp has been climbed by then: the course that is announced at the start.
  constexpr int kEndOfRamps = kNoMonth;
  Levers target = levers_at(kEndOfRamps, *in.schedule, lever_targets);
  const bool contingent = in.structure.switches.contingent_levers;
  if (contingent) withhold_levers(target, *in.schedule);
  const bool cast_changes = in.cast_change_count > 0;
  CastTable dated{};  // the cast as it has become by the month
  if (cast_changes) dated = *in.cast;
  int next_change = 0;
  Situation situation{cast_changes ? dated : *in.cast,
                      parameters,
                      in.structure,
                      chance,
                      target,
                      target,
                      0,
                      in.us_change_month,
                      in.patron_change_month};
  situation.intervention = in.intervention;

  situation.levers = levers_at_their_bases(*in.schedule);  // what is in force as it begins
  Trial trial = start_trial(situation);
  Flows flows;
  Ledger ledger;
  ledger.occupied_share_min = ledger.occupied_share_max = trial.occupied_share_pct;
  ledger.infrastructure_min = trial.infrastructure;
  EndedAccounts ended;
  for (int month = 0; month < in.horizon_months; ++month) {
    situation.month = month;
    while (next_change < in.cast_change_count && in.cast_changes[next_change].month <= month) {
      dated = in.cast_changes[next_change++].cast;
    }
    situation.levers = levers_at(month, *in.schedule, lever_targets);
    if (contingent) {
      hold_back_levers(situation.levers, month, *in.schedule, lever_targets, trial.milestones);
    }
    advance_month(trial, flows, ledger, situation, observer);
    if (out.timeline) {
      float* const row = out.timeline + month * kQuantities * kTableLanes;
      write_month(ledger, trial, flows, situation, row);
      if (month > 0) ended.repeat(row, row - kQuantities * kTableLanes, kQuantities);
    }
    const bool year_ends = (month + 1) % kYear == 0 || month + 1 == in.horizon_months;
    if (out.costs && year_ends) {
      const int rows = (in.cast->donors + kOtherPayers) * kCosts;
      float* const table = out.costs + month / kYear * rows * kTableLanes;
      write_cost_table(ledger.costs, ledger.votes, situation, ledger.donors_aid, ledger.us_aid,
                       table);
      ended.repeat_costs(table, rows);
    }
    ended.note(ledger, trial, situation, out, in.horizon_months);
    if (ended.all()) return;
  }
  write_results(ledger, trial, situation, in.horizon_months, out.results);
  if (out.donors) write_donors(ledger, trial, situation, out.donors);
  ended.restore(out.results, out.donors, in.cast->donors);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
