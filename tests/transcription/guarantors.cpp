// P14: the will to answer an attack, and what happens when it is tested.
#include "tests/transcription/submodels.hpp"

namespace transcription {

void assess_guarantees(Trial& t) {
  double eu = 0, gdp = 0, parallel = 0, guarantors = 0;
  for (const Country& c : t.countries) {
    const double x = c.stance - P(guarantors.threshold);
    if (c.is->eu) {
      const double troops = P(guarantors.troop_effect) * c.is->troops;
      eu += c.is->gdp * logistic(P(guarantors.slope) * (x + troops));
      gdp += c.is->gdp;
    }
    if (c.is->parallel) {
      parallel += logistic(P(guarantors.slope) * x);
      ++guarantors;
    }
  }
  const double us = P(guarantors.us_slope) * (t.us_stance + P(guarantors.us_offset));
  const double believed = P(guarantors.reliability) * t.disbelief;
  t.will_eu = std::min(believed * eu / gdp, 1.0);
  t.will_parallel = std::min(believed * parallel / guarantors, 1.0);
  t.will_us = std::min(believed * logistic(us), 1.0);

  for (int s = 0; s < kStatuses; ++s) {
    const bool adds_eu = s == kEu || s == kEuForce, adds_nato = s == kNato || s == kNatoForce;
    const bool adds_force = s == kEuForce || s == kNatoForce || s == kCoalition;
    t.credibility[s] = s == kNeutral ? 0
                                     : credibility_of(t, t.eu || adds_eu, t.force || adds_force,
                                                      t.parallel, t.nato || adds_nato);
  }
  const double now =
      neutral_by_treaty(t) ? 0 : credibility_of(t, t.eu, t.force, t.parallel, t.nato);
  t.chance.compare(now, "outlook,guarantors,credibility_of_present_status");
}

double credibility_of(const Trial& t, bool eu, bool force, bool parallel, bool nato) {
  double silent = 1;
  if (eu) silent *= 1 - P(guarantors.eu_membership) * t.will_eu;
  if (parallel) silent *= 1 - P(guarantors.parallel) * t.will_parallel;
  if (force) silent *= 1 - P(guarantors.force) * t.will_eu;
  if (nato) silent *= 1 - P(guarantors.nato_europe) * t.will_eu;
  if (nato) silent *= 1 - P(guarantors.nato_us) * t.will_us;
  return P(guarantors.ceiling) * (1 - silent);
}

double wider_war_rate(const Trial& t) {
  return std::exp(P(guarantors.wider_war_log_rate)) *
         (1 - P(presence.clash_protection) * L(us_protection));
}

namespace {

struct Instrument {
  bool in_force, is_force, makes_contact;
  double weight, will, strength;
  const char* row;
};

}  // namespace

void test_guarantees(Trial& t) {
  if (t.tested || neutral_by_treaty(t)) return;
  const Instrument all[] = {
      {t.eu, false, false, P(guarantors.eu_membership), t.will_eu, P(guarantors.eu_strength),
       "guarantees,eu,article_42_7_acts"},
      {t.parallel, false, false, P(guarantors.parallel), t.will_parallel,
       P(guarantors.parallel_strength), "guarantees,guarantors,parallel_guarantors_act"},
      {t.force, true, true, P(guarantors.force), t.will_eu, P(guarantors.force_strength),
       "guarantees,donors,force_acts"},
      {t.nato, false, true, P(guarantors.nato_europe), t.will_eu,
       P(guarantors.nato_europe_strength), "guarantees,nato,europeans_act"},
      {t.nato, false, true, P(guarantors.nato_us), t.will_us, P(guarantors.nato_us_strength),
       "guarantees,united_states,acts"}};
  if (!t.eu && !t.parallel && !t.force && !t.nato) return;
  t.tested = true;
  ++t.record.tests;
  double weights = 0, believed = 1;
  for (const Instrument& i : all) weights += i.weight;
  const bool willing = t.chance.uniform() < P(guarantors.ceiling);
  bool aside = false;
  for (const Instrument& i : all) {
    if (!i.in_force) continue;
    const double would = i.weight * i.will;
    const bool acts = t.chance.drawn(t.chance.uniform() < would && willing, i.row) > 0.5;
    t.chance.count("acts", P(guarantors.ceiling) * would, acts);
    if (acts) {
      ++t.record.acted;
      t.guarantors_strength += i.strength;
      t.contact = t.contact || i.makes_contact;
    } else {
      ++t.record.stood_aside;
      aside = true;
      believed *= 1 - P(guarantors.broken) * i.weight / weights;
      t.force_stood_aside = t.force_stood_aside || i.is_force;
    }
  }
  t.disbelief *= believed;
  if (!aside) return;
  t.resolve = clip(t.resolve - P(presence.answer_effect), 0, 1);
  t.staying_power = clip(t.staying_power - P(presence.answer_effect), 0, 1);
}

/// A member at war is tested once it has lost land since it joined, or since this war began.
void test_member_at_war(Trial& t) {
  if (!t.fighting || (!t.eu && !t.nato)) return;
  if (t.line_at_accession < 0) t.line_at_accession = t.line;
  if (t.line > t.line_at_accession + P(guarantors.test_pct)) test_guarantees(t);
}

}  // namespace transcription
