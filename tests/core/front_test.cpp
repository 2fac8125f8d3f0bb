// The line of contact: what moves it, what does not, and its mirror image.
#include "core/front.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/chance.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Stage;

const FrontChance kQuiet{0, .5, .5};

TEST(Front, ReadingIsTheSoftsignOfNetStrengthWithoutNoise) {
  Stage stage;
  stage.parameters.front.noise_pct = 0;
  for (const double nu : {-3.0, -.6, 0.0, .28, 1.5}) {
    Trial trial = stage.start();
    Flows flows;
    flows.net_strength = nu;
    move_front(trial, flows, stage.parameters.front, kQuiet, false);
    const Real reading =
        flows.movement_pct / (stage.parameters.front.speed_pct * flows.front_intensity);
    EXPECT_NEAR(reading.value, nu / (1 + std::abs(nu)), 1e-6);
  }
}

TEST(Front, DefenceAbsorbsWhatLiesWithinTheDeadZone) {
  for (const double rho : {-.35, -.2, 0.0, .3, .35}) {
    EXPECT_EQ(beyond_dead_zone(rho, .35).value, 0) << rho;
  }
  EXPECT_NEAR(beyond_dead_zone(.63, .35).value, .28, 1e-6);
  EXPECT_NEAR(beyond_dead_zone(-.63, .35).value, -.28, 1e-6);
}

TEST(Front, NoiseHasTheDeclaredSpread) {
  Stage stage;
  std::vector<double> squares;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    Trial trial = stage.start();
    Flows flows;
    const FourReals shock = draw_normals({i, 0u, {1, 0}}, 0, Purpose::kWorld);
    move_front(trial, flows, stage.parameters.front, {shock.value[2], .5, .5}, false);
    const double scaled = static_cast<double>(flows.movement_pct.value) / .035;
    squares.push_back(scaled * scaled);
  }
  EXPECT_TRUE(support::mean_is(squares, 1)) << "x = 1, so the square root is 1";
}

TEST(Front, StrengthIsNetAdvantagePlusDeadZoneAtTheStart) {
  const Stage stage;
  const Trial trial = stage.start();
  Flows flows;
  compare_strength(trial, flows, stage.parameters.front, .5, 0);
  EXPECT_NEAR(flows.strength.value, .28 + .35, 1e-6);
  EXPECT_NEAR(flows.net_strength.value, .28, 1e-6);
}

TEST(Front, BreakthroughsComeAtTheirRateAndDepth) {
  Stage stage;
  stage.parameters.front.noise_pct = 0;
  stage.parameters.front.breakthrough_rate = .4;
  const Real nu = 1;  // at the threshold: half the rate
  std::vector<double> depths;
  constexpr int kMonths = 20'000;
  for (std::uint32_t i = 0; i < kMonths; ++i) {
    Trial trial = stage.start();
    Flows flows;
    flows.net_strength = nu;
    const FourReals u = draw_uniforms({i, 0u, {1, 0}}, 0, Purpose::kEvents);
    move_front(trial, flows, stage.parameters.front, {0, u.value[0], u.value[1]}, true);
    const double beyond = static_cast<double>(flows.movement_pct.value) - .32 * .5;
    if (beyond > 1e-6) depths.push_back(beyond);
  }
  EXPECT_TRUE(support::share_is(static_cast<double>(depths.size()), kMonths, .2));
  EXPECT_TRUE(support::mean_is(depths, 1));
}

TEST(Front, StaysOnTheMap) {
  Stage stage;
  stage.parameters.front.speed_pct = 1000;
  Trial trial = stage.start();
  Flows flows;
  flows.net_strength = 3;
  move_front(trial, flows, stage.parameters.front, kQuiet, false);
  EXPECT_EQ(trial.occupied_share_pct.value, 60);
  flows.net_strength = -3;
  move_front(trial, flows, stage.parameters.front, kQuiet, false);
  EXPECT_EQ(trial.occupied_share_pct.value, 2);
}

TEST(Front, DoesNotMoveInPeace) {
  Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  Flows flows;
  flows.net_strength = 3;
  move_front(trial, flows, stage.parameters.front, {4, 0, .1}, true);
  EXPECT_EQ(flows.movement_pct.value, 0);
  EXPECT_EQ(trial.occupied_share_pct.value, 18.6f);
}

TEST(Front, SwappingSymmetricBelligerentsMovesItTheOtherWay) {
  Stage stage;
  front_parameters& p = stage.parameters.front;
  p.initial_net_advantage = -p.dead_zone;  // equal at the start
  for (const double manpower : {300.0, 590.0, 1200.0}) {
    Trial trial = stage.start();
    trial.invader.initial_manpower = trial.defender.initial_manpower = 500;
    trial.invader.manpower = manpower;
    trial.defender.manpower = 480;
    trial.invader.materiel = 1.4;
    trial.defender.materiel = .9;
    trial.invader.intensity = trial.defender.intensity = .7;
    Trial mirror = trial;
    std::swap(mirror.invader, mirror.defender);
    Flows flows, mirrored;
    compare_strength(trial, flows, p, .5, 0);
    compare_strength(mirror, mirrored, p, .5, 0);
    EXPECT_NEAR(flows.strength.value, -mirrored.strength.value, 1e-6);
    move_front(trial, flows, p, {.8, .001, .4}, true);
    move_front(mirror, mirrored, p, {-.8, .001, .4}, true);
    EXPECT_NEAR(flows.movement_pct.value, -mirrored.movement_pct.value, 1e-6) << manpower;
  }
}

}  // namespace
}  // namespace armistice
