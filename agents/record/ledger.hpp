// What is kept of a trial: the account from which its results are read. Keeping it
// changes nothing in the trial.
#pragma once

#include "agents/actors/expectations.hpp"
#include "agents/institutions/presence.hpp"
#include "agents/record/costs.hpp"
#include "agents/record/headline.hpp"
#include "agents/record/leader_record.hpp"
#include "agents/record/third_party_record.hpp"
#include "agents/war_and_peace/aftermath.hpp"
#include "agents/war_and_peace/violations.hpp"
#include "core/flows.hpp"
#include "core/outcome.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

inline constexpr int kYear = 12;  // months
inline constexpr int kBeliefGaps = 3;

struct Ledger {
  // The first stop.
  Mask stopped;
  Real outcome, detail, strength_status;
  Real end_month = kNever, occupied_share_at_stop;
  Terms terms{kNever, kNever, kNever, kNever};
  Mask guaranteed;  // EU, NATO or a force by the end of the guarantee window
  Mask in_time;     // the same, or parallel guarantors, and before the first peace broke
  Mask armistice;   // both sides ordered it
  Mask imposed;     // Kyiv's backer imposed its terms or pressed Kyiv into them
  Real meetings;    // before it

  // Afterwards.
  Real relapse_month = kNever;
  Real status_at_landmark = kNever;

  // Along the way.
  Real occupied_share_min, occupied_share_max, infrastructure_min;
  Real invader_casualties, defender_casualties, civilian_deaths;
  Real absorption_month = kNever;
  Real intensity_sum, months_of_first_war, months_of_war;
  Real eu_month = kNever, nato_month = kNever, force_month = kNever;
  Real reserve_exhausted_month = kNever;
  Real belief_gap[kBeliefGaps];  // at months 0, 12 and 24
  Real donors_aid[kMaxDonors];
  Real patron_support[kMaxPatrons];  // summed over months
  Real european_aid, other_aid, us_aid, revenue_lost;
  VoteRecord votes;
  LeaderRecord leaders;
  Costs costs;
  ThirdPartyRecord third_parties;
  PresenceRecord presence;
  ViolationRecord violations;
  GuaranteeRecord guarantees;

  // The leaders' values, held while they are at peace.
  Outlooks outlooks;
};

inline void first_time(Real& month_of, Mask now, Real month) {
  month_of = select(now & (month_of < Real(0)), month, month_of);
}

/// The sub-class of signed terms: what the Plan calls strength or capitulation (docs/model.md).
inline Real detail_of_terms(const Terms& terms) {
  const Mask at_line = (terms.territory == Real(0)) & (terms.recognition == Real(0));
  const Mask strength =
      (rank_of(terms.security) >= Real(kEuForce)) | ((terms.security == Real(kEu)) & at_line);
  const Mask gave_up = (terms.recognition == Real(2)) |
                       ((terms.territory >= Real(1)) & (terms.recognition >= Real(1)));
  const Mask capitulation =
      (terms.security == Real(kNeutral)) | ((terms.security == Real(kArmedAlone)) & gave_up);
  return select(strength, code(Detail::kStrength),
                select(capitulation, code(Detail::kCapitulation), code(Detail::kIntermediate)));
}

/// Records the first stop of a trial; later ones only show in what is fighting at the horizon.
inline void record_stop(Ledger& ledger, const Trial& trial, Mask now, const Terms& terms,
                        Real outcome, Real detail, int month) {
  const Mask first = now & !ledger.stopped;
  if (!any(first)) return;
  const Mask negotiated = first & (outcome == code(Outcome::kNegotiatedPeace));
  ledger.outcome = select(first, outcome, ledger.outcome);
  ledger.detail = select(first, detail, ledger.detail);
  ledger.strength_status = select(negotiated & (rank_of(terms.security) >= Real(kEuForce)) &
                                      (detail <= code(Detail::kIntermediate)),
                                  Real(1), ledger.strength_status);
  ledger.end_month = select(first, Real(month + 1), ledger.end_month);
  ledger.occupied_share_at_stop =
      select(first, trial.occupied_share_pct, ledger.occupied_share_at_stop);
  ledger.terms = select(first, terms, ledger.terms);
  ledger.stopped |= first;
}

/// Adds up the month's fighting and aid, before the leaders choose their next intensity.
inline void record_effort(Ledger& ledger, const Trial& trial, const Flows& flows) {
  const Mask first_war = trial.fighting & !ledger.stopped;
  ledger.intensity_sum += select(first_war, trial.invader.intensity, Real(0));
  ledger.months_of_first_war += indicator(first_war);
  ledger.months_of_war += indicator(trial.fighting);
  ledger.invader_casualties += flows.invader_casualties_thousand;
  ledger.defender_casualties += flows.defender_casualties_thousand;
  ledger.civilian_deaths += flows.civilian_deaths_thousand;
  ledger.european_aid += flows.european_aid_eur_bn + flows.eu_level_aid_eur_bn;
  ledger.other_aid += flows.other_aid_eur_bn;
  ledger.us_aid += flows.us_aid_eur_bn;
  ledger.revenue_lost += flows.revenue_lost_usd_bn;
  for (int k = 0; k < kMaxPatrons; ++k) ledger.patron_support[k] += trial.patron_support[k];
}

/// Extremes and first times, at the end of the month.
inline void record_state(Ledger& ledger, const Trial& trial, const Situation& situation) {
  const Real month = situation.month + 1;
  const Institutions& in = trial.institutions;
  ledger.occupied_share_min = min(ledger.occupied_share_min, trial.occupied_share_pct);
  ledger.occupied_share_max = max(ledger.occupied_share_max, trial.occupied_share_pct);
  ledger.infrastructure_min = min(ledger.infrastructure_min, trial.infrastructure);
  first_time(ledger.eu_month, in.eu, month);
  first_time(ledger.nato_month, in.nato, month);
  first_time(ledger.force_month, in.force, month);
  first_time(ledger.reserve_exhausted_month, trial.reserve_usd_bn <= Real(0), month);
  const Mask frozen_first = ledger.stopped & (ledger.outcome == code(Outcome::kDeFactoCeasefire));
  const Mask in_window = month - ledger.end_month <= situation.parameters.peace.guarantee_window;
  const Mask first_peace = ledger.stopped & at_peace(trial) & (ledger.relapse_month < Real(0));
  ledger.in_time |= first_peace & in_window & has_guarantee(delivered_status(trial, situation));
  const Mask counts = situation.structure.switches.ballots_in_peace ? first_peace : Mask(true);
  ledger.guaranteed |= frozen_first & in_window & counts & (in.eu | in.nato | in.force);
  constexpr int kLandmark = 2 * kYear;  // months of peace
  const Mask at_landmark = ledger.stopped & at_peace(trial) & (ledger.relapse_month < Real(0)) &
                           (month - ledger.end_month == Real(kLandmark));
  if (any(at_landmark)) {
    ledger.status_at_landmark =
        select(at_landmark, delivered_status(trial, situation), ledger.status_at_landmark);
  }
  const int year = situation.month / kYear;
  if (situation.month % kYear == 0 && year < kBeliefGaps) {
    const auto& beliefs = situation.parameters.beliefs;
    ledger.belief_gap[year] = believed_net_strength(trial.invader.belief, beliefs) -
                              believed_net_strength(trial.defender.belief, beliefs);
  }
}

/// What the first stop is called.
inline Headline headline(const Ledger& ledger, const Situation& situation) {
  if (situation.structure.labels_of_core) {
    const Mask frozen = ledger.outcome == code(Outcome::kDeFactoCeasefire);
    const Real of_freeze =
        select(ledger.guaranteed, code(Detail::kGuaranteed), code(Detail::kBare));
    return {ledger.outcome, select(frozen, of_freeze, ledger.detail)};
  }
  return headline_of(
      {.stopped = ledger.stopped,
       .outcome = ledger.outcome,
       .detail = ledger.detail,
       .ordered_by_both = ledger.armistice,
       .guaranteed = ledger.in_time,
       .left_neutral = ledger.terms.security == Real(kNeutral),
       .imposed = ledger.imposed,
       .wider_war_before = (!ledger.stopped) & (ledger.guarantees.wider_war_month > Real(0))});
}

/// Writes the results of the batch, [result][lane].
inline void write_results(const Ledger& ledger, const Trial& trial, const Situation& situation,
                          int horizon_months, float* results) {
  const auto put = [results](Result r, Real value) {
    value.store(results + static_cast<int>(r) * kTableLanes);
  };
  const Headline name = headline(ledger, situation);
  const Mask gap_12 = Mask(horizon_months > kYear), gap_24 = Mask(horizon_months > 2 * kYear);
  put(Result::outcome, name.outcome);
  put(Result::detail, name.detail);
  put(Result::strength_status, ledger.strength_status);
  put(Result::end_month, ledger.end_month);
  put(Result::occupied_share_end_pct,
      select(ledger.stopped, ledger.occupied_share_at_stop, trial.occupied_share_pct));
  put(Result::occupied_share_min_pct, ledger.occupied_share_min);
  put(Result::occupied_share_max_pct, ledger.occupied_share_max);
  put(Result::term_security, ledger.terms.security);
  put(Result::term_territory, ledger.terms.territory);
  put(Result::term_status, ledger.terms.recognition);
  put(Result::term_economy, ledger.terms.economy);
  put(Result::delivered_security,
      select(trial.fighting, Real(kNever), delivered_status(trial, situation)));
  put(Result::delivered_security_month_24, ledger.status_at_landmark);
  put(Result::relapsed, indicator(ledger.relapse_month >= Real(0)));
  put(Result::relapse_month, ledger.relapse_month);
  put(Result::fighting_at_horizon, indicator(trial.fighting));
  put(Result::russian_casualties_thousand, ledger.invader_casualties);
  put(Result::ukrainian_casualties_thousand, ledger.defender_casualties);
  put(Result::russian_mean_intensity, ledger.intensity_sum / max(ledger.months_of_first_war, 1));
  put(Result::leader_cannot_stop, situation.parameters.putin.cannot_stop);
  put(Result::eu_accession_month, ledger.eu_month);
  put(Result::nato_accession_month, ledger.nato_month);
  put(Result::force_month, ledger.force_month);
  put(Result::vetoing_actor, ledger.votes.vetoing);
  put(Result::reserve_exhausted_month, ledger.reserve_exhausted_month);
  put(Result::belief_gap_month_0, ledger.belief_gap[0]);
  put(Result::belief_gap_month_12, select(gap_12, ledger.belief_gap[1], ledger.belief_gap[0]));
  put(Result::belief_gap_month_24,
      select(gap_24, ledger.belief_gap[2],
             select(gap_12, ledger.belief_gap[1], ledger.belief_gap[0])));
  put(Result::resolve_signal_end, trial.resolve_signal);
  put(Result::european_military_aid_eur_bn, ledger.european_aid);
  put(Result::us_military_aid_eur_bn, ledger.us_aid);
  put(Result::russian_revenue_lost_usd_bn, ledger.revenue_lost);
  put(Result::infrastructure_min, ledger.infrastructure_min);
  put(Result::reconstruction_end, trial.reconstruction);
  put(Result::us_stance_end, trial.us_stance);
  put(Result::buyers_compliance_end, trial.buyers_compliance);
  write_leader_results(ledger.leaders, trial, put);
  put(Result::guarantee_tests, ledger.guarantees.tests);
  put(Result::guarantors_acted, ledger.guarantees.acted);
  put(Result::guarantors_stood_aside, ledger.guarantees.stood_aside);
  put(Result::wider_war_month, ledger.guarantees.wider_war_month);
  const Real killed = situation.parameters.forces.killed_share;
  put(Result::russian_deaths_thousand, killed * ledger.invader_casualties);
  put(Result::ukrainian_deaths_thousand, killed * ledger.defender_casualties);
  put(Result::civilian_deaths_thousand, ledger.civilian_deaths);
  put(Result::deaths_thousand,
      killed * (ledger.invader_casualties + ledger.defender_casualties) + ledger.civilian_deaths);
  put(Result::guarantee_in_time, indicator(ledger.in_time));
  put(Result::absorption_month, ledger.absorption_month);
  put(Result::armistice, indicator(ledger.armistice));
  put(Result::meetings, ledger.meetings);
  put(Result::eu_admitted_by_ballot_month, ledger.votes.eu_admitted_month);
  put(Result::nato_admitted_by_ballot_month, ledger.votes.nato_admitted_month);
  put(Result::nato_promise_void_month, ledger.votes.promise_void_month);
  put(Result::attacks_on_personnel, ledger.presence.attacks);
  put(Result::attacks_answered, ledger.presence.answered);
  put(Result::direct_clash_month, ledger.presence.clash_month);
  put(Result::violations, ledger.violations.all);
  put(Result::violations_unanswered, ledger.violations.unanswered);
  put(Result::violations_escalatory, ledger.violations.escalatory);
  put(Result::months_of_war, ledger.months_of_war);
  write_ballots(ledger.votes.ballots, situation, put);
  for (int k = 0; k < kMaxPatrons; ++k) {
    const auto place = static_cast<Result>(static_cast<int>(Result::patron_1_support_mean) + k);
    put(place, k < situation.cast.patrons ? ledger.patron_support[k] / Real(horizon_months)
                                          : Real(kNever));
  }
  write_third_parties(ledger.third_parties, ledger.votes, trial, situation, results);
  put(Result::other_military_aid_eur_bn, ledger.other_aid);
  write_costs(ledger.costs, ledger.votes, situation, ledger.donors_aid, ledger.us_aid, results);
}

/// Writes what is kept of the donors, [donor][donor result][lane].
inline void write_donors(const Ledger& ledger, const Trial& trial, const Situation& situation,
                         float* donors) {
  const CastTable& cast = situation.cast;
  for (int j = 0; j < cast.donors; ++j) {
    const auto put = [donors, j](DonorResult r, Real value) {
      value.store(donors + (j * kDonorResults + static_cast<int>(r)) * kTableLanes);
    };
    const Real none = 0;
    put(DonorResult::military_aid_eur_bn, ledger.donors_aid[j]);
    put(DonorResult::stance_end, trial.stance[j]);
    put(DonorResult::eu_votes, cast.eu_member[j] ? ledger.votes.eu_votes : none);
    put(DonorResult::eu_yes, ledger.votes.eu_yes[j]);
    put(DonorResult::nato_votes, cast.nato_member[j] ? ledger.votes.nato_votes : none);
    put(DonorResult::nato_yes, ledger.votes.nato_yes[j]);
    put(DonorResult::renewal_votes, cast.eu_member[j] ? ledger.votes.renewal_votes : none);
    put(DonorResult::renewal_yes, ledger.votes.renewal_yes[j]);
    put(DonorResult::sent_forces, indicator(ledger.presence.sent_month[j] > none));
    put(DonorResult::sent_month, ledger.presence.sent_month[j]);
    write_refusals_by(ledger.votes.ballots, j, put);
  }
  write_donor_costs(ledger.costs, ledger.votes, situation, ledger.donors_aid, donors);
}

/// Writes the quantities of a month, [quantity][lane].
inline void write_month(const Ledger& ledger, const Trial& trial, const Flows& flows,
                        const Situation& situation, float* quantities) {
  const auto put = [quantities](Quantity q, Real value) {
    value.store(quantities + static_cast<int>(q) * kTableLanes);
  };
  const auto& beliefs = situation.parameters.beliefs;
  const Outlooks& outlooks = ledger.outlooks;
  put(Quantity::share_fighting, indicator(trial.fighting));
  put(Quantity::occupied_share_pct, trial.occupied_share_pct);
  put(Quantity::russian_casualties_thousand, flows.invader_casualties_thousand);
  put(Quantity::ukrainian_casualties_thousand, flows.defender_casualties_thousand);
  put(Quantity::european_military_aid_eur_bn,
      flows.european_aid_eur_bn + flows.eu_level_aid_eur_bn);
  put(Quantity::other_military_aid_eur_bn, flows.other_aid_eur_bn);
  put(Quantity::us_military_aid_eur_bn, flows.us_aid_eur_bn);
  put(Quantity::air_defence_effectiveness, flows.interception);
  put(Quantity::russian_campaign_intensity,
      select(trial.fighting, trial.invader.intensity, Real(0)));
  put(Quantity::ukrainian_campaign_intensity,
      select(trial.fighting, trial.defender.intensity, Real(0)));
  put(Quantity::russian_fiscal_stress, trial.invader.fiscal_stress);
  put(Quantity::russian_reserve_usd_bn, trial.reserve_usd_bn);
  put(Quantity::russian_oil_gas_revenue_usd_bn, flows.energy_revenue_usd_bn);
  put(Quantity::infrastructure_index, trial.infrastructure);
  put(Quantity::resolve_signal, trial.resolve_signal);
  put(Quantity::russian_believed_net_strength,
      believed_net_strength(trial.invader.belief, beliefs));
  put(Quantity::ukrainian_believed_net_strength,
      believed_net_strength(trial.defender.belief, beliefs));
  put(Quantity::russian_expected_net_strength, outlooks.invader.expected_net_strength);
  put(Quantity::ukrainian_expected_net_strength, outlooks.defender.expected_net_strength);
  put(Quantity::russian_value_of_fighting_on, outlooks.invader.value_of_fighting_on);
  put(Quantity::russian_value_of_a_freeze, outlooks.invader.value_of_a_freeze);
  put(Quantity::ukrainian_value_of_fighting_on, outlooks.defender.value_of_fighting_on);
  put(Quantity::ukrainian_value_of_a_freeze, outlooks.defender.value_of_a_freeze);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
