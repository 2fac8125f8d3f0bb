// P12: whether the sides meet, what is on the table, and what they sign.
#include "tests/transcription/submodels.hpp"

namespace transcription {
namespace {

/// A value by status, as a mean over whether the ballots pass that the status needs.
template <class Value>
double by_ballot(const Trial& t, const Value& v, int status) {
  const double eu = t.eu ? 1 : t.chance_eu, nato = t.nato ? 1 : t.chance_allies;
  const auto european = [&](bool with_force) {
    const double joined = v(with_force ? kEuForce : kEu);
    const double alone = v(with_force || t.force || t.parallel ? kCoalition : kAlone);
    return eu * joined + (1 - eu) * alone;
  };
  switch (status) {
    case kEu:
      return european(false);
    case kEuForce:
      return european(true);
    case kNato:
      return nato * v(kNato) + (1 - nato) * european(false);
    case kNatoForce:
      return nato * v(kNatoForce) + (1 - nato) * european(true);
    default:
      return v(status);
  }
}

bool on_offer(const Trial& t, int status) {
  const double margin = P(accession.progress_margin), in_force = rank_of(wartime_status(t));
  const bool forces = L(european_forces) > P(talks.offered_force);
  const bool guarded = t.force || t.parallel || forces;
  const bool eu = t.eu || t.eu_progress > P(talks.offered_eu_progress) - margin;
  const double us_slope = P(united_states.vote_slope);
  const bool us = american_vote_passes(t, false) &&
                  !stands_by(t, t.us_refusal, us_vote_utility(t, false), us_slope);
  const bool nato = t.nato || (t.nato_progress > P(talks.offered_nato_progress) - margin && us);
  switch (status) {
    case kEu:
      return eu && in_force <= rank_of(kEu);
    case kEuForce:
      return eu && guarded && in_force <= rank_of(kEuForce);
    case kNato:
      return nato && in_force <= rank_of(kNato);
    case kNatoForce:
      return nato && (t.force || forces);
    case kCoalition:
      return guarded && in_force <= rank_of(kCoalition);
    default:
      return in_force <= rank_of(kAlone);
  }
}

/// What terms gain each side over fighting on.
struct Offer {
  Terms terms;
  double invader = 0, defender = 0;
  double smaller() const { return std::min(invader, defender); }
  bool gains_both() const { return smaller() > 0; }
};

/// What a status brings, as a mean over the ballots that it needs.
struct Security {
  double to_invader, to_defender, trust, cover, reassurance;
};

Security worth(const Trial& t, int s) {
  const auto mean = [&](auto value) {
    return by_ballot(
        t, [&](int x) { return value(t, x); }, s);
  };
  const auto credibility = [](const Trial& of, int x) { return of.credibility[x]; };
  const double joins = t.nato ? 1 : t.chance_allies;
  const double reassured = reassurance(t) * joins;
  return {mean(security_to_invader), mean(security_to_defender),
          trust(t, mean(credibility), s == kNeutral, s == kAlone), mean(cover),
          s == kNato ? reassured : 0};
}

Offer weigh(const Trial& t, const Terms& m, const Security& security) {
  const double to_R = utility_to_invader(t, m, security.to_invader, 1) + P(putin.signed_bonus) +
                      security.reassurance;
  const double to_U = utility_to_defender(t, m, security.to_defender);
  const double given_up = 1 + m.territory + m.status;
  return {m,
          P(putin.trust_in_peace) * (to_R - t.invader.fighting_on) - t.audience_rate * (1 - to_R),
          security.trust * (to_U - t.defender.fighting_on) -
              (1 - security.trust) * P(zelensky.betrayal_loss) -
              bitter_pill(t) * (1 - security.cover) * given_up +
              P(zelensky.deal_pressure) * us_leverage(t)};
}

/// The generalised Nash solution; where none gains both, the largest smaller gain.
bool better(const Trial& t, const Offer& a, const Offer& b) {
  if (a.gains_both() != b.gains_both()) return a.gains_both();
  if (!a.gains_both()) return a.smaller() > b.smaller();
  const double power = P(talks.bargaining_power);
  const auto product = [&](const Offer& o) {
    return std::pow(o.invader, power) * std::pow(o.defender, 1 - power);
  };
  return product(a) > product(b);
}

bool best_offer(const Trial& t, Offer& best) {
  const Consent west = ask_the_west(t);
  bool any = false;
  for (int s = 0; s < kStatuses; ++s) {
    if (!on_offer(t, s)) continue;
    const Security security = worth(t, s);
    for (int cell = 0; cell < 3 * 3 * 4; ++cell) {
      const Terms m{s, cell / 12, cell / 4 % 3, cell % 4};
      const bool in_nato = s == kNato || s == kNatoForce;
      if (in_nato && (m.territory == 2 || m.status == 2)) continue;
      if (m.status > 0 && L(non_recognition) >= 0.5) continue;
      if (!lets_go(t, west, m)) continue;
      const Offer offer = weigh(t, m, security);
      if (!any || better(t, offer, best)) best = offer;
      any = true;
    }
  }
  return any;
}

bool sign_imposed_terms(Trial& t) {
  const double base = P(talks.imposed_base) - P(talks.imposed_per_stance) * t.us_stance;
  const double probability = P(talks.imposed_rate) * clip(base, 0, 1);
  if (!t.chance.happens(probability, "talks,talks,signed")) return false;
  stop(t, Stop::kImposed, {kNeutral, 2, 1, 3});
  return true;
}

bool sign_the_best_offer(Trial& t) {
  Offer best;
  if (!best_offer(t, best)) return false;
  t.invader.last_gain = best.invader;
  t.defender.last_gain = best.defender;
  const auto respond = [&](double gain) {
    return logistic(P(talks.signing_precision) * (gain - P(talks.signing_threshold)));
  };
  const double probability = P(talks.signing_rate) * respond(best.invader) * respond(best.defender);
  t.chance.compare(best.terms.security, "talks,talks,term_security");
  t.chance.compare(best.terms.territory, "talks,talks,term_territory");
  t.chance.compare(best.terms.status, "talks,talks,term_status");
  t.chance.compare(best.terms.economy, "talks,talks,term_economy");
  t.chance.compare(best.invader, "talks,talks,putin_gains_over_fighting");
  t.chance.compare(best.defender, "talks,talks,zelensky_gains_over_fighting");
  t.chance.compare(probability, "talks,talks,probability_of_signing");
  if (!t.chance.happens(probability, "talks,talks,signed")) return false;
  const double trusted = worth(t, best.terms.security).trust;
  const double coerced =
      (P(zelensky.deal_pressure) + trusted * P(zelensky.war_pressure)) * us_leverage(t);
  const bool pressed = best.defender >= 0 && best.defender - coerced < 0;
  stop(t, Stop::kSigned, best.terms, pressed);
  return true;
}

void order_a_halt(Trial& t) {
  const double precision = P(wind_down.precision);
  const auto fights_on = [&](const Side& side) {
    return logistic(precision * side.advantage + side.reservation);
  };
  const double R_fights = fights_on(t.invader), U_fights = fights_on(t.defender);
  t.chance.compare(R_fights, "talks,putin,would_fight_on");
  t.chance.compare(U_fights, "talks,zelensky,would_fight_on");
  const double proposal = P(talks.truce_rate) * (0.5 + L(mediation));
  bool proposed = t.chance.happens(proposal);
  double ordered = 0;
  if (t.chance.replaying()) {
    proposed = t.chance.tells("talks,talks,halt_ordered", ordered);
    t.chance.count("halt_proposed", proposal, proposed);
  }
  const bool both = R_fights < 0.5 && U_fights < 0.5;
  if (proposed) t.chance.compare(both, "talks,talks,halt_ordered");
  if (proposed && both) stop(t, Stop::kHalt, {wartime_status(t), 0, 0, 0});
}

bool meet(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double slope = P(talks.talk_slope);
  const double base = P(talks.talk_base) + P(talks.talk_mediation) * L(mediation);
  const double gain_R = std::max(-R.advantage, R.last_gain);
  const double gain_U = std::max(-U.advantage, U.last_gain);
  const double wish_R = logistic(slope * gain_R + base + P(talks.stalling) * L(relations_first));
  const double wish_U = logistic(slope * gain_U + base);
  t.chance.compare(gain_R, "talks,putin,gains_to_be_had");
  t.chance.compare(gain_U, "talks,zelensky,gains_to_be_had");
  t.chance.compare(wish_R, "talks,putin,wishes_to_talk");
  t.chance.compare(wish_U, "talks,zelensky,wishes_to_talk");
  t.chance.compare(wish_R > 0.5 && gain_R < 0, "talks,putin,talks_without_intent");
  const bool deferred = L(relations_first) > P(talks.deferral_threshold);
  const double rate = P(talks.meeting_rate) * wish_R * wish_U * (deferred ? P(talks.deferral) : 1);
  return t.month >= P(talks.first_month) && t.chance.happens(rate, "talks,talks,met");
}

}  // namespace

void talk(Trial& t) {
  compare_consent(t);
  if (!meet(t)) return;
  if (t.record.stop == Stop::kNone) ++t.record.meetings;
  const bool is_signed = L(imposed_terms) >= 0.5 ? sign_imposed_terms(t) : sign_the_best_offer(t);
  if (!is_signed) order_a_halt(t);
}

}  // namespace transcription
