// P17: the allies vote before a NATO membership that terms promise is delivered, and Kyiv knows
// that they may refuse.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/institutions/institutions.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What is left of a promise once the allies have refused NATO: the EU, with a force if that was
/// promised too.
inline Real status_without_nato(Real promised) {
  return select(promised == Real(kNatoForce), Real(kEuForce), Real(kEu));
}

/// The vote falls in the month in which membership would arrive; a refusal voids the promise.
inline void vote_on_promised_nato(Trial& trial, const Situation& situation, Real uniform,
                                  VoteRecord& record) {
  const Switches& on = situation.structure.switches;
  if (!on.delivery_votes || on.ballots_in_peace)
    return;  // else agents/institutions/institutions.hpp
  const Real rate = situation.structure.switches.delivery_lag
                        ? situation.parameters.peace.nato_delivery
                        : Real(1);
  Real& promised = trial.settlement.terms.security;
  const Mask due =
      under_terms(trial) & includes_nato(promised) & !trial.institutions.nato & (uniform < rate);
  if (!any(due)) return;
  const Mask admitted =
      nato_admits(trial, situation, due, record, BallotKind::kNatoPromise, /*after_stop=*/true);
  const Mask refused = due & !admitted;
  trial.institutions.nato |= admitted;
  promised = select(refused, status_without_nato(promised), promised);
  record.promise_void_month = select(refused & (record.promise_void_month < Real(0)),
                                     Real(situation.month + 1), record.promise_void_month);
}

/// Probability that all `voters` say yes, to one who knows their utilities but not their private
/// costs. A voter that stands by a refusal says no.
template <class Utility, class Stands>
Real chance_of_unanimity(const Situation& situation, const bool (&voters)[kMaxDonors],
                         const Utility& utility, const Stands& stands) {
  if (!situation.structure.switches.vetoes) return 1;
  Real odds = 1;  // the inverse of the product of the logistics
  Mask refused = Mask(false);
  for (int j = 0; j < situation.cast.donors; ++j) {
    if (!voters[j]) continue;
    const Real wants = utility(j);
    odds *= Real(1) + exp(-wants);
    refused |= stands(j, wants);
  }
  return select(refused, Real(0), Real(1) / odds);
}

/// The same of the allies and an accession to NATO after a stop. Washington is asked apart.
inline Real chance_of_admission(const Trial& trial, const Situation& situation) {
  const Real gain = case_for_nato(trial, situation, /*after_stop=*/true);
  const Real chance = chance_of_unanimity(
      situation, situation.cast.nato_member,
      [&](int j) { return utility_of_nato(trial, situation, gain, j); },
      [&](int j, Real wants) { return stands_against_nato(trial, situation, wants, j); });
  return select(trial.institutions.nato, Real(1), chance);
}

/// The same of the EU's states and membership.
inline Real chance_of_membership(const Trial& trial, const Situation& situation) {
  const Assurance assurance = american_assurance(trial, situation);
  const Real chance = chance_of_unanimity(
      situation, situation.cast.eu_member,
      [&](int j) { return utility_of_eu(trial, situation, assurance, j); },
      [&](int j, Real wants) { return stands_against_eu(trial, situation, wants, j); });
  return select(trial.institutions.eu, Real(1), chance);
}

/// What a promise is worth at the table, by status, where the ballots on it may fail: NATO's falls
/// back on the EU, the EU's on a coalition or on nothing.
inline void with_ballots_to_come(const Trial& trial, Real (&of_status)[kSecurityLevels]) {
  const Real eu = select(trial.institutions.eu, Real(1), trial.prospects.eu_ballot);
  const auto mixed = [](Real fallback, Real chance, Real whole) {
    return fallback + chance * (whole - fallback);
  };
  const Institutions& in = trial.institutions;
  const Real alone = select(in.force | in.parallel, of_status[kCoalition], of_status[kArmedAlone]);
  of_status[kEu] = mixed(alone, eu, of_status[kEu]);
  of_status[kEuForce] = mixed(of_status[kCoalition], eu, of_status[kEuForce]);
  const Real nato = select(in.nato, Real(1), trial.prospects.nato_ballot);
  of_status[kNato] = mixed(of_status[kEu], nato, of_status[kNato]);
  of_status[kNatoForce] = mixed(of_status[kEuForce], nato, of_status[kNatoForce]);
}

/// Credibility of the statuses as Kyiv sees it at the table: a promise of NATO is worth that much
/// only if the vote passes, and otherwise what is left of it. Version 0.1.
inline Credibility with_delivery_risk(const Trial& trial, const Situation& situation,
                                      Credibility credibility,
                                      const Mask (&offered)[kSecurityLevels]) {
  const Switches& on = situation.structure.switches;
  if (on.ballots_in_peace) {
    with_ballots_to_come(trial, credibility.of_status);
    return credibility;
  }
  if (!on.delivery_votes) return credibility;
  if (!any(offered[kNato] | offered[kNatoForce])) return credibility;
  const Real passes = chance_of_admission(trial, situation);
  const auto at_risk = [&](Real& promised, Real fallback) {
    promised = fallback + passes * (promised - fallback);
  };
  at_risk(credibility.of_status[kNato], credibility.of_status[kEu]);
  at_risk(credibility.of_status[kNatoForce], credibility.of_status[kEuForce]);
  return credibility;
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
