// Everything that changes during a trial, and nothing else. Plain and copyable; each number stands
// for a batch of trials, one in each lane. Symbols in brackets are those of docs/model.md.
#pragma once

#include "core/lanes.hpp"
#include "core/sizes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

// The security ladder.
inline constexpr int kNeutral = 0, kArmedAlone = 1, kEu = 2, kEuForce = 3, kNato = 4,
                     kNatoForce = 5, kCoalition = 6;
static_assert(kCoalition + 1 == kSecurityLevels);

// What a status holds. Codes are not in the order of the ladder, so ask these and `rank_of`.
inline Mask includes_eu(Real status) {
  return (status >= Real(kEu)) & (status <= Real(kNatoForce));
}
inline Mask includes_nato(Real status) {
  return (status >= Real(kNato)) & (status <= Real(kNatoForce));
}
inline Mask includes_force(Real status) {
  return (status == Real(kEuForce)) | (status >= Real(kNatoForce));
}
/// A coalition, the EU or more: level 2 of the ladder and above.
inline Mask has_guarantee(Real status) { return status >= Real(kEu); }

/// Place on the ladder, 0 .. 5; a coalition without membership is between armed alone and the EU.
inline Real rank_of(Real status) {
  constexpr double rank_of_a_coalition = 1.5;
  return select(status == Real(kCoalition), Real(rank_of_a_coalition), status);
}

/// What a side has learnt from the front: Beta counts in pseudo-months (a, b).
struct Belief {
  Real favourable;  // to the invader
  Real unfavourable;
};

/// A belligerent.
struct Side {
  Real manpower;       // thousand, committed to the theatre (M)
  Real materiel;       // sufficiency, 1 at the start (K)
  Real intensity;      // of the campaign, 0 .. 1 (x)
  Real drawn_in;       // intensity that the other side's attacks force on it, 0 .. 1
  Real fiscal_stress;  // 0 .. 1 (phi)
  Real weariness;      // 0 .. 1 (omega)
  Belief belief;
  Real initial_manpower;
  Real recruits;    // who can still be recruited, thousand: by contract or mobilisation
  Real reserve;     // the same by a call-up of reserves, or of the youngest
  Real bad_months;  // in a row: land lost, or a budget that breaks
};

/// Levels of the four issues of a settlement.
struct Terms {
  Real security;     // 0 .. 6, a code of the ladder (s)
  Real territory;    // 0 .. 2 (t)
  Real recognition;  // 0 .. 2 (r)
  Real economy;      // 0 .. 3 (e)
};

inline Terms select(Mask m, const Terms& a, const Terms& b) {
  return {select(m, a.security, b.security), select(m, a.territory, b.territory),
          select(m, a.recognition, b.recognition), select(m, a.economy, b.economy)};
}

/// How the fighting stopped; meaningless while it goes on for the first time.
struct Settlement {
  Terms terms;
  Mask armistice;       // a halt in place that both ordered, without terms
  Mask absorbed;        // Moscow rules the defender without another war
  Real pressure;        // by Kyiv's own backer when it was signed, 0 .. 1 (u)
  Mask signed_by_both;  // terms on paper, bargained or dictated; false in a freeze
  Mask after_invader_collapse;
};

/// Membership and deployments as they stand.
struct Institutions {
  Real eu_progress;    // 0 .. 1 (A_EU)
  Real nato_progress;  // 0 .. 1 (A_NATO)
  Mask eu, nato, force, parallel;
};

/// Events that have happened at least once, with the first month of each, from the start; -1: not
/// yet. A flag is raised in its month; the month is filled in at the end of it.
struct Milestones {
  Mask agreement, stop, breach;  // terms signed; fighting stopped; a peace broken
  Real agreement_month = -1, stop_month = -1, breach_month = -1;
};

inline void date_milestones(Milestones& m, int month) {
  const auto date = [month](Mask happened, Real& when) {
    when = select(happened & (when < Real(0)), Real(month), when);
  };
  date(m.agreement, m.agreement_month);
  date(m.stop, m.stop_month);
  date(m.breach, m.breach_month);
}

/// The four issues of a settlement, as a side weighs them.
struct IssueWeights {
  Real security, territory, recognition, economy;
};

/// The leaders in office. Their weights and aims at the start are parameters; these are changes.
struct Leadership {
  Mask invader_changed;     // the invader's leader has left office
  Mask invader_pragmatist;  // to a successor who cares less for victory and for its audience
  Mask defender_elected;    // the defender has voted since a stop
  IssueWeights defender_weights;
};

/// Forces that states have sent, and what they remember of attacks.
struct Presence {
  Mask sent[kMaxDonors];  // the donor's forces are there
  Real abandonment;       // memory of an attack that was left unanswered, 0 .. 1
};

/// Guarantees once somebody has tested them.
struct Guarantees {
  Mask tested;                  // in the war that is on
  Mask force_aside;             // the European force stands aside in it
  Mask in_contact;              // forces of NATO or of a coalition act in it
  Real allied_strength;         // that those who act add to the defender's, log
  Real disbelief;               // share of every will that is believed no more, for good
  Real line_at_accession = -1;  // to the EU or NATO while at war; -1: none yet
  Mask wider_war;               // Russia and NATO fight: the trial's account ends
};

/// How a peace is being kept.
struct Compliance {
  Real months_of_relief;    // since sanctions began to ease
  Real months_of_impunity;  // that an unanswered violation goes on encouraging
  Mask escalated;           // a violation of this month drew an escalatory answer
  Mask reassurance_void;    // for good
  Real crisis;              // rung of an incident: 0 none .. 3 the brink
};

/// What a state keeps of its governments and of its refusals.
struct Refusals {
  Mask eu[kMaxDonors], nato[kMaxDonors + 1];  // it has refused, and nothing has changed since
  Real eu_utility[kMaxDonors], nato_utility[kMaxDonors + 1];  // as it was then
};

/// How far guarantees are expected to come: believed chances, 0 .. 1.
struct Prospects {
  Real eu_ballot, nato_ballot;  // that the states of each would all say yes, without America
  Real us_vote, force_choice;   // that America would say yes; that a force would be sent
  Real eu, nato, force;         // that it is there within the planning horizon (q_k)
};

inline constexpr double kNothingOffered = -1;  // a surplus below any that a meeting leaves

/// A leader's bargaining stance beyond what its utilities say.
struct Resolve {
  Real reservation;   // logit, added to the will to fight on; it lasts while the leader does (z)
  Real last_surplus;  // on the table at the latest meeting, utility
};

/// Sanctions as they bite, 0 .. 1; they follow their announcement.
struct MeasuresInForce {
  Real squeeze, embargo, secondary;
};

struct Trial {
  Side invader, defender;
  Leadership leadership;
  Resolve invader_resolve, defender_resolve;
  Real offensive_effort;    // of the defender: attacks that need no favourable front, 0 .. 1 (o_U)
  Real occupied_share_pct;  // of the defender's territory (l)
  Real front_momentum;      // % of territory a month, an AR(1) process
  Real initial_occupied_share_pct;
  Real oil_price_deviation;  // log (o)
  Real oil_price_rise;       // log, on top of it: what lost oil of the invader adds
  MeasuresInForce measures;
  Real distraction;                   // of America by challenges elsewhere, 0 .. 1
  Mask appropriated;                  // American aid flows by an act of Congress
  Real reserve_usd_bn;                // (Z)
  Real infrastructure;                // 0 .. 1 (G)
  Real reconstruction;                // 0 .. 1
  Real stance[kMaxDonors];            // of each donor (s_j)
  Real us_stance;                     // -1 accommodation .. 1 full backup (q)
  Real us_stance_drawn;               // the target of a new administration
  Real patron_support[kMaxPatrons];   // 0 .. 1 (z)
  Real initial_support[kMaxPatrons];  // as it was at the start
  Real buyers_compliance;             // 0 .. 1, of all, by what they buy (kappa_b)
  Real buyer_compliance[kMaxBuyers];  // 0 .. 1, of each
  Real staying_power;                 // Western, as Moscow sees it (C_W)
  Real resolve_signal;                // American, as others read it (psi)
  Real net_strength_bonus;  // added to the invader's initial strength after a breach of neutrality
  Institutions institutions;
  Settlement settlement;
  Milestones milestones;
  Presence presence;
  Guarantees guarantees;
  Compliance compliance;
  Mask fighting;         // else at peace, signed or frozen
  Mask frozen;           // at peace without terms
  Real months_of_peace;  // since the latest stop (t_p)
  Real months_of_lull;   // both campaigns below the threshold

  // Persistent private costs of a yes vote, uniform (v_j).
  Real private_cost[kMaxDonors];
  Real us_private_cost;

  // Sanctions that must be renewed, and an accession that a state may block.
  Real renewal_cost[kMaxDonors];  // persistent private cost of renewing sanctions, uniform (v'_j)
  Mask sanctions_lapsed;          // the latest renewal failed, and nothing stood in for it
  Mask nato_can_pass;             // as last sounded out, every voter would say yes
  Refusals refusals;
  Prospects prospects;
  Real tie_shift[kMaxDonors];  // by what its governments since the start moved a state's tie
};

/// How hard a side's war is to its men and its budget: its own campaign, or what the other forces
/// on it. The front moves by its own campaign alone.
inline Real effort_of(const Side& side) { return max(side.intensity, side.drawn_in); }

/// The fighting has stopped, on paper or in fact.
inline Mask at_peace(const Trial& trial) { return !trial.fighting; }

/// At peace under terms that somebody signed.
inline Mask under_terms(const Trial& trial) {
  return at_peace(trial) & trial.settlement.signed_by_both;
}

/// The defender's security status while it fights: what it has been given, not promised.
/// `coalition`: a force or parallel guarantors count without membership.
inline Real wartime_status(const Institutions& in, bool coalition) {
  const Real with_eu = select(in.force | in.parallel, Real(kEuForce), Real(kEu));
  const Real with_nato = select(in.force, Real(kNatoForce), Real(kNato));
  const Real alone = coalition ? select(in.force | in.parallel, Real(kCoalition), Real(kArmedAlone))
                               : Real(kArmedAlone);
  return select(in.nato, with_nato, select(in.eu, with_eu, alone));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
