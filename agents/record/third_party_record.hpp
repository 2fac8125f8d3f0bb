// What is kept of the United States, the buyers, the patrons and the renewal of sanctions.
#pragma once

#include "agents/actors/patrons.hpp"
#include "agents/institutions/sanctions.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

struct ThirdPartyRecord {
  Real months_backing_up, months_brokering, months_standing_aside;
  Real challenges[kMaxPatrons];  // elsewhere
  Real sanctions_lapse_month = kNever;
};

inline void record_third_parties(ThirdPartyRecord& record, const Trial& trial, const Flows& flows,
                                 const Situation& situation) {
  record.months_backing_up += indicator(flows.us_option == Real(kBacksUp));
  record.months_brokering += indicator(flows.us_option == Real(kBrokers));
  record.months_standing_aside += indicator(flows.us_option == Real(kStandsAside));
  record.sanctions_lapse_month =
      select(trial.sanctions_lapsed & (record.sanctions_lapse_month < Real(0)),
             Real(situation.month + 1), record.sanctions_lapse_month);
}

/// Writes them, [result][lane]. NONE where the mechanism is off or the cast has no such actor.
inline void write_third_parties(const ThirdPartyRecord& record, const VoteRecord& votes,
                                const Trial& trial, const Situation& situation, float* results) {
  const auto put = [results](Result r, Real value) {
    value.store(results + static_cast<int>(r) * kTableLanes);
  };
  const auto place = [](Result first, int k) {
    return static_cast<Result>(static_cast<int>(first) + k);
  };
  const Switches& on = situation.structure.switches;
  const auto if_on = [](bool mechanism, Real value) { return mechanism ? value : Real(kNever); };
  put(Result::us_months_backing_up, if_on(on.american_choice, record.months_backing_up));
  put(Result::us_months_brokering, if_on(on.american_choice, record.months_brokering));
  put(Result::us_months_standing_aside, if_on(on.american_choice, record.months_standing_aside));
  put(Result::sanctions_lapse_month, record.sanctions_lapse_month);
  put(Result::renewal_vetoing_actor, votes.renewal_vetoing);
  for (int b = 0; b < kMaxBuyers; ++b) {
    put(place(Result::buyer_1_compliance_end, b),
        if_on(b < situation.cast.buyers, trial.buyer_compliance[b]));
  }
  for (int k = 0; k < kMaxPatrons; ++k) {
    put(place(Result::patron_1_challenges, k),
        if_on(on.patron_challenges && k < situation.cast.patrons, record.challenges[k]));
  }
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
