// One trial: everything that changes in it, and the small functions that every submodel uses.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/transcription/chance.hpp"
#include "tests/transcription/settings.hpp"

/// The value of a parameter in the trial t: P(front.dead_zone).
#define P(name) value_of(t.parameter, [] { return parameter_id(#name); })
/// The intensity of a lever this month: L(us_backup).
#define L(name) value_of(t.lever, [] { return lever_id(#name); })

namespace transcription {

/// Each use of a name looks its number up once.
template <class Id>
double value_of(const std::vector<double>& values, const Id& id_of) {
  static const auto id = static_cast<std::size_t>(id_of());
  return values[id];
}

inline double logistic(double x) { return 1 / (1 + std::exp(-x)); }
inline double softsign(double x) { return x / (1 + std::fabs(x)); }
inline double clip(double x, double low, double high) { return std::min(std::max(x, low), high); }

constexpr int kStatuses = 7;
enum Status { kNeutral, kAlone, kEu, kEuForce, kNato, kNatoForce, kCoalition };

struct Terms {
  int security = kAlone, territory = 0, status = 0, economy = 0;
};

/// A belligerent and its leader.
struct Side {
  double manpower = 0, manpower_start = 0, materiel = 1, intensity = 0, stress = 0, weariness = 0;
  double casualties = 0, growth = 0, gap = 0;
  double pool = 0, pool_start = 0, second_pool = 0, second_pool_start = 0;  // men to recruit
  int bad_months = 0;
  double pro = 0, con = 0;  // Beta counts, for and against the invader
  double belief = 0;        // believed net strength
  double outlook = 0;       // expected net strength, f; goes on in peace
  double fighting_on = 0, freeze = 0, advantage = 0;
  double reservation = 0;
  double last_gain = -1;  // from the terms that were last on the table
};

struct Refusal {
  bool stands = false;
  double utility = 0;
};

/// A donor, and what its present government makes of things.
struct Country {
  const Donor* is = nullptr;
  double stance = 0, tie = 0, private_cost = 0, renewal_cost = 0, aid = 0;
  bool sent = false;
  Refusal eu, nato;
};

/// A measure is in force some time after it is announced.
struct Measures {
  double squeeze = 0, embargo = 0, secondary = 0;
};

enum class Stop { kNone, kSigned, kImposed, kHalt, kFadeOut, kUkraineCollapsed, kRussiaCollapsed };

/// What is reported of a trial. Months count from 1; 0 is never.
struct Record {
  Stop stop = Stop::kNone;
  Terms terms;
  bool pressed = false, in_time = false, by_kyiv = false, resumed_by_kyiv = false;
  int end_month = 0, relapse_month = 0, absorption_month = 0, wider_war_month = 0, clash_month = 0;
  int eu_month = 0, nato_month = 0, force_month = 0, leader_change_month = 0, election_month = 0;
  int reserve_exhausted_month = 0;
  double line_end = 0, line_least = 0, line_most = 0, infrastructure_least = 0;
  double russian_casualties = 0, ukrainian_casualties = 0, civilian_deaths = 0;
  double european_aid = 0, other_aid = 0, us_aid = 0, revenue_lost = 0;
  int months_of_war = 0, meetings = 0, eu_ballots = 0, eu_refusals = 0, nato_ballots = 0;
  int nato_refusals = 0, promise_ballots = 0, promise_refusals = 0, renewals = 0;
  int renewal_refusals = 0, attacks = 0, attacks_answered = 0, tests = 0, acted = 0,
      stood_aside = 0;
  int challenges = 0;
  double violations = 0, unanswered = 0, escalatory = 0;
};

/// Where a trace leaves a private cost that it does not tell.
struct Bounds {
  double from = 0, to = 1;
  double middle() const { return (from + to) / 2; }
};

struct Trial {
  const Scenario* scenario = nullptr;
  Chance chance{0};
  std::vector<double> parameter, lever, target;  // target: of each lever in this trial
  int month = 0;                                 // counted from 0

  // The war.
  Side invader, defender;
  double line = 0, line_start = 0, oil = 0, oil_rise = 0, reserve = 0, infrastructure = 0;
  double reconstruction = 0, momentum = 0, offensive = 0;
  double strength = 0, net = 0, movement = 0, interception = 0, leakage = 0, energy_loss = 0;
  double energy = 0, bonus = 0;  // bonus: Russia's, from having neutralised Ukraine

  // The others.
  std::vector<Country> countries;
  double mean_stance = 0, european_aid = 0, other_aid = 0, donors_aid = 0, us_aid = 0,
         others_share = 0.5;
  std::vector<double> bloc_mean, pull_start;
  double us_stance = 0, us_drawn = 0, us_private_cost = 0;
  bool us_changed = false, appropriated = false;
  Refusal us_refusal;
  Measures in_force;
  std::vector<double> support, support_start, compliance_of;
  double compliance = 0, effective_sanctions = 0, foreign_supply = 1, distraction = 0;
  bool lapsed = false;
  double staying_power = 0, resolve = 0;

  // Institutions and guarantees.
  double eu_progress = 0, nato_progress = 0;
  bool eu = false, nato = false, force = false, parallel = false;
  double abandonment = 0;
  double chance_eu = 0, chance_us = 0, chance_allies = 0;  // of a ballot, as last sounded out
  bool nato_can_pass = false;
  double force_choice = 0;
  double hope_eu = 0, hope_nato = 0, hope_force = 0;  // q
  double will_eu = 0, will_parallel = 0, will_us = 0, disbelief = 1;
  double credibility[kStatuses] = {};
  bool tested = false, contact = false, force_stood_aside = false;  // in this war
  double guarantors_strength = 0, line_at_accession = -1;           // -1: no member at war
  bool wider_war = false;

  // The leaders.
  bool left_office = false, pragmatist = false, has_voted = false;
  double weight_security = 0, weight_territory = 0, weight_recognition = 0, weight_economy = 0;
  double audience_rate = 0;

  // War or peace.
  bool fighting = true, frozen = false, on_paper = false, after_collapse = false, halted = false;
  Terms terms;
  double pressure = 0;
  int months_of_peace = 0, months_of_lull = 0, months_of_relief = 0, impunity_left = 0;
  bool escalation = false, reassurance_void = false;
  int rung = 0;
  bool absorbed = false;
  int first_signature = -1, first_stop = -1, first_breach = -1;  // months, for levers that wait

  Record record;
  Bounds us_cost, next_us_cost;  // of this administration and of the next
};

inline int wartime_status(const Trial& t) {
  if (t.nato) return t.force ? kNatoForce : kNato;
  if (t.eu) return t.force || t.parallel ? kEuForce : kEu;
  return t.force || t.parallel ? kCoalition : kAlone;
}

/// The place of a status on the ladder; the coalition is between armed alone and the EU.
inline double rank_of(int status) { return status == kCoalition ? 1.5 : status; }

inline bool neutral_by_treaty(const Trial& t) {
  return !t.fighting && t.on_paper && t.terms.security == kNeutral;
}

inline void note(int& month, const Trial& t) {
  if (month == 0) month = t.month + 1;
}

}  // namespace transcription
