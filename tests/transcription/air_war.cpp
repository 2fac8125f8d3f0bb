// P7a: air defence, strikes and what they destroy.
#include "tests/transcription/submodels.hpp"

namespace transcription {

void fight_in_the_air(Trial& t) {
  const double effort = (P(air_war.integrated_effort) * L(integrated_air_defence) +
                         P(air_war.logistics_effort) * L(european_logistics)) *
                        enabled(t);
  const double gain = P(air_war.largest_gain) * effort / (P(air_war.effort_at_half_gain) + effort);
  t.interception = clip(P(air_war.base_interception) + gain + P(air_war.us_gain) * t.us_stance -
                            P(air_war.diverted_interception) * t.distraction,
                        P(air_war.least_interception), P(air_war.largest_interception));

  const double idle = P(air_war.strikes_without_campaign);
  const double months = std::min<double>(t.month, P(air_war.strike_growth_months));
  const double strikes = t.fighting ? (idle + (1 - idle) * t.invader.intensity) *
                                          (1 + P(air_war.strike_growth) * months)
                                    : 0;
  t.leakage = strikes * t.invader.materiel * (1 - t.interception) / P(air_war.reference_leakage);
  t.record.civilian_deaths += P(air_war.civilian_deaths_thousand) * t.leakage;
  const double repaired = P(air_war.repair) * (1 - t.infrastructure) * (1 + t.reconstruction);
  t.infrastructure =
      clip(t.infrastructure + repaired - P(air_war.damage) * t.leakage * t.infrastructure,
           P(air_war.least_infrastructure), 1);
  t.chance.compare(t.interception, "war,world,interception");
  t.chance.compare(t.infrastructure, "war,world,infrastructure");
}

}  // namespace transcription
