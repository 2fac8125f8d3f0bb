// P13: the roads to the EU and NATO, a European force, parallel guarantees. Collective choices of
// the donors and the United States; both unions decide unanimously.
#pragma once

#include "agents/actors/donors.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/institutions/ballot_record.hpp"
#include "agents/institutions/unanimity.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// The votes of a trial so far.
struct VoteRecord {
  Real eu_votes, nato_votes;  // how often a vote was taken
  Real eu_yes[kMaxDonors], nato_yes[kMaxDonors];
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
  constexpr double rounding = 12582912.0;  // 1.5 * 2^23: adding it rounds to a whole number
  const Real nearest = (turns + rounding) - rounding;
  return abs(turns - nearest) * interval < Real(0.5);
}

inline void record_refusal(VoteRecord& record, Mask refused, const Opposition& opposition) {
  record.vetoing = select(refused & (record.vetoing < Real(0)), opposition.actor, record.vetoing);
}

struct CouncilVote {
  Ballot ballot;
  Mask carried, refused;
};

/// All EU states vote where `taken`, each by its private cost and `utility(j)` of a yes. Counts in
/// `record` what was paid for a vote, in `votes` the ballot and in `yes` who was in favour.
template <class Utility>
CouncilVote vote_in_council(const Situation& situation, Mask taken, const Utility& utility,
                            const Real (&private_cost)[kMaxDonors], VoteRecord& record, Real& votes,
                            Real (&yes)[kMaxDonors]) {
  Ballot ballot;
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!situation.cast.eu_member[j]) continue;
    const Real reluctance =
        ballot.hear(utility(j), private_cost[j], situation.cast.gdp_eur_bn[j], j);
    yes[j] += indicator(taken & (reluctance < Real(0)));
  }
  votes += indicator(taken);
  const BallotResult result = decide_in_council(ballot, situation, taken);
  record.side_payments_eur_bn += result.paid_eur_bn;
  count_bought(ballot, result, situation.cast.donors, yes);
  return {ballot, result.carried, taken & !result.carried};
}

/// All EU states vote where `taken`; gives the lanes in which they admit Ukraine.
inline Mask eu_admits(const Trial& trial, const Situation& situation, Mask taken,
                      VoteRecord& record) {
  const Real assurance = american_assurance(trial, situation);
  const auto utility = [&](int j) { return utility_of_eu(trial, situation, assurance, j); };
  const CouncilVote vote = vote_in_council(situation, taken, utility, trial.private_cost, record,
                                           record.eu_votes, record.eu_yes);
  record_refusal(record, vote.refused, {vote.ballot.reluctance, vote.ballot.actor});
  record_ballot(record.of(BallotKind::kEuAccession), taken, vote.refused, vote.ballot.actor,
                situation);
  return vote.carried;
}

/// All allies and the United States vote where `taken`.
inline Mask nato_admits(const Trial& trial, const Situation& situation, Mask taken,
                        VoteRecord& record, bool after_stop = false) {
  const Real gain = case_for_nato(trial, situation);
  Opposition allies;
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!situation.cast.nato_member[j]) continue;
    const Real reluctance = nato_reluctance(trial, situation, gain, j);
    record.nato_yes[j] += indicator(taken & (reluctance < Real(0)));
    allies.hear(reluctance, j);
  }
  record.nato_votes += indicator(taken);
  if (!situation.structure.switches.vetoes) allies = {};
  allies.hear(us_reluctance(trial, situation, after_stop), situation.cast.donors);
  const Mask unanimous = allies.reluctance < Real(0);
  const Mask refused = taken & !unanimous;
  record_refusal(record, refused, allies);
  record_ballot(record.of(after_stop ? BallotKind::kNatoPromise : BallotKind::kNatoAccession),
                taken, refused, allies.actor, situation);
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

/// Progress goes on in war and peace; the votes and the deployment of this function belong to the
/// war. Peace delivers what was promised instead (agents/war_and_peace/aftermath.hpp).
inline void advance_institutions(Trial& trial, const Situation& situation,
                                 const InstitutionChance& chance, Real mean_stance,
                                 VoteRecord& record) {
  const auto& p = situation.parameters.accession;
  Institutions& in = trial.institutions;
  in.eu_progress =
      min(in.eu_progress + p.eu_pace + p.eu_pace_fast * situation.levers.eu_fast_track, 1);
  in.nato_progress = min(in.nato_progress + p.nato_pace_fast * situation.levers.nato_fast_track, 1);

  const Real complete = Real(1) - p.progress_margin;
  const Mask voting = trial.fighting & is_vote_month(situation.month, p.vote_interval_months);
  const Mask eu_vote = voting & !in.eu & (in.eu_progress >= complete);
  if (any(eu_vote)) in.eu |= eu_admits(trial, situation, eu_vote, record);
  const Mask unconditional = situation.levers.nato_before_ceasefire >= Real(0.5);
  const Mask nato_vote = voting & !in.nato & unconditional & (in.nato_progress >= complete);
  if (any(nato_vote)) in.nato |= nato_admits(trial, situation, nato_vote, record);

  const Mask as_one =
      Mask(!situation.structure.switches.state_forces);  // else agents/institutions/presence.hpp
  in.force |=
      as_one & trial.fighting & (chance.force < force_probability(trial, situation, mean_stance));
  in.parallel |= chance.parallel < p.parallel_rate * situation.levers.parallel_guarantees;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
