// P9: how likely each guarantee is to be there within the planning horizon after a stop.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static void sound_out(Trial& t) {
  double eu = 1, nato = 1;
  const double us = us_vote_utility(t, false);
  bool pass = american_vote_passes(t, false);
  for (const Country& c : t.countries) {
    if (c.is->eu) {
      const double u = eu_utility(t, c);
      eu *= stands_by(t, c.eu, u, P(accession.eu_vote_slope)) ? 0 : logistic(u);
    }
    if (c.is->nato) {
      const double u = nato_utility(t, c, false);
      const bool refuses = stands_by(t, c.nato, u, P(accession.nato_vote_slope));
      nato *= refuses ? 0 : logistic(u);
      pass = pass && !refuses && c.private_cost < logistic(u);
    }
  }
  t.chance_eu = t.eu ? 1 : eu;
  t.chance_allies = t.nato ? 1 : nato;
  const bool refuses = stands_by(t, t.us_refusal, us, P(united_states.vote_slope));
  t.chance_us = refuses ? 0 : logistic(us);
  t.nato_can_pass = pass;
  t.force_choice = std::min(willingness_expected(t) / P(presence.quorum), 1.0);
}

void hope(Trial& t) {
  if (t.month % static_cast<int>(P(accession.vote_interval_months)) == 0) sound_out(t);
  const double r = P(war_hazard.planning_rate);
  const auto soon = [&](double progress, double pace) {
    if (pace <= 0 && progress < 1) return 0.0;
    const double months = progress < 1 ? (1 - progress) / pace : 0;
    return 1 / (1 + r * std::max(months, 1.0));
  };
  const bool bound = !t.fighting && t.on_paper;
  const int s = t.terms.security;
  const bool bars_nato = bound && s != kNato && s != kNatoForce;
  const bool bars_eu = bars_nato && s != kEu && s != kEuForce;
  const bool bars_force = bound && !promises_force(t);
  const double eu_pace = P(accession.eu_pace) + P(accession.eu_pace_fast) * L(eu_fast_track);
  const double nato_pace = P(accession.nato_pace_fast) * L(nato_fast_track);
  t.hope_eu = bars_eu ? 0 : t.chance_eu * soon(t.eu_progress, eu_pace);
  t.hope_nato = bars_nato ? 0 : t.chance_us * t.chance_allies * soon(t.nato_progress, nato_pace);
  const double rate = promises_force(t) ? P(peace.force_delivery)
                                        : P(peace.freeze_force_delivery) * L(european_forces);
  t.hope_force = bars_force ? 0 : rate / (rate + r) * t.force_choice;
  t.chance.compare(t.hope_eu, "institutions,eu,hoped_for");
  t.chance.compare(t.hope_nato, "institutions,nato,hoped_for");
  t.chance.compare(t.hope_force, "institutions,donors,force_hoped_for");
}

}  // namespace transcription
