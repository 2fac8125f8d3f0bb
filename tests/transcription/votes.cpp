// P13: what a yes is worth to each voter, and refusals that stand.
#include "tests/transcription/submodels.hpp"

namespace transcription {

double eu_utility(const Trial& t, const Country& c) {
  const double assurance = P(accession.eu_vote_assurance) * (1 - c.tie) * nato_in_eu_vote(t) +
                           P(accession.eu_vote_us_stance) * t.us_stance;
  return P(accession.eu_vote_slope) *
         (c.stance + P(accession.eu_vote_base) +
          P(accession.eu_vote_fast_track) * L(eu_fast_track) - P(accession.eu_vote_tie) * c.tie +
          P(accession.eu_vote_transition) * L(eu_transition_terms) + assurance);
}

double nato_utility(const Trial& t, const Country& c, bool at_war) {
  const Side& U = t.defender;
  const double strength =
      P(accession.nato_vote_strength) * U.materiel * U.manpower / U.manpower_start;
  const double risk = at_war ? P(guarantors.wider_war_loss) * wider_war_rate(t) *
                                   t.invader.intensity / P(war_hazard.planning_rate)
                             : 0;
  return P(accession.nato_vote_slope) *
         (c.stance + P(accession.nato_vote_base) +
          P(accession.nato_vote_fast_track) * L(nato_fast_track) -
          P(accession.nato_vote_tie) * c.tie + P(accession.nato_vote_scope) * L(guarantee_scope) +
          strength - risk);
}

bool american_vote_passes(const Trial& t, bool at_war) {
  return t.us_private_cost < logistic(us_vote_utility(t, at_war));
}

/// What NATO's progress counts in the assurance of a vote of the EU.
double nato_in_eu_vote(const Trial& t) {
  if (t.nato) return 1;
  const bool at_war = L(nato_before_ceasefire) >= 0.5;
  return american_vote_passes(t, at_war) ? t.nato_progress : 0;
}

bool stands_by(const Trial& t, const Refusal& r, double utility, double slope) {
  return r.stands && utility <= r.utility + slope * P(accession.change_of_mind);
}

bool says_yes(const Trial& t, Refusal& r, double utility, double slope, double cost) {
  if (stands_by(t, r, utility, slope)) return false;
  r = {cost >= logistic(utility), utility};
  return !r.stands;
}

void forget_refusals(Trial& t, Country& c) {
  c.eu = c.nato = {};
  c.private_cost = t.chance.uniform();
  const double shift = P(accession.government_tie) * (2 * t.chance.uniform() - 1);
  c.tie = clip(c.is->tie + shift, 0, 1);
}

}  // namespace transcription
