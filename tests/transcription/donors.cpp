// P3: the donors' stances and their aid.
#include "tests/transcription/submodels.hpp"

namespace transcription {

void take_means(Trial& t) {
  const auto blocs = static_cast<std::size_t>(t.scenario->blocs);
  std::vector<double> gdp(blocs, 0.0);
  double all = 0;
  t.mean_stance = 0;
  t.bloc_mean.assign(blocs, 0.0);
  for (const Country& c : t.countries) {
    const auto bloc = static_cast<std::size_t>(c.is->bloc);
    all += c.is->gdp;
    gdp[bloc] += c.is->gdp;
    t.mean_stance += c.is->gdp * c.stance;
    t.bloc_mean[bloc] += c.is->gdp * c.stance;
  }
  t.mean_stance /= all;
  for (std::size_t b = 0; b < blocs; ++b) t.bloc_mean[b] /= gdp[b];
}

std::vector<double> pulls(const Trial& t) {
  const double own = t.scenario->own_bloc;
  std::vector<double> all;
  for (const double mean : t.bloc_mean) all.push_back(own * mean + (1 - own) * t.mean_stance);
  return all;
}

static void choose_stance(Trial& t, Country& c, double threat, double pull, double pull_start) {
  const Donor& d = *c.is;
  const double anchor = P(donors.anchor);
  const double assurance =
      d.gives ? P(donors.assurance) * L(us_backup) * L(integrated_air_defence) : 0;
  const double target = anchor * d.initial_stance +
                        (1 - anchor) * (d.initial_stance + pull - pull_start) +
                        d.threat * P(donors.threat_response) * threat +
                        P(donors.aid_campaign) * L(european_aid) * (1 - c.tie) -
                        (t.fighting ? P(donors.fatigue) * t.month : 0) + assurance;
  const bool election = t.chance.happens(P(donors.election_rate));
  const double swing = election ? (1 - P(donors.adjustment)) * P(donors.election_swing) : 0;
  const double shock = std::hypot(P(donors.shock), swing);
  c.stance = clip(c.stance + P(donors.adjustment) * (target - c.stance) + shock * t.chance.normal(),
                  P(donors.least_stance), P(donors.largest_stance));
  if (t.chance.replaying()) t.chance.compare(c.stance, "third_parties," + d.code + ",stance");
  if (election) forget_refusals(t, c);
}

void choose_stances(Trial& t) {
  const double limit = P(donors.front_threat_limit);
  const double moved = (t.line - t.line_start) / P(donors.front_threat_scale_pct);
  const double threat = P(donors.front_threat) * clip(moved, -limit, limit) +
                        P(donors.withdrawal_threat) * std::max(-t.us_stance, 0.0);
  t.chance.compare(threat, "third_parties,donors,perceived_threat");
  const std::vector<double> pull = pulls(t);
  for (Country& c : t.countries) {
    const auto bloc = static_cast<std::size_t>(c.is->bloc);
    choose_stance(t, c, threat, pull[bloc], t.pull_start[bloc]);
  }
}

double lump(Trial& t, double months_without) {
  const double size = -std::log(1 - t.chance.uniform()) / (1 - months_without);
  return t.chance.happens(months_without) ? 0 : size;
}

void give_aid(Trial& t) {
  constexpr int kMonthsPerYear = 12;
  const double most = P(donors.largest_aid);
  t.european_aid = t.other_aid = 0;
  for (Country& c : t.countries) {
    const double more = P(donors.aid_slope) * (c.stance - c.is->initial_stance);
    c.aid = c.is->aid_a_year / kMonthsPerYear * most * logistic(more - std::log(most - 1)) *
            lump(t, c.is->months_without_aid);
    (c.is->european ? t.european_aid : t.other_aid) += c.aid;
  }
  t.record.european_aid += t.european_aid;
  t.record.other_aid += t.other_aid;
  t.donors_aid =
      t.chance.drawn(t.european_aid + t.other_aid, "third_parties,donors,military_aid_eur_bn");
  const double all = t.donors_aid + t.us_aid;
  t.others_share = all > 0 ? t.donors_aid / all : 0.5;
  t.record.us_aid += t.us_aid;
}

}  // namespace transcription
