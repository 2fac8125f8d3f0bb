// The submodels of docs/model.md, in its order; each file has one subject.
#pragma once

#include "tests/transcription/trial.hpp"

namespace transcription {

// levers.cpp: input
void draw_targets(Trial& t);
void set_levers(Trial& t);

// leaders.cpp: P1
double draw_reservation(Trial& t);
void replace_leaders(Trial& t);

// united_states.cpp: P2
double announced_course(const Trial& t);
double us_leverage(const Trial& t);
double enabled(const Trial& t);  // of what Europe does
void choose_us_stance(Trial& t);
void give_us_aid(Trial& t);
double us_vote_utility(const Trial& t, bool at_war);

// donors.cpp: P3
void take_means(Trial& t);
std::vector<double> pulls(const Trial& t);  // of each bloc
void choose_stances(Trial& t);
void give_aid(Trial& t);
double lump(Trial& t, double months_without);

// sanctions.cpp: P5 (measures), P12 (consent), P13 (renewal)
Measures announced(const Trial& t);
void enforce(Trial& t);
void renew_sanctions(Trial& t);
struct Consent {
  double relief_bar, assets_bar;  // the highest price of terms to Kyiv
  bool of_america;
};
Consent ask_the_west(const Trial& t);
bool lets_go(const Trial& t, const Consent& west, const Terms& terms);
void compare_consent(Trial& t);

// patrons.cpp: P4
void rest_patrons(Trial& t);
void respond_to_sanctions(Trial& t);
void challenge(Trial& t);

// finance.cpp: P5, P6
void run_invader_finance(Trial& t);
void run_defender_finance(Trial& t);

// air_war.cpp: P7a
void fight_in_the_air(Trial& t);

// forces.cpp: P7b
double invader_effort(const Trial& t);
void lose_and_recruit(Trial& t);
void supply(Trial& t);

// front.cpp: P7c, P8
double balance(const Trial& t);
void move_front(Trial& t);
void believe(const Trial& t, Side& side, double net);
void update_beliefs(Trial& t);

// signals.cpp: P9, P10
void signal(Trial& t);
void tire(Trial& t);
void expect(Trial& t);

// settlement.cpp: what statuses and terms are worth (P12)
double security_to_invader(const Trial& t, int status);
double security_to_defender(const Trial& t, int status);
double cover(const Trial& t, int status);
double freeze_cover(const Trial& t, int status);
double territory_value(const Trial& t, double line, double largest);
double reassurance(const Trial& t);
double utility_to_invader(const Trial& t, const Terms& terms, double security, double relief);
double utility_to_defender(const Trial& t, const Terms& terms, double security);
double trust(const Trial& t, double credibility, bool neutral, bool armed);
double bitter_pill(const Trial& t);

// values.cpp: P11
double victory_to_invader(const Trial& t);
void value_war_and_freeze(Trial& t);

// votes.cpp, institutions.cpp: P13
double eu_utility(const Trial& t, const Country& c);
double nato_utility(const Trial& t, const Country& c, bool at_war);
double nato_in_eu_vote(const Trial& t);
bool american_vote_passes(const Trial& t, bool at_war);
bool stands_by(const Trial& t, const Refusal& r, double utility, double slope);
bool says_yes(const Trial& t, Refusal& r, double utility, double slope, double cost);
void forget_refusals(Trial& t, Country& c);  // a new government
void advance_institutions(Trial& t);

// presence.cpp: P13
double sending_utility(const Trial& t, const Country& c, bool at_war);
bool promises_force(const Trial& t);
double willingness_expected(const Trial& t);  // after a stop
void send_forces(Trial& t);
void attack_personnel(Trial& t);
void risk_a_wider_war(Trial& t);

// hopes.cpp: P9
void hope(Trial& t);

// guarantors.cpp: P14
void assess_guarantees(Trial& t);
double credibility_of(const Trial& t, bool eu, bool force, bool parallel, bool nato);
double wider_war_rate(const Trial& t);  // a month, at full intensity
void test_guarantees(Trial& t);
void test_member_at_war(Trial& t);

// collapse.cpp: P15
void count_bad_months(Trial& t);
void collapse(Trial& t);

// talks.cpp: P12; wind_down.cpp: P16
void weigh_a_stop(Trial& t);
void talk(Trial& t);
void wind_down(Trial& t);

// stop.cpp
void stop(Trial& t, Stop how, const Terms& terms, bool pressed = false);

// violations.cpp, peace.cpp: P17
void violate(Trial& t, double credibility, double monitoring);
int delivered_status(const Trial& t);
double relief(const Trial& t);
double bite(const Trial& t);
void keep_the_peace(Trial& t);

// month.cpp
Trial start(const Scenario& scenario, unsigned long long seed);
void advance_month(Trial& t);

/// Moves a value by status, v, towards the statuses that are hoped for (P9). `now` is the value as
/// things are: under a treaty of neutrality, or for credibility, it is not that of the flags.
template <class Value>
double in_prospect(const Trial& t, const Value& v, double now, double foresight = 1) {
  const double force = foresight * t.hope_force;
  const auto and_force = [&](int without, int with) {
    return v(without) + force * (v(with) - v(without));
  };
  const int with_a_force = t.nato ? kNatoForce : t.eu ? kEuForce : kCoalition;
  double x = now;
  if (!t.force) x += force * (v(with_a_force) - x);
  if (!t.eu && !t.nato) {
    const double eu = t.force || t.parallel ? v(kEuForce) : and_force(kEu, kEuForce);
    x += foresight * t.hope_eu * (eu - x);
  }
  if (!t.nato) {
    const double nato = t.force ? v(kNatoForce) : and_force(kNato, kNatoForce);
    x += foresight * t.hope_nato * (nato - x);
  }
  return x;
}

}  // namespace transcription
