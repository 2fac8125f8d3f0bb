// P16: how hard each side campaigns, and a cease-fire without a signature.
#include "tests/transcription/submodels.hpp"

namespace transcription {

/// In the month of a halt a trace tells what came of a reservation instead.
static void learn_reservation(const Trial& t, Side& side, const std::string& leader) {
  if (!t.chance.replaying() ||
      t.chance.tells("wind_down," + leader + ",reservation", side.reservation)) {
    return;
  }
  double fights_on = 0;
  if (!t.chance.tells("talks," + leader + ",would_fight_on", fights_on)) return;
  side.reservation =
      std::log(fights_on / (1 - fights_on)) - P(wind_down.precision) * side.advantage;
}

static void weigh_for_invader(Trial& t) {
  Side& R = t.invader;
  const double cost = P(putin.audience_cost) + P(putin.cannot_stop_cost) * P(putin.cannot_stop);
  t.audience_rate = P(putin.audience_scale) * cost *
                    (1 - P(putin.audience_weariness) * R.weariness) *
                    (t.pragmatist ? P(leadership.pragmatist_audience) : 1);
  const double audience = t.audience_rate * (1 - R.freeze);
  R.advantage = R.fighting_on - R.freeze + audience;
  t.chance.compare(audience, "wind_down,putin,audience_cost_of_stopping");
  t.chance.compare(R.advantage, "wind_down,putin,advantage_of_fighting");
  learn_reservation(t, R, "putin");
}

static void weigh_for_defender(Trial& t) {
  Side& U = t.defender;
  const int status = wartime_status(t);
  const auto looked_to = [&](const auto& value, double now) {
    return in_prospect(t, value, now, P(zelensky.foresight));
  };
  const double credibility = looked_to([&](int s) { return t.credibility[s]; },
                                       credibility_of(t, t.eu, t.force, t.parallel, t.nato));
  const double covered =
      looked_to([&](int s) { return freeze_cover(t, s); }, freeze_cover(t, status));
  const double pi = trust(t, credibility, false, status == kAlone);
  const double broken = U.fighting_on - P(zelensky.betrayal_loss);
  const double freeze = pi * U.freeze + (1 - pi) * broken - bitter_pill(t) * (1 - covered);
  U.advantage = U.fighting_on - freeze;
  t.chance.compare(credibility, "wind_down,zelensky,credibility_looked_to");
  t.chance.compare(covered, "wind_down,zelensky,cover_looked_to");
  t.chance.compare(U.advantage, "wind_down,zelensky,advantage_of_fighting");
  learn_reservation(t, U, "zelensky");
}

void weigh_a_stop(Trial& t) {
  weigh_for_invader(t);
  weigh_for_defender(t);
}

void wind_down(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  const double least = P(wind_down.least_intensity), precision = P(wind_down.precision);
  const auto effort = [&](double logit) { return least + (1 - least) * logistic(logit); };

  const double noise = P(wind_down.execution_noise) * t.chance.normal();
  const double target_R = effort(precision * R.advantage + R.reservation + noise);
  R.intensity += P(wind_down.invader_adjustment) * (target_R - R.intensity);
  R.intensity = std::max(R.intensity, P(wind_down.invader_floor));

  const double zone = P(wind_down.defender_attack_zone) * P(front.dead_zone);
  const double attack = logistic(precision * U.advantage - P(wind_down.defender_attack_offset)) *
                        logistic(-P(wind_down.defender_attack_slope) * (U.outlook + zone));
  t.offensive = effort(precision * U.advantage + U.reservation);
  const double target_U =
      std::max({P(wind_down.defence_intensity) * R.intensity,
                least + P(wind_down.defender_attack) * attack, P(wind_down.raid) * t.offensive});
  U.intensity += P(wind_down.defender_adjustment) * (target_U - U.intensity);
  t.chance.compare(t.offensive, "wind_down,zelensky,offensive_effort");

  const double lull = P(wind_down.lull_intensity);
  const bool quiet = R.intensity < lull && U.intensity < lull && t.offensive < lull;
  t.months_of_lull = quiet ? t.months_of_lull + 1 : 0;
  if (t.months_of_lull < P(wind_down.lull_months)) return;
  stop(t, Stop::kFadeOut, {wartime_status(t), 0, 0, 0});
}

}  // namespace transcription
