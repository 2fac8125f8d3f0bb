// Signals, weariness and collapse: what they tend to, and which way they answer.
#include <gtest/gtest.h>

#include "core/collapse.hpp"
#include "core/signals.hpp"
#include "core/weariness.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

TEST(Signals, RelaxToTheirTargets) {
  const Stage stage;
  Trial trial = stage.start();
  trial.us_stance = .2;
  const SignalInputs in{.4, .5, .3, 1, .1, .2, .6, Mask(false), 0};
  for (int month = 0; month < 500; ++month) update_signals(trial, stage.parameters.signals, in);
  EXPECT_NEAR(trial.staying_power.value,
              .25 + .25 * .4 + .25 * .2 + .12 * .5 + .15 * .3 + .1 - .15 * .1 + .1 * .2, 1e-4);
  EXPECT_NEAR(trial.resolve_signal.value, .45 + .35 * .2 + .15 * .6 - .15 * .1, 1e-4);
}

TEST(Signals, MembershipAndForcesStrengthenThemAndNeutralityWeakens) {
  const Stage stage;
  const auto after = [&](auto change, bool neutral) {
    Trial trial = stage.start();
    change(trial.institutions);
    update_signals(trial, stage.parameters.signals,
                   {.4, 0, 0, 0, 0, 0, 0, Mask(neutral), trial.institutions.nato_progress});
    return trial;
  };
  const Trial plain = after([](Institutions&) {}, false);
  const Trial force = after([](Institutions& in) { in.force = Mask(true); }, false);
  const Trial nato = after([](Institutions& in) { in.nato = Mask(true); }, false);
  const Trial progress = after(
      [](Institutions& in) {
        in.eu_progress = .5;
        in.nato_progress = .5;
      },
      false);
  const Trial neutral = after([](Institutions&) {}, true);
  EXPECT_GT(force.staying_power.value, plain.staying_power.value);
  EXPECT_GT(progress.staying_power.value, plain.staying_power.value);
  EXPECT_GT(nato.resolve_signal.value, plain.resolve_signal.value);
  EXPECT_LT(neutral.resolve_signal.value, plain.resolve_signal.value);
}

TEST(Weariness, TendsToWhatTheWarIsLike) {
  const Stage stage;
  Trial trial = stage.start();
  Flows flows;
  flows.invader_casualties_thousand = 34;
  flows.defender_casualties_thousand = 13;
  flows.strength = .5;
  for (int month = 0; month < 2000; ++month) {
    update_weariness(trial, flows, stage.parameters.weariness, 1);
  }
  EXPECT_NEAR(trial.invader.weariness.value, .03 + .14 + .25 * .3, 1e-4);
  EXPECT_NEAR(trial.defender.weariness.value, .05 + .15 * 1.25 + .32 * .35 + .15 * .3, 1e-4);
  flows.strength = -.5;
  for (int month = 0; month < 2000; ++month) {
    update_weariness(trial, flows, stage.parameters.weariness, 1);
  }
  EXPECT_NEAR(trial.defender.weariness.value, .05 + .15 * 1.25 + .32 * .35 + .15 * .3 - .08, 1e-4);
}

TEST(Weariness, HealsInPeace) {
  const Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  Flows flows;
  for (int month = 0; month < 2000; ++month) {
    update_weariness(trial, flows, stage.parameters.weariness, 0);
  }
  EXPECT_NEAR(trial.invader.weariness.value, .05, 1e-4);
  EXPECT_NEAR(trial.defender.weariness.value, .10, 1e-4);
}

TEST(Collapse, EachSideIsLikelierToGiveWayTheWeakerAndWearierItIs) {
  const Stage stage;
  const auto& p = stage.parameters;
  const auto defender = [&](double strength, double weariness) {
    Trial trial = stage.start();
    trial.defender.weariness = weariness;
    Flows flows;
    flows.strength = strength;
    return defender_collapse_probability(trial, flows, p.collapse, p.war_hazard, .35).value;
  };
  const auto invader = [&](double strength, double weariness, double stress) {
    Trial trial = stage.start();
    trial.invader.weariness = weariness;
    trial.invader.fiscal_stress = stress;
    Flows flows;
    flows.strength = strength;
    return invader_collapse_probability(trial, flows, p.collapse, p.war_hazard, .35).value;
  };
  EXPECT_GT(defender(1, .4), defender(.5, .4));
  EXPECT_GT(defender(1, .6), defender(1, .4));
  EXPECT_GT(invader(-1, .3, .3), invader(-.5, .3, .3));
  EXPECT_GT(invader(-1, .5, .3), invader(-1, .3, .3));
  EXPECT_GT(invader(-1, .3, .6), invader(-1, .3, .3));
  EXPECT_LE(defender(1e6, 1), .45f * .1f);
  EXPECT_LE(invader(-1e6, 1, 1), .25f * .1f);
  // At threshold and dead zone, with weariness at its reference, half of the rate.
  EXPECT_NEAR(defender(.35 + 1.4, .5), .45 * .1 / 2, 1e-6);
  EXPECT_NEAR(invader(-.35 - 1.4, .3, .3), .25 * .1 / 2, 1e-6);
}

}  // namespace
}  // namespace armistice
