// P13: progress and ballots of the EU and NATO, and parallel guarantees.
#include "tests/transcription/submodels.hpp"

namespace transcription {

constexpr double kPrintedDigits = 1e-5;

static bool promised(const Trial& t, bool nato) {
  const int s = t.terms.security;
  return s == kNato || s == kNatoForce || (!nato && (s == kEu || s == kEuForce));
}

/// Under terms only what they promise.
static bool barred(const Trial& t, bool nato) {
  return !t.fighting && t.on_paper && !promised(t, nato);
}

static bool ballots_held(const Trial& t) {
  return t.month % static_cast<int>(P(accession.vote_interval_months)) == 0;
}

static void join(const Trial& t, bool& member, int& month) {
  member = true;
  note(month, t);
}

static void vote_in_the_eu(Trial& t) {
  int refusals = 0;
  Country* refusing = nullptr;
  const double slope = P(accession.eu_vote_slope);
  for (Country& c : t.countries) {
    if (!c.is->eu || says_yes(t, c.eu, eu_utility(t, c), slope, c.private_cost)) continue;
    ++refusals;
    refusing = &c;
  }
  if (refusals == 1 && L(side_payments) > 0) {
    const double sum = P(accession.largest_side_payment_eur_bn) * L(side_payments);
    const double paid = P(accession.side_payment_effect) * 100 * sum / refusing->is->gdp;
    if (refusing->private_cost < logistic(eu_utility(t, *refusing) + paid)) {
      refusals = 0;
      refusing->eu = {};
    }
  }
  ++t.record.eu_ballots;
  t.record.eu_refusals += refusals > 0;
  t.chance.compare(refusals == 0, "institutions,eu,member");
  if (t.chance.drawn(refusals == 0, "institutions,eu,member") > 0.5) {
    join(t, t.eu, t.record.eu_month);
  }
}

static void vote_in_nato(Trial& t) {
  int refusals = 0;
  const double slope = P(accession.nato_vote_slope);
  for (Country& c : t.countries) {
    if (!c.is->nato) continue;
    refusals += !says_yes(t, c.nato, nato_utility(t, c, t.fighting), slope, c.private_cost);
  }
  refusals += !says_yes(t, t.us_refusal, us_vote_utility(t, t.fighting),
                        P(united_states.vote_slope), t.us_private_cost);
  const bool promise = !t.fighting && t.on_paper;
  ++(promise ? t.record.promise_ballots : t.record.nato_ballots);
  (promise ? t.record.promise_refusals : t.record.nato_refusals) += refusals > 0;
  t.chance.compare(refusals == 0, "institutions,nato,member");
  if (t.chance.drawn(refusals == 0, "institutions,nato,member") > 0.5) {
    join(t, t.nato, t.record.nato_month);
  }
}

/// No trace tells the American private cost, but its assurance tells whether the vote would pass.
static void bound_us_cost(Trial& t, double assurance_by_stance) {
  double told = 0;
  const double at_stake = P(accession.eu_vote_assurance) * t.nato_progress;
  if (t.nato || !t.chance.tells("institutions,eu,american_assurance", told)) return;
  const double passes = logistic(us_vote_utility(t, L(nato_before_ceasefire) >= 0.5));
  if (at_stake < kPrintedDigits) return;
  Bounds& cost = t.us_changed ? t.next_us_cost : t.us_cost;
  if (told - assurance_by_stance > at_stake / 2) {
    cost.to = std::min(cost.to, passes);
  } else {
    cost.from = std::max(cost.from, passes);
  }
}

static void compare_votes(Trial& t) {
  if (!t.chance.replaying()) return;
  const double by_stance = P(accession.eu_vote_us_stance) * t.us_stance;
  t.chance.compare(P(accession.eu_vote_assurance) * nato_in_eu_vote(t) + by_stance,
                   "institutions,eu,american_assurance");
  bound_us_cost(t, by_stance);
  t.chance.compare(t.eu_progress, "institutions,eu,progress");
  t.chance.compare(t.nato_progress, "institutions,nato,progress");
  for (const Country& c : t.countries) {
    const std::string row = "institutions," + c.is->code;
    if (c.is->eu) t.chance.compare(eu_utility(t, c), row + ",utility_of_eu_yes_over_no");
    if (c.is->nato) {
      t.chance.compare(nato_utility(t, c, t.fighting), row + ",utility_of_nato_yes_over_no");
    }
    t.chance.compare(sending_utility(t, c, t.fighting),
                     row + ",utility_of_sending_over_staying_out");
  }
}

void advance_institutions(Trial& t) {
  const double eu_pace = P(accession.eu_pace) + P(accession.eu_pace_fast) * L(eu_fast_track);
  t.eu_progress = std::min(t.eu_progress + eu_pace, 1.0);
  t.nato_progress =
      std::min(t.nato_progress + P(accession.nato_pace_fast) * L(nato_fast_track), 1.0);
  compare_votes(t);
  if (ballots_held(t)) {
    const double complete = 1 - P(accession.progress_margin);
    if (!t.eu && t.eu_progress >= complete && !barred(t, false)) vote_in_the_eu(t);
    const bool asked = t.fighting ? L(nato_before_ceasefire) >= 0.5 : !barred(t, true);
    if (!t.nato && t.nato_progress >= complete && asked) vote_in_nato(t);
  }
  const double parallel = P(accession.parallel_rate) * L(parallel_guarantees);
  const bool unpromised = t.terms.security == kNeutral || t.terms.security == kAlone;
  if (!t.parallel && (t.fighting || t.frozen || !unpromised)) {
    t.parallel = t.chance.happens(parallel, "institutions,donors,parallel_guarantees");
  }
  send_forces(t);
  t.chance.compare(t.eu, "institutions,eu,member");
  t.chance.compare(t.nato, "institutions,nato,member");
  t.chance.compare(t.force, "institutions,donors,force");
}

}  // namespace transcription
