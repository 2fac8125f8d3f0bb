// P13: forces state by state, attacks on them, direct clashes; P14: a wider war.
#include "tests/transcription/submodels.hpp"

namespace transcription {

double sending_utility(const Trial& t, const Country& c, bool at_war) {
  const double risk = at_war ? P(guarantors.wider_war_loss) * wider_war_rate(t) *
                                   t.invader.intensity / P(war_hazard.planning_rate)
                             : 0;
  const double inside =
      c.stance - P(presence.sending_threshold) + P(presence.sending_troops) * c.is->troops - risk;
  return P(presence.sending_slope) * inside + P(presence.sending_us_stance) * t.us_stance +
         P(presence.sending_protection) * L(us_protection) -
         P(presence.sending_abandonment) * t.abandonment;
}

bool promises_force(const Trial& t) {
  const int s = t.terms.security;
  return !t.fighting && t.on_paper && (s == kEuForce || s == kNatoForce || s == kCoalition);
}

/// The part of the donors' willingness, by GDP, of those for whom `part` says so.
template <class Part>
static double willing(const Trial& t, const Part& part) {
  double all = 0, some = 0;
  for (const Country& c : t.countries) {
    const double weight = c.is->gdp * c.is->troops;
    all += weight;
    some += weight * part(c);
  }
  return some / all;
}

double willingness_expected(const Trial& t) {
  return willing(t, [&](const Country& c) { return logistic(sending_utility(t, c, false)); });
}

static void count_forces(Trial& t) {
  t.force = willing(t, [](const Country& c) { return c.sent; }) >= P(presence.quorum);
  if (t.force) note(t.record.force_month, t);
}

void send_forces(Trial& t) {
  double rate = 0;
  if (t.fighting) {
    rate = P(accession.force_rate) * L(european_forces);
  } else if (promises_force(t)) {
    rate = P(peace.force_delivery);
  } else if (t.frozen || t.reassurance_void) {
    rate = P(peace.freeze_force_delivery) * L(european_forces);
  }
  for (Country& c : t.countries) {
    if (c.sent) continue;
    const double sends = rate * logistic(sending_utility(t, c, t.fighting));
    c.sent = t.chance.replaying()
                 ? t.chance.happens(sends, "institutions," + c.is->code + ",forces_there")
                 : t.chance.happens(sends);
  }
  count_forces(t);
}

static void withdraw(Trial& t) {
  for (Country& c : t.countries) {
    if (!c.sent) continue;
    c.sent = t.chance.happens(logistic(sending_utility(t, c, t.fighting)));
    double next = 0;  // a trace tells it in the month after
    if (t.chance.tells("institutions," + c.is->code + ",forces_there", next, 1))
      c.sent = next > 0.5;
  }
  count_forces(t);
}

static void fall(const Trial& t, Country& c, double cost) {
  c.stance = std::max(c.stance - cost, P(donors.least_stance));
}

static void be_attacked(Trial& t, double protection) {
  ++t.record.attacks;
  const double utility = P(guarantors.us_slope) * (t.us_stance + P(guarantors.us_offset)) +
                         P(presence.answer_protection) * (2 * protection - 1);
  t.chance.compare(utility, "personnel,united_states,utility_of_backing_over_standing_aside");
  const double backs = std::min(P(guarantors.reliability) * logistic(utility), 1.0);
  for (Country& c : t.countries) {
    const double exposure = c.sent ? 1 : c.is->troops * L(european_logistics);
    fall(t, c, P(presence.attack_cost) * exposure);
  }
  const bool answered = t.chance.happens(backs, "personnel,united_states,backed");
  const double effect = answered ? P(presence.answer_effect) : -P(presence.answer_effect);
  t.resolve = clip(t.resolve + effect, 0, 1);
  t.staying_power = clip(t.staying_power + effect, 0, 1);
  t.record.attacks_answered += answered;
  if (answered) return;
  t.abandonment = 1;
  withdraw(t);
}

void attack_personnel(Trial& t) {
  t.abandonment *= 1 - P(presence.forgetting);
  const double protection = L(us_protection);
  const double attack = P(presence.attack_rate) * (1 - protection) *
                        std::max(t.force ? 1.0 : 0.0, L(european_logistics));
  t.chance.compare(attack, "personnel,putin,probability_of_attack");
  if (t.chance.happens(attack, "personnel,putin,attacked")) be_attacked(t, protection);
  if (!t.fighting) return;
  const double clash = P(presence.clash_rate) * t.invader.intensity *
                       (t.force + P(presence.clash_membership) * t.nato) *
                       (1 - P(presence.clash_protection) * protection);
  t.chance.compare(clash, "personnel,world,probability_of_clash");
  if (!t.chance.happens(clash, "personnel,world,clash")) return;
  note(t.record.clash_month, t);
  for (Country& c : t.countries) fall(t, c, P(presence.attack_cost));
  t.us_stance = std::max(t.us_stance - P(presence.attack_cost), -1.0);
}

void risk_a_wider_war(Trial& t) {
  if (!t.fighting || !t.contact) return;
  const double rate = wider_war_rate(t) * t.invader.intensity;
  t.wider_war = t.chance.happens(rate, "guarantees,world,wider_war");
  if (t.wider_war) note(t.record.wider_war_month, t);
}

}  // namespace transcription
