// P13: a vote that needs every state: which state is the most reluctant, and whether a payment to
// it would carry the vote.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/lane_math.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// A ballot as far as it has been heard. A voter's reluctance is its private cost less the
/// probability that its utility gives to a yes; it votes yes if that is negative.
struct Ballot {
  Real reluctance = -1, actor = kNever;  // of the most reluctant voter, the pivot
  Real next = -1;                        // reluctance of the next
  Real utility = 0, cost = 0, gdp = 1;   // the pivot's, in logits, 0 .. 1, and bn EUR

  /// Returns the voter's reluctance. Where it `stands` by an earlier refusal, it says no whatever
  /// it would say otherwise; it can still be paid.
  Real hear(Real voter_utility, Real voter_cost, Real voter_gdp, int voter,
            Mask stands = Mask(false)) {
    const Real own = voter_cost - logistic(voter_utility);
    const Real of_voter = select(stands, max(own, 0), own);
    const Mask pivot = of_voter > reluctance;
    next = max(next, min(of_voter, reluctance));
    actor = select(pivot, Real(voter), actor);
    utility = select(pivot, voter_utility, utility);
    cost = select(pivot, voter_cost, cost);
    gdp = select(pivot, voter_gdp, gdp);
    reluctance = max(of_voter, reluctance);
    return of_voter;
  }
};

/// How a ballot ends.
struct BallotResult {
  Mask carried, bought;
  Real paid_eur_bn;  // for the pivot's vote, where it was bought
};

/// Everybody agrees, or the one who does not is paid to. Nobody pays for a vote that is lost all
/// the same, or won without. `on_offer_eur_bn` is what the others would pay.
inline BallotResult decide(const Ballot& ballot, const accession_parameters& p,
                           Real on_offer_eur_bn) {
  constexpr double kPercent = 100;
  const Mask agreed = ballot.reluctance < Real(0);
  const Real paid = ballot.cost - logistic(ballot.utility + p.side_payment_effect * Real(kPercent) *
                                                                on_offer_eur_bn / ballot.gdp);
  const Mask refused = !agreed;
  const Mask bought = refused & (ballot.next < Real(0)) & (paid < Real(0)) &
                      (on_offer_eur_bn > Real(0));  // who stands by a refusal is paid, or refuses
  return {agreed | bought, bought, select(bought, on_offer_eur_bn, Real(0))};
}

/// What the EU would pay for a vote this month, bn EUR.
inline Real side_payment_on_offer(const Situation& situation) {
  if (!situation.structure.switches.side_payments) return 0;
  return situation.parameters.accession.largest_side_payment_eur_bn *
         situation.levers.side_payments;
}

/// A ballot of the EU where `taken`: with vetoes off it is carried whoever objects, and nobody is
/// paid.
inline BallotResult decide_in_council(const Ballot& ballot, const Situation& situation,
                                      Mask taken) {
  if (!situation.structure.switches.vetoes) return {taken, Mask(false), 0};
  const BallotResult result =
      decide(ballot, situation.parameters.accession, side_payment_on_offer(situation));
  return {taken & result.carried, taken & result.bought,
          select(taken, result.paid_eur_bn, Real(0))};
}

/// A vote that was bought is a yes.
inline void count_bought(const Ballot& ballot, const BallotResult& result, int voters, Real* yes) {
  if (!any(result.bought)) return;
  for (int j = 0; j < voters; ++j) {
    yes[j] += indicator(result.bought & (ballot.actor == Real(j)));
  }
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
