// Everything that changes during a trial, and nothing else. Plain and copyable; each number stands
// for a batch of trials, one in each lane. Symbols in brackets are those of docs/model.md.
#pragma once

#include "core/lanes.hpp"
#include "core/sizes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

// The security ladder.
inline constexpr int kNeutral = 0, kArmedAlone = 1, kEu = 2, kEuForce = 3, kNato = 4,
                     kNatoForce = 5;
static_assert(kNatoForce + 1 == kSecurityLevels);

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
  Real fiscal_stress;  // 0 .. 1 (phi)
  Real weariness;      // 0 .. 1 (omega)
  Belief belief;
  Real initial_manpower;
};

/// Levels of the four issues of a settlement.
struct Terms {
  Real security;     // 0 .. 5 (s)
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

/// How a peace is being kept.
struct Compliance {
  Real months_of_relief;    // since sanctions began to ease
  Real months_of_impunity;  // that an unanswered violation goes on encouraging
  Mask escalated;           // a violation of this month drew an escalatory answer
  Mask reassurance_void;    // for good
};

struct Trial {
  Side invader, defender;
  Leadership leadership;
  Real occupied_share_pct;  // of the defender's territory (l)
  Real initial_occupied_share_pct;
  Real oil_price_deviation;           // log (o)
  Real reserve_usd_bn;                // (Z)
  Real infrastructure;                // 0 .. 1 (G)
  Real reconstruction;                // 0 .. 1
  Real stance[kMaxDonors];            // of each donor (s_j)
  Real us_stance;                     // -1 accommodation .. 1 full backup (q)
  Real us_stance_drawn;               // the target of a new administration
  Real patron_support[kMaxPatrons];   // 0 .. 1 (z)
  Real buyers_compliance;             // 0 .. 1, of all, by what they buy (kappa_b)
  Real buyer_compliance[kMaxBuyers];  // 0 .. 1, of each
  Real staying_power;                 // Western, as Moscow sees it (C_W)
  Real resolve_signal;                // American, as others read it (psi)
  Real net_strength_bonus;  // added to the invader's initial strength after a breach of neutrality
  Institutions institutions;
  Settlement settlement;
  Milestones milestones;
  Presence presence;
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
};

/// The fighting has stopped, on paper or in fact.
inline Mask at_peace(const Trial& trial) { return !trial.fighting; }

/// At peace under terms that somebody signed.
inline Mask under_terms(const Trial& trial) {
  return at_peace(trial) & trial.settlement.signed_by_both;
}

/// The defender's security status while it fights: what it has been given, not promised.
inline Real wartime_status(const Institutions& in) {
  const Real with_eu = select(in.force | in.parallel, Real(kEuForce), Real(kEu));
  const Real with_nato = select(in.force, Real(kNatoForce), Real(kNato));
  return select(in.nato, with_nato, select(in.eu, with_eu, Real(kArmedAlone)));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
