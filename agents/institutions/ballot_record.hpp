// What is kept of the ballots that need every state: how often each kind was held and refused, when
// it was first refused, and by whom. A refusal is counted against the most reluctant state. Keeping
// this record changes nothing in the trial.
#pragma once

#include "agents/decision/situation.hpp"
#include "agents/interface/kernel.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What a ballot is about.
enum class BallotKind : int { kEuAccession, kNatoAccession, kNatoPromise, kRenewal, count };
inline constexpr int kBallotKinds = static_cast<int>(BallotKind::count);

/// The ballots of a kind so far.
struct BallotRecord {
  Real held, refused;
  Real refusal_month = kNever, vetoing = kNever;  // of the first refusal
  Real refused_by[kMaxDonors + 1];  // by place in the cast; the donors' number: the US
};

/// A ballot that was held where `taken`, and `refused` in some of these lanes.
inline void record_ballot(BallotRecord& record, Mask taken, Mask refused, Real vetoing,
                          const Situation& situation) {
  record.held += indicator(taken);
  if (!any(refused)) return;
  record.refused += indicator(refused);
  const Mask first = refused & (record.refusal_month < Real(0));
  record.refusal_month = select(first, Real(situation.month + 1), record.refusal_month);
  record.vetoing = select(first, vetoing, record.vetoing);
  for (int j = 0; j <= situation.cast.donors; ++j) {
    record.refused_by[j] += indicator(refused & (vetoing == Real(j)));
  }
}

/// Writes them by `put(Result, Real)`. When a promise was first refused is a result of its own
/// already, and so is who first refused a renewal.
template <class Put>
void write_ballots(const BallotRecord (&of)[kBallotKinds], const Situation& situation,
                   const Put& put) {
  const BallotRecord& eu = of[static_cast<int>(BallotKind::kEuAccession)];
  const BallotRecord& nato = of[static_cast<int>(BallotKind::kNatoAccession)];
  const BallotRecord& promise = of[static_cast<int>(BallotKind::kNatoPromise)];
  const BallotRecord& renewal = of[static_cast<int>(BallotKind::kRenewal)];
  put(Result::eu_ballots, eu.held);
  put(Result::eu_refusals, eu.refused);
  put(Result::eu_refusal_month, eu.refusal_month);
  put(Result::eu_vetoing_actor, eu.vetoing);
  put(Result::nato_ballots, nato.held);
  put(Result::nato_refusals, nato.refused);
  put(Result::nato_refusal_month, nato.refusal_month);
  put(Result::nato_vetoing_actor, nato.vetoing);
  put(Result::nato_promise_ballots, promise.held);
  put(Result::nato_promise_refusals, promise.refused);
  put(Result::nato_promise_vetoing_actor, promise.vetoing);
  put(Result::renewal_ballots, renewal.held);
  put(Result::renewal_refusals, renewal.refused);
  put(Result::renewal_refusal_month, renewal.refusal_month);
  const int united_states = situation.cast.donors;
  put(Result::us_nato_refusals, nato.refused_by[united_states]);
  put(Result::us_nato_promise_refusals, promise.refused_by[united_states]);
}

/// Writes those of donor j by `put(DonorResult, Real)`.
template <class Put>
void write_refusals_by(const BallotRecord (&of)[kBallotKinds], int j, const Put& put) {
  const auto by_donor = [&](BallotKind kind) { return of[static_cast<int>(kind)].refused_by[j]; };
  put(DonorResult::eu_refusals, by_donor(BallotKind::kEuAccession));
  put(DonorResult::nato_refusals, by_donor(BallotKind::kNatoAccession));
  put(DonorResult::nato_promise_refusals, by_donor(BallotKind::kNatoPromise));
  put(DonorResult::renewal_refusals, by_donor(BallotKind::kRenewal));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
