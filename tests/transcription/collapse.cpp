// P15: an army gives way after a run of bad months.
#include "tests/transcription/submodels.hpp"

namespace transcription {

/// A month of peace is not a bad one.
void count_bad_months(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double loss = P(collapse.bad_month_pct);
  const bool strained = R.stress > P(collapse.bad_month_stress);
  U.bad_months = t.fighting && t.movement > loss ? U.bad_months + 1 : 0;
  R.bad_months = t.fighting && (t.movement < -loss || strained) ? R.bad_months + 1 : 0;
  t.chance.compare(U.bad_months, "war,world,bad_months_of_ukraine");
  t.chance.compare(R.bad_months, "war,world,bad_months_of_russia");
}

void collapse(Trial& t) {
  const Side &R = t.invader, &U = t.defender;
  const double common = P(front.dead_zone) + P(war_hazard.threshold);
  const double tired_U =
      P(collapse.defender_weariness) * (U.weariness - P(collapse.defender_weariness_reference));
  const double tired_R =
      P(collapse.invader_stress) * (R.stress - P(collapse.invader_stress_reference)) +
      P(collapse.invader_weariness) * (R.weariness - P(collapse.invader_weariness_reference));
  const auto probability = [&](double rate, double y) {
    return rate * P(war_hazard.rate) * logistic(P(war_hazard.slope) * (y - common));
  };
  const double p_U = probability(P(collapse.defender_rate), t.strength + tired_U);
  const double p_R = probability(P(collapse.invader_rate), tired_R - t.strength);
  t.chance.compare(p_U, "collapse,world,probability_ukraine");
  t.chance.compare(p_R, "collapse,world,probability_russia");
  const bool may_U = U.bad_months >= P(collapse.least_bad_months);
  const bool may_R = R.bad_months >= P(collapse.least_bad_months);
  bool falls_U = may_U && t.chance.happens(p_U), falls_R = may_R && t.chance.happens(p_R);
  if (t.chance.replaying()) {  // after a collapse nobody talks
    double met = 0;
    const bool falls = !t.chance.tells("talks,talks,met", met);
    falls_U = falls && may_U && (p_U > p_R || !may_R);
    falls_R = falls && may_R && !falls_U;
    t.chance.count("ukraine_collapses", may_U ? p_U : 0, falls_U);
    t.chance.count("russia_collapses", may_R ? p_R : 0, falls_R);
  }
  const Terms dictated_to_ukraine{kNeutral, 2, 2, 3}, dictated_to_russia{kNatoForce, 0, 0, 1};
  if (falls_U) {
    stop(t, Stop::kUkraineCollapsed, dictated_to_ukraine);
  } else if (falls_R) {
    stop(t, Stop::kRussiaCollapsed, dictated_to_russia);
  }
}

}  // namespace transcription
