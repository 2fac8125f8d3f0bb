// P1: who leads in Moscow and in Kyiv.
#include "tests/transcription/submodels.hpp"

namespace transcription {

double draw_reservation(Trial& t) {
  const double u = t.chance.uniform();
  return std::log(u / (1 - u));
}

static void replace_putin(Trial& t) {
  if (t.left_office) return;
  const double leaves =
      P(leadership.exit_rate) * (1 + P(leadership.exit_stress) * t.invader.stress);
  t.chance.compare(leaves, "leaders,putin,probability_of_leaving_office");
  if (!t.chance.happens(leaves, "leaders,putin,leaves_office")) return;
  t.left_office = true;
  note(t.record.leader_change_month, t);
  t.pragmatist =
      t.chance.happens(P(leadership.pragmatist), "leaders,putin,successor_is_a_pragmatist");
  t.invader.reservation = draw_reservation(t);
  t.invader.last_gain = -1;
}

static void hold_election(Trial& t) {
  const double first = P(leadership.election_first_month);
  const double last = P(leadership.election_last_month);
  const int m = t.months_of_peace;
  if (t.fighting || t.has_voted || m < first || m > last) return;
  if (!t.chance.happens(1 / (last - m + 1), "leaders,zelensky,election_held")) return;
  t.has_voted = true;
  note(t.record.election_month, t);
  double* weights[] = {&t.weight_security, &t.weight_territory, &t.weight_recognition,
                       &t.weight_economy};
  const char* rows[] = {
      "leaders,zelensky,weight_of_security", "leaders,zelensky,weight_of_territory",
      "leaders,zelensky,weight_of_recognition", "leaders,zelensky,weight_of_economy"};
  double sum = 0;
  for (double* w : weights) {
    *w = std::max(*w + P(leadership.election_swing) * (2 * t.chance.uniform() - 1), 0.0);
    sum += *w;
  }
  for (int i = 0; i < 4; ++i) *weights[i] = t.chance.drawn(*weights[i] / sum, rows[i]);
  t.defender.reservation = draw_reservation(t);
  t.defender.last_gain = -1;
}

void replace_leaders(Trial& t) {
  replace_putin(t);
  hold_election(t);
}

}  // namespace transcription
