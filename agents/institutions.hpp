// P13: the roads to the EU and NATO, a European force, parallel guarantees. Collective choices of
// the donors and the United States; both unions decide unanimously.
#pragma once

#include "agents/ballot_record.hpp"
#include "agents/donors.hpp"
#include "agents/unanimity.hpp"
#include "agents/united_states.hpp"

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

/// All EU states vote where `taken`; gives the lanes in which they admit Ukraine.
inline Mask eu_admits(const Trial& trial, const World& world, Mask taken, VoteRecord& record) {
  const Real assurance = american_assurance(trial, world);
  Ballot ballot;
  for (int j = 0; j < world.cast.donors; ++j) {
    if (!world.cast.eu_member[j]) continue;
    const Real reluctance = ballot.hear(utility_of_eu(trial, world, assurance, j),
                                        trial.private_cost[j], world.cast.gdp_eur_bn[j], j);
    record.eu_yes[j] += indicator(taken & (reluctance < Real(0)));
  }
  record.eu_votes += indicator(taken);
  const BallotResult result = decide_in_council(ballot, world, taken);
  record.side_payments_eur_bn += result.paid_eur_bn;
  count_bought(ballot, result, world.cast.donors, record.eu_yes);
  const Mask refused = taken & !result.carried;
  record_refusal(record, refused, {ballot.reluctance, ballot.actor});
  record_ballot(record.of(BallotKind::kEuAccession), taken, refused, ballot.actor, world);
  return result.carried;
}

/// All allies and the United States vote where `taken`.
inline Mask nato_admits(const Trial& trial, const World& world, Mask taken, VoteRecord& record,
                        bool after_stop = false) {
  const Real gain = case_for_nato(trial, world);
  Opposition allies;
  for (int j = 0; j < world.cast.donors; ++j) {
    if (!world.cast.nato_member[j]) continue;
    const Real reluctance = nato_reluctance(trial, world, gain, j);
    record.nato_yes[j] += indicator(taken & (reluctance < Real(0)));
    allies.hear(reluctance, j);
  }
  record.nato_votes += indicator(taken);
  if (!world.structure.switches.vetoes) allies = {};
  allies.hear(us_reluctance(trial, world, after_stop), world.cast.donors);
  const Mask unanimous = allies.reluctance < Real(0);
  const Mask refused = taken & !unanimous;
  record_refusal(record, refused, allies);
  record_ballot(record.of(after_stop ? BallotKind::kNatoPromise : BallotKind::kNatoAccession),
                taken, refused, allies.actor, world);
  return taken & unanimous;
}

/// Monthly probability that European states deploy a force in wartime.
inline Real force_probability(const Trial& trial, const World& world, Real mean_stance) {
  const auto& p = world.parameters.accession;
  return p.force_rate * world.levers.european_forces *
         logistic(p.force_slope * (mean_stance - p.force_threshold) +
                  p.force_us_stance * trial.us_stance + p.force_offset);
}

/// Chance of the month's institutions: uniforms.
struct InstitutionChance {
  Real force, parallel;                             // in war
  Real eu_delivery, nato_delivery, force_delivery;  // in peace
};

/// Progress goes on in war and peace; the votes and the deployment of this function belong to the
/// war. Peace delivers what was promised instead (agents/aftermath.hpp).
inline void advance_institutions(Trial& trial, const World& world, const InstitutionChance& chance,
                                 Real mean_stance, VoteRecord& record) {
  const auto& p = world.parameters.accession;
  Institutions& in = trial.institutions;
  in.eu_progress = min(in.eu_progress + p.eu_pace + p.eu_pace_fast * world.levers.eu_fast_track, 1);
  in.nato_progress = min(in.nato_progress + p.nato_pace_fast * world.levers.nato_fast_track, 1);

  const Real complete = Real(1) - p.progress_margin;
  const Mask voting = trial.fighting & is_vote_month(world.month, p.vote_interval_months);
  const Mask eu_vote = voting & !in.eu & (in.eu_progress >= complete);
  if (any(eu_vote)) in.eu |= eu_admits(trial, world, eu_vote, record);
  const Mask unconditional = world.levers.nato_before_ceasefire >= Real(0.5);
  const Mask nato_vote = voting & !in.nato & unconditional & (in.nato_progress >= complete);
  if (any(nato_vote)) in.nato |= nato_admits(trial, world, nato_vote, record);

  const Mask as_one = Mask(!world.structure.switches.state_forces);  // else agents/presence.hpp
  in.force |=
      as_one & trial.fighting & (chance.force < force_probability(trial, world, mean_stance));
  in.parallel |= chance.parallel < p.parallel_rate * world.levers.parallel_guarantees;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
