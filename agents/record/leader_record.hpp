// What is kept of a trial about leaders, who broke a peace, and the worst that a war may bring.
#pragma once

#include "agents/interface/kernel.hpp"
#include "agents/record/headline.hpp"
#include "core/outcome.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

struct LeaderRecord {
  Real invader_change_month = kNever;
  Real defender_election_month = kNever;
  Real resumed_by = kNever;  // Resumed, at the first resumption
  Real nuclear_use_month = kNever;
};

/// The side that first resumed the fighting.
inline void record_resumption(LeaderRecord& record, Mask invader, Mask defender) {
  const Mask first = record.resumed_by < Real(0);
  record.resumed_by = select(first & invader, code(Resumed::kInvader), record.resumed_by);
  record.resumed_by =
      select(first & defender & !invader, code(Resumed::kDefender), record.resumed_by);
}

template <class Put>
void write_leader_results(const LeaderRecord& record, const Trial& trial, const Put& put) {
  const Leadership& who = trial.leadership;
  put(Result::leader_change_month, record.invader_change_month);
  put(Result::leader_pragmatist,
      select(who.invader_changed, indicator(who.invader_pragmatist), Real(kNever)));
  put(Result::kyiv_election_month, record.defender_election_month);
  put(Result::resumed_by, record.resumed_by);
  put(Result::nuclear_use_month, record.nuclear_use_month);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
