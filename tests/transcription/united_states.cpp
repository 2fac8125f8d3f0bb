// P2: what Washington chooses and gives.
#include "tests/transcription/submodels.hpp"

namespace transcription {

double announced_course(const Trial& t) {
  return P(united_states.backup_pull) * (2 * L(us_backup) - 1) -
         P(united_states.relations_pull) * L(relations_first);
}

double us_leverage(const Trial& t) {
  const double per_stance = P(united_states.pressure_per_stance) * t.us_stance;
  return std::max(L(pressure_on_kyiv), L(suspension)) *
         clip(P(united_states.pressure_base) - per_stance, 0, 1);
}

double enabled(const Trial& t) {
  const double us = (1 + t.us_stance) / 2 * (1 - L(suspension));
  return 1 - P(front.us_enabling) * (1 - us);
}

static void change_administration(Trial& t) {
  t.us_changed = true;
  t.us_stance = clip(P(united_states.change_carry) * t.us_stance + P(united_states.change_mean) +
                         P(united_states.change_noise) * t.chance.normal(),
                     -1, 1);
  t.us_drawn = t.us_stance;
  t.us_refusal = {};
  t.us_private_cost = t.chance.replaying() ? t.next_us_cost.middle() : t.chance.uniform();
}

/// Backs Kyiv up (1), brokers (0) or stands aside (-1).
static double option(Trial& t, double course) {
  const double appeal = P(united_states.brokering_appeal), r = std::exp(-appeal);
  const double c = std::min(std::fabs(course), P(united_states.largest_course));
  const double root = std::sqrt(c * c + 4 * r * r * (1 - c * c));
  const double lean = std::copysign(std::log((c + root) / (2 * r * (1 - c))), course);
  const double back = lean - appeal, aside = -lean - appeal;
  t.chance.compare(back, "third_parties,united_states,utility_of_backing_up_over_brokering");
  t.chance.compare(aside, "third_parties,united_states,utility_of_standing_aside_over_brokering");
  const double all = 1 + std::exp(back) + std::exp(aside), u = t.chance.uniform() * all;
  const double own = u < std::exp(back) ? 1 : u < std::exp(back) + std::exp(aside) ? -1 : 0;
  const double chosen = t.chance.drawn(own, "third_parties,united_states,option");
  t.chance.count("backs_kyiv_up", std::exp(back) / all, chosen > 0);
  t.chance.count("stands_aside", std::exp(aside) / all, chosen < 0);
  return chosen;
}

void choose_us_stance(Trial& t) {
  if (t.month == t.scenario->change_month) change_administration(t);
  const double course = (t.us_changed ? t.us_drawn : announced_course(t)) +
                        P(united_states.minerals_pull) * L(minerals_deal) +
                        P(united_states.burden_pull) * (2 * t.others_share - 1) -
                        P(united_states.oil_price_aversion) * t.oil_rise;
  t.chance.compare(course, "third_parties,united_states,stance_target");
  const double step = P(united_states.adjustment) * (option(t, course) - t.us_stance);
  t.us_stance = clip(t.us_stance + step + P(united_states.noise) * t.chance.normal(), -1, 1);
  t.chance.compare(t.us_stance, "third_parties,united_states,stance");
}

void give_us_aid(Trial& t) {
  constexpr int kMonthsPerYear = 12;
  const int since = t.month - static_cast<int>(P(united_states.appropriation_first_month));
  const double appropriates = logistic(P(united_states.appropriation_slope) *
                                       (t.us_stance - P(united_states.appropriation_threshold)));
  t.chance.compare(appropriates, "third_parties,united_states,probability_of_an_appropriation");
  if (since >= 0 && since % kMonthsPerYear == 0) {
    t.appropriated = t.chance.happens(appropriates, "third_parties,united_states,appropriated");
  }
  const double announced =
      P(united_states.pipeline_eur_bn) * std::exp(-t.month / P(united_states.pipeline_months));
  const double lumps = lump(t, P(united_states.appropriated_months_without));
  t.us_aid =
      (1 - L(suspension)) * (announced + P(united_states.lapsed_eur_bn) +
                             (t.appropriated ? P(united_states.appropriated_eur_bn) * lumps : 0));
  if (!t.appropriated) {
    t.chance.compare(t.us_aid, "third_parties,united_states,military_aid_eur_bn");
  }
  t.us_aid = t.chance.drawn(t.us_aid, "third_parties,united_states,military_aid_eur_bn");
}

double us_vote_utility(const Trial& t, bool at_war) {
  const double threshold =
      at_war ? P(united_states.vote_threshold_at_war) : P(united_states.vote_threshold_after_stop);
  return P(united_states.vote_slope) *
         (t.us_stance + P(united_states.vote_fast_track) * L(nato_fast_track) - threshold);
}

}  // namespace transcription
