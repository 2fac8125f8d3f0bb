// Peace: when it breaks, what makes it hold, and what the levers of the status quo leave alone.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Stage;

/// A peace whose hazard is one number: nobody decides, incidents do not fade.
Stage stage_with_constant_hazard(double hazard) {
  Stage stage;
  auto& p = stage.parameters.reinvasion;
  p.rate = p.incident_rate = p.accident_deterrence = 0;
  p.accident_rate = hazard;
  return stage;
}

TEST(Peace, TimeToRelapseIsGeometricUnderAConstantHazard) {
  constexpr double kHazard = .04;
  constexpr int kTrials = 20'000, kMonths = 200, kBins = 20;
  Stage stage = stage_with_constant_hazard(kHazard);
  std::vector<double> counts(kBins + 1);
  const Credibility none{};
  for (int i = 0; i < kTrials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    const Situation situation = stage.situation();
    Trial trial = stage.start();
    support::freeze(trial);
    int month = 0;
    for (; month < kMonths; ++month) {
      const Real u = draw_uniforms(stage.chance, month, Purpose::kPeace).value[0];
      if (any(decide_reinvasion(trial, situation, {}, none, u))) break;
    }
    ++counts[static_cast<std::size_t>(std::min(month, kBins))];
  }
  double chi_square = 0;
  for (int m = 0; m <= kBins; ++m) {
    const double p = std::pow(1 - kHazard, m) * (m == kBins ? 1 : kHazard), n = p * kTrials;
    const double got = counts[static_cast<std::size_t>(m)];
    chi_square += (got - n) * (got - n) / n;
  }
  EXPECT_LT(chi_square, 45.3) << "20 degrees of freedom, one false alarm in a thousand";
}

/// Monthly probability of relapse after a stop at a status that is delivered at once.
double hazard_at(int status, double months = 6, double pressure = 0, bool collapse = false) {
  Stage stage;
  Trial trial = stage.start();
  trial.invader.intensity = 1;
  support::sign(trial, {status, 0, 0, 0});
  trial.settlement.pressure = pressure;
  trial.settlement.after_invader_collapse = Mask(collapse);
  trial.institutions.eu = Mask(status >= 2);
  trial.institutions.force = Mask(status == 3 || status == 5);
  trial.institutions.nato = Mask(status >= 4);
  trial.months_of_peace = months;
  const Situation situation = stage.situation();
  const Real delivered = delivered_status(trial, stage.situation());
  EXPECT_EQ(delivered.value, static_cast<float>(status));
  const Real credible = pick(assess_guarantees(trial, situation).of_status, delivered);
  const Outlook outlook{.5, 0, 0, 0};
  const Real f = renewed_net_strength(trial, situation, outlook, credible);
  return relapse_probability(trial, situation, f, credible, delivered).value;
}

TEST(Peace, HoldsBetterTheStrongerTheDeliveredStatus) {
  EXPECT_GT(hazard_at(1), hazard_at(2));
  EXPECT_GT(hazard_at(2), hazard_at(3));
  EXPECT_GT(hazard_at(3), hazard_at(5));
  EXPECT_GT(hazard_at(4), hazard_at(5));
}

TEST(Peace, TakesRootWithTimeAndFailsMoreUnderPressure) {
  EXPECT_GT(hazard_at(2, 1), hazard_at(2, 48));
  EXPECT_GT(hazard_at(2, 6, 1), hazard_at(2, 6, 0));
  EXPECT_NEAR(hazard_at(2, 6, 0, true), .1 * hazard_at(2, 6), 1e-7) << "after Russia's collapse";
}

TEST(Peace, DeliveredStatusIsWhatArrivedNotWhatWasPromised) {
  const Stage stage;
  Trial trial = stage.start();
  support::sign(trial, {5, 0, 0, 0});
  EXPECT_EQ(delivered_status(trial, stage.situation()).value, 2) << "from signature";
  trial.institutions.nato = Mask(true);
  EXPECT_EQ(delivered_status(trial, stage.situation()).value, 4);
  trial.institutions.force = Mask(true);
  EXPECT_EQ(delivered_status(trial, stage.situation()).value, 5);
  support::sign(trial, {0, 2, 2, 3});
  EXPECT_EQ(delivered_status(trial, stage.situation()).value, 0) << "neutral by treaty";
}

TEST(Peace, RelapsePutsTheWarBack) {
  Stage stage = stage_with_constant_hazard(1);
  Trial trial = stage.start();
  support::sign(trial, {0, 2, 1, 3});
  const Real war_bonus = trial.net_strength_bonus;
  const Belief kept = trial.defender.belief;
  EXPECT_TRUE(any(decide_reinvasion(trial, stage.situation(), {}, {}, .5)));
  EXPECT_TRUE(any(trial.fighting));
  EXPECT_FALSE(any(trial.frozen | trial.settlement.signed_by_both));
  EXPECT_FLOAT_EQ(trial.invader.intensity.value, .9f);
  EXPECT_FLOAT_EQ(trial.defender.intensity.value, .8f);
  EXPECT_FLOAT_EQ((trial.net_strength_bonus - war_bonus).value, .3f);
  EXPECT_EQ(trial.defender.belief.favourable.value, kept.favourable.value);
}

TEST(StatusQuo, LeversSetToTheirBasesReproduceItBitForBit) {
  const support::Experiment untouched;
  support::Experiment set = untouched;
  for (int k = 0; k < kLevers; ++k) {
    set.set(static_cast<Lever>(k), lever_declarations()[static_cast<std::size_t>(k)].base);
    set.schedule.start_month[k] = 0;
    set.schedule.ramp_months[k] = 1;
  }
  const auto a = support::run(untouched, 100), b = support::run(set, 100);
  EXPECT_EQ(std::memcmp(a.results.data(), b.results.data(), a.results.size() * sizeof(float)), 0);
  EXPECT_EQ(std::memcmp(a.timeline.data(), b.timeline.data(), a.timeline.size() * sizeof(float)),
            0);
}

}  // namespace
}  // namespace armistice
