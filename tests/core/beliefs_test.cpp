// Beliefs: Beta counts that add up, forget, and find the truth in the end.
#include "core/beliefs.hpp"

#include <gtest/gtest.h>

#include "core/front.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

double mean_of(const Belief& b) {
  return static_cast<double>(b.favourable.value) /
         static_cast<double>((b.favourable + b.unfavourable).value);
}

TEST(Beliefs, CountsAddUpAsTheBetaPosterior) {
  Belief belief{6, 4};
  learn(belief, .2, 1, 1);
  learn(belief, -.1, .8, 1);
  learn(belief, .5, .6, 1);
  EXPECT_NEAR(belief.favourable.value, 7.41, 1e-5);
  EXPECT_NEAR(belief.unfavourable.value, 4.99, 1e-5);
  EXPECT_NEAR(mean_of(belief), .597581, 1e-6);
}

TEST(Beliefs, OrderOfBattlesDoesNotMatterWithoutForgetting) {
  Belief one{6, 4}, other{6, 4};
  learn(one, .2, 1, 1);
  learn(one, -.1, .8, 1);
  learn(one, .5, .6, 1);
  learn(other, .5, .6, 1);
  learn(other, .2, 1, 1);
  learn(other, -.1, .8, 1);
  EXPECT_FLOAT_EQ(one.favourable.value, other.favourable.value);
  EXPECT_FLOAT_EQ(one.unfavourable.value, other.unfavourable.value);
}

TEST(Beliefs, ForgettingBoundsTheEffectiveSample) {
  for (const double retention : {.94, .97, .99}) {
    Belief belief{30, 1};
    for (int month = 0; month < 3000; ++month) learn(belief, .3, .7, retention);
    const Real sample = belief.favourable + belief.unfavourable;
    EXPECT_NEAR(sample.value, .7 / (1 - retention), .02) << retention;
  }
}

TEST(Beliefs, PriorStandsForTheStrengthThatItWasMadeFrom) {
  const auto p = support::default_parameters().beliefs;
  for (const double nu : {-2.0, -.4, 0.0, .53, 2.0}) {
    const Belief belief = belief_at(nu, 14);
    EXPECT_NEAR(believed_net_strength(belief, p).value, nu, 1e-5);
    EXPECT_NEAR((belief.favourable + belief.unfavourable).value, 14, 1e-5);
  }
}

TEST(Beliefs, RecoverNetStrengthFromNoiseFreeMonths) {
  // Beyond 1.5 the prior still shows: 14 months in 10,000, stretched by (1 + |nu|)^2.
  for (const double nu : {-1.5, -.5, 0.0, .28, 1.0, 1.5}) {
    Stage stage;
    stage.parameters.front.noise_pct = 0;
    Trial trial = stage.start();
    for (int month = 0; month < 10'000; ++month) {
      Flows flows;
      flows.net_strength = nu;
      move_front(trial, flows, stage.parameters.front, {0, .5, .5}, false);
      update_beliefs(trial, flows, stage.parameters.beliefs, stage.parameters.front.speed_pct,
                     /*exact=*/true);
    }
    EXPECT_NEAR(believed_net_strength(trial.invader.belief, stage.parameters.beliefs).value, nu,
                1e-2);
    EXPECT_NEAR(believed_net_strength(trial.defender.belief, stage.parameters.beliefs).value, nu,
                1e-2);
  }
}

TEST(Beliefs, DistortedReportsRaiseTheInvadersOnly) {
  Stage stage;
  Trial honest = stage.start(), biased = honest;
  Flows flows;
  flows.movement_pct = .05;
  flows.front_intensity = 1;
  stage.parameters.beliefs.reporting_bias = 0;
  update_beliefs(honest, flows, stage.parameters.beliefs, .32, false);
  stage.parameters.beliefs.reporting_bias = .1;
  update_beliefs(biased, flows, stage.parameters.beliefs, .32, false);
  EXPECT_GT(mean_of(biased.invader.belief), mean_of(honest.invader.belief));
  EXPECT_EQ(mean_of(biased.defender.belief), mean_of(honest.defender.belief));
}

TEST(Beliefs, StandStillInPeace) {
  Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  const Belief before = trial.invader.belief;
  Flows flows;
  update_beliefs(trial, flows, stage.parameters.beliefs, .32, false);
  EXPECT_EQ(trial.invader.belief.favourable.value, before.favourable.value);
  EXPECT_EQ(trial.invader.belief.unfavourable.value, before.unfavourable.value);
}

}  // namespace
}  // namespace armistice
