// P15 to P17: how the fighting stops in the model's state, what is then delivered, and rebuilt.
#pragma once

#include "agents/actors/guarantors.hpp"
#include "agents/actors/united_states.hpp"
#include "agents/decision/settlement.hpp"
#include "agents/institutions/institutions.hpp"
#include "agents/war_and_peace/tested_guarantees.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Ends the fighting where `now`, with terms on paper or, in a freeze, as things stand.
inline void stop_fighting(Trial& trial, Mask now, const Terms& terms, Mask on_paper,
                          Real pressure) {
  Settlement& s = trial.settlement;
  s.terms = select(now, terms, s.terms);
  s.pressure = select(now, pressure, s.pressure);
  s.signed_by_both = (now & on_paper) | (s.signed_by_both & !now);
  s.after_invader_collapse &= !now;
  s.armistice &= !now;
  s.absorbed &= !now;
  trial.frozen = (now & !on_paper) | (trial.frozen & !now);
  trial.months_of_peace = select(now, Real(0), trial.months_of_peace);
  trial.months_of_lull = select(now, Real(0), trial.months_of_lull);
  trial.compliance.months_of_relief = select(now, Real(0), trial.compliance.months_of_relief);
  trial.compliance.months_of_impunity = select(now, Real(0), trial.compliance.months_of_impunity);
  stand_down(trial, now);
  trial.offensive_effort = select(now, Real(0), trial.offensive_effort);
  trial.invader.drawn_in = select(now, Real(0), trial.invader.drawn_in);
  // Terms of this war are none of the next.
  const auto forget = [now](Real& last) { last = select(now, Real(kNothingOffered), last); };
  forget(trial.invader_resolve.last_surplus);
  forget(trial.defender_resolve.last_surplus);
  trial.compliance.crisis = select(now, Real(0), trial.compliance.crisis);
  trial.fighting &= !now;
  trial.milestones.stop |= now;
  trial.milestones.agreement |= now & on_paper;
}

/// The status that deters is the one delivered; promises open a window of vulnerability. In version
/// 0.1 a signed membership of the EU counted as delivered, and reassurance kept a force out.
inline Real delivered_status(const Trial& trial, const Situation& situation) {
  const Institutions& in = trial.institutions;
  const Real promised = trial.settlement.terms.security;
  if (situation.structure.switches.ballots_in_peace) {
    return select(trial.settlement.signed_by_both & (promised == Real(kNeutral)), Real(kNeutral),
                  status_in_force(trial, situation));
  }
  const Mask eu = in.eu | (trial.settlement.signed_by_both & includes_eu(promised));
  Real status = select(eu, Real(kEu), Real(kArmedAlone));
  status = select(in.eu & (in.force | in.parallel), Real(kEuForce), status);
  const Mask force_may_stay = (promised == Real(kNatoForce)) | trial.compliance.reassurance_void;
  status =
      select(in.nato, select(in.force & force_may_stay, Real(kNatoForce), Real(kNato)), status);
  return select(trial.settlement.signed_by_both & (promised == Real(kNeutral)), Real(kNeutral),
                status);
}

/// Promised memberships and forces arrive; in a freeze, what the West gives unasked.
inline void deliver(Trial& trial, const Situation& situation, const InstitutionChance& chance) {
  const auto& p = situation.parameters.peace;
  const Switches& on = situation.structure.switches;
  const bool lag = on.delivery_lag;
  const Levers& levers = situation.levers;
  Institutions& in = trial.institutions;
  const Real promised = trial.settlement.terms.security;
  const Mask on_paper = under_terms(trial);
  const Mask frozen = at_peace(trial) & trial.frozen;

  const Real eu_rate = lag ? p.eu_delivery + p.eu_delivery_fast * levers.eu_fast_track : Real(1);
  const Real freeze_eu_rate =
      p.freeze_eu_delivery + p.freeze_eu_delivery_fast * levers.eu_fast_track;
  const Mask unvoted = Mask(!on.ballots_in_peace);  // else agents/institutions/institutions.hpp
  in.eu |= unvoted & ((on_paper & includes_eu(promised) & (chance.eu_delivery < eu_rate)) |
                      (frozen & (chance.eu_delivery < freeze_eu_rate)));

  const Mask washington = us_reluctance(trial, situation, /*after_stop=*/true) < Real(0);
  const Real nato_rate = lag ? p.nato_delivery : Real(1);
  const Mask unasked = Mask(!on.delivery_votes);  // else agents/institutions/delivery.hpp
  in.nato |= unvoted &
             ((unasked & on_paper & includes_nato(promised) & (chance.nato_delivery < nato_rate)) |
              (frozen & washington &
               (chance.nato_delivery < p.freeze_nato_delivery * levers.nato_fast_track)));

  const Mask force_promised = includes_force(promised);
  const Real force_rate = lag ? p.force_delivery : Real(1);
  const Mask unpromised = frozen | (on_paper & trial.compliance.reassurance_void);
  const Mask as_one = Mask(!on.state_forces);  // else agents/institutions/presence.hpp
  in.force |=
      as_one &
      ((on_paper & force_promised & (chance.force_delivery < force_rate)) |
       (unpromised & (chance.force_delivery < p.freeze_force_delivery * levers.european_forces)));
}

/// What was rebuilt in a month, as a share of all, by who pays for it.
struct Rebuilt {
  Real donors, minerals, assets, member;
};

inline Rebuilt reconstruct(Trial& trial, const Situation& situation) {
  const auto& p = situation.parameters.peace;
  const Real minerals = p.reconstruction_minerals * situation.levers.minerals_deal;
  const Real assets = p.reconstruction_assets * situation.levers.immobilised_assets;
  const Real member = p.reconstruction_member * indicator(trial.institutions.eu);
  const Real effort = p.reconstruction_base + minerals + assets + member;
  const Real before = trial.reconstruction;
  trial.reconstruction =
      select(trial.fighting, before, clip(before + p.reconstruction_rate * effort, 0, 1));
  constexpr double least = 1e-6;
  const Real each = (trial.reconstruction - before) / max(effort, least);
  return {each * p.reconstruction_base, each * minerals, each * assets, each * member};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
