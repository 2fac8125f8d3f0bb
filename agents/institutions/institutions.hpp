// P13: the roads to the EU and NATO, a European force, parallel guarantees. Collective choices of
// the donors and the United States; both unions decide unanimously.
#pragma once

#include "agents/actors/donors.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/institutions/ballot_record.hpp"
#include "agents/institutions/refusals.hpp"
#include "agents/institutions/unanimity.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The votes of a trial so far.
struct VoteRecord {
  Real eu_votes, nato_votes;  // how often a vote was taken
  Real eu_yes[kMaxDonors], nato_yes[kMaxDonors];
  Real eu_admitted_month = kNever, nato_admitted_month = kNever;  // by a ballot
  Real promise_void_month = kNever;  // the allies refused a NATO membership that had been promised
  Real vetoing = kNever;  // most reluctant actor at the first refusal; the donors' number: the US

  Real renewal_votes, renewal_yes[kMaxDonors];  // on EU sanctions
  Real renewal_vetoing = kNever;                // at the first refusal
  Real side_payments_eur_bn;                    // for votes in the EU

  BallotRecord ballots[kBallotKinds];
  BallotRecord& of(BallotKind kind) { return ballots[static_cast<int>(kind)]; }
};

/// The most reluctant voter of a ballot so far.
struct Opposition {
  Real reluctance = -1;
  Real actor = kNever;

  void hear(Real voter_reluctance, int voter) {
    actor = select(voter_reluctance > reluctance, Real(voter), actor);
    reluctance = max(voter_reluctance, reluctance);
  }
};

/// Lanes in which this month is one of votes: every `interval` months from month 0.
inline Mask is_vote_month(Real month, Real interval) {
  const Real turns = month / interval;
  return abs(turns - nearest_whole(turns)) * interval < Real(0.5);
}

inline void record_refusal(VoteRecord& record, Mask refused, const Opposition& opposition) {
  record.vetoing = select(refused & (record.vetoing < Real(0)), opposition.actor, record.vetoing);
}

struct CouncilVote {
  Ballot ballot;
  Mask carried, refused, bought;
};

/// Nobody stands by what it said before.
inline constexpr auto kEachVoteAnew = [](int, Real) { return Mask(false); };

/// All EU states vote where `taken`, each by its private cost and `utility(j)` of a yes; where
/// `stands(j, utility)` it says no. Counts in `record` what was paid for a vote, in `votes` the
/// ballot and in `yes` who was in favour.
template <class Utility, class Stands>
CouncilVote vote_in_council(const Situation& situation, Mask taken, const Utility& utility,
                            const Stands& stands, const Real (&private_cost)[kMaxDonors],
                            VoteRecord& record, Real& votes, Real (&yes)[kMaxDonors]) {
  Ballot ballot;
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!situation.cast.eu_member[j]) continue;
    const Real wants = utility(j);
    const Real reluctance =
        ballot.hear(wants, private_cost[j], situation.cast.gdp_eur_bn[j], j, stands(j, wants));
    yes[j] += indicator(taken & (reluctance < Real(0)));
  }
  votes += indicator(taken);
  const BallotResult result = decide_in_council(ballot, situation, taken);
  record.side_payments_eur_bn += result.paid_eur_bn;
  count_bought(ballot, result, situation.cast.donors, yes);
  return {ballot, result.carried, taken & !result.carried, result.bought};
}

/// Lanes in which state j stands by its refusal of EU membership.
inline Mask stands_against_eu(const Trial& trial, const Situation& situation, Real utility, int j) {
  return stands_by_refusal(situation, trial.refusals.eu[j], trial.refusals.eu_utility[j], utility,
                           situation.parameters.accession.eu_vote_slope);
}

/// The same for an ally, or the United States after the donors, and NATO.
inline Mask stands_against_nato(const Trial& trial, const Situation& situation, Real utility,
                                int j) {
  const auto& p = situation.parameters;
  const Real slope =
      j == situation.cast.donors ? p.united_states.vote_slope : p.accession.nato_vote_slope;
  return stands_by_refusal(situation, trial.refusals.nato[j], trial.refusals.nato_utility[j],
                           utility, slope);
}

/// All EU states vote where `taken`; gives the lanes in which they admit Ukraine.
inline Mask eu_admits(Trial& trial, const Situation& situation, Mask taken, VoteRecord& record) {
  const Assurance assurance = american_assurance(trial, situation);
  const auto utility = [&](int j) { return utility_of_eu(trial, situation, assurance, j); };
  const auto stands = [&](int j, Real wants) {
    return stands_against_eu(trial, situation, wants, j);
  };
  const CouncilVote vote = vote_in_council(situation, taken, utility, stands, trial.private_cost,
                                           record, record.eu_votes, record.eu_yes);
  if (situation.structure.switches.standing_refusals) {
    for (int j = 0; j < situation.cast.donors; ++j) {
      if (!situation.cast.eu_member[j]) continue;
      const Real wants = utility(j);
      const Mask stood = stands(j, wants);
      const Mask no = (stood | (trial.private_cost[j] - logistic(wants) >= Real(0))) &
                      !(vote.bought & (vote.ballot.actor == Real(j)));
      remember_vote(situation, taken, no, stood, wants, trial.refusals.eu[j],
                    trial.refusals.eu_utility[j]);
    }
  }
  record.eu_admitted_month = select(vote.carried & (record.eu_admitted_month < Real(0)),
                                    Real(situation.month + 1), record.eu_admitted_month);
  record_refusal(record, vote.refused, {vote.ballot.reluctance, vote.ballot.actor});
  record_ballot(record.of(BallotKind::kEuAccession), taken, vote.refused, vote.ballot.actor,
                situation);
  return vote.carried;
}

/// All allies and the United States vote where `taken`.
inline Mask nato_admits(Trial& trial, const Situation& situation, Mask taken, VoteRecord& record,
                        BallotKind kind = BallotKind::kNatoAccession, bool after_stop = false) {
  const Real gain = case_for_nato(trial, situation);
  Opposition allies;
  // What a voter wants and would say; gives how reluctant it is once it stands by what it said.
  const auto vote = [&](int j, Real wants, Real own) {
    const Mask stood = stands_against_nato(trial, situation, wants, j);
    const Real reluctance = select(stood, max(own, 0), own);
    remember_vote(situation, taken, reluctance >= Real(0), stood, wants, trial.refusals.nato[j],
                  trial.refusals.nato_utility[j]);
    return reluctance;
  };
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!situation.cast.nato_member[j]) continue;
    const Real wants = utility_of_nato(trial, situation, gain, j);
    const Real reluctance = vote(j, wants, trial.private_cost[j] - logistic(wants));
    record.nato_yes[j] += indicator(taken & (reluctance < Real(0)));
    allies.hear(reluctance, j);
  }
  record.nato_votes += indicator(taken);
  if (!situation.structure.switches.vetoes) allies = {};
  const int us = situation.cast.donors;
  allies.hear(vote(us, us_utility_of_nato(trial, situation, after_stop),
                   us_reluctance(trial, situation, after_stop)),
              us);
  const Mask unanimous = allies.reluctance < Real(0);
  const Mask refused = taken & !unanimous;
  record.nato_admitted_month = select(taken & unanimous & (record.nato_admitted_month < Real(0)),
                                      Real(situation.month + 1), record.nato_admitted_month);
  record_refusal(record, refused, allies);
  record_ballot(record.of(kind), taken, refused, allies.actor, situation);
  return taken & unanimous;
}

/// Monthly probability that European states deploy a force in wartime.
inline Real force_probability(const Trial& trial, const Situation& situation, Real mean_stance) {
  const auto& p = situation.parameters.accession;
  return p.force_rate * situation.levers.european_forces *
         logistic(p.force_slope * (mean_stance - p.force_threshold) +
                  p.force_us_stance * trial.us_stance + p.force_offset);
}

/// Chance of the month's institutions: uniforms.
struct InstitutionChance {
  Real force, parallel;                             // in war
  Real eu_delivery, nato_delivery, force_delivery;  // in peace
};

/// The ballots that are due in a month.
struct BallotsDue {
  Mask eu, nato;       // NATO in war, or in a freeze
  Mask promised_nato;  // what terms have promised
};

/// In war the EU votes once the road to it is complete, NATO if accession does not wait for a
/// cease-fire. After a stop both do too, under terms as far as these promise it; in version 0.1
/// nobody voted then, and peace delivered by itself (agents/war_and_peace/aftermath.hpp).
inline BallotsDue ballots_due(const Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.accession;
  const Institutions& in = trial.institutions;
  const Mask month = is_vote_month(situation.month, p.vote_interval_months);
  const Real complete = Real(1) - p.progress_margin;
  const Mask eu = month & !in.eu & (in.eu_progress >= complete);
  const Mask nato = month & !in.nato & (in.nato_progress >= complete);
  const Mask unconditional = situation.levers.nato_before_ceasefire >= Real(0.5);
  BallotsDue due{trial.fighting & eu, trial.fighting & nato & unconditional, Mask(false)};
  if (!situation.structure.switches.ballots_in_peace) return due;
  const Real promised = trial.settlement.terms.security;
  const Mask on_paper = under_terms(trial), frozen = at_peace(trial) & trial.frozen;
  const Mask at_once = Mask(!situation.structure.switches.delivery_lag);
  due.eu |= (frozen & eu) | (on_paper & includes_eu(promised) & (eu | (at_once & !in.eu)));
  due.nato |= frozen & nato;
  due.promised_nato = on_paper & includes_nato(promised) & (nato | (at_once & !in.nato));
  return due;
}

/// Progress and ballots go on in war and peace; the deployment of this function belongs to the war.
inline void advance_institutions(Trial& trial, const Situation& situation,
                                 const InstitutionChance& chance, Real mean_stance,
                                 VoteRecord& record) {
  const auto& p = situation.parameters.accession;
  Institutions& in = trial.institutions;
  in.eu_progress =
      min(in.eu_progress + p.eu_pace + p.eu_pace_fast * situation.levers.eu_fast_track, 1);
  in.nato_progress = min(in.nato_progress + p.nato_pace_fast * situation.levers.nato_fast_track, 1);

  const BallotsDue due = ballots_due(trial, situation);
  if (any(due.eu)) in.eu |= eu_admits(trial, situation, due.eu, record);
  const Mask war = due.nato & trial.fighting, freeze = due.nato & at_peace(trial);
  using enum BallotKind;
  if (any(war)) in.nato |= nato_admits(trial, situation, war, record, kNatoAccession, false);
  if (any(freeze)) in.nato |= nato_admits(trial, situation, freeze, record, kNatoAccession, true);
  if (any(due.promised_nato)) {
    in.nato |=
        nato_admits(trial, situation, due.promised_nato, record, kNatoPromise, /*after_stop=*/true);
    record.promise_void_month =
        select(due.promised_nato & !in.nato & (record.promise_void_month < Real(0)),
               Real(situation.month + 1), record.promise_void_month);
  }

  const Mask as_one =
      Mask(!situation.structure.switches.state_forces);  // else agents/institutions/presence.hpp
  in.force |=
      as_one & trial.fighting & (chance.force < force_probability(trial, situation, mean_stance));
  Mask parallel = chance.parallel < p.parallel_rate * situation.levers.parallel_guarantees;
  if (situation.structure.switches.additive_guarantees) {  // terms bar what they do not promise
    parallel &= !(under_terms(trial) & !has_guarantee(trial.settlement.terms.security));
  }
  in.parallel |= parallel;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
