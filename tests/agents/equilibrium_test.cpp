// The equilibrium of the fight or stop game: its closed forms, and what it adds to the response
// rule.
#include "agents/war_and_peace/equilibrium.hpp"

#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

double value(Real x) { return static_cast<double>(x.value); }

/// Matching pennies whose first match pays the row player 9.
MixedPair pennies(double precision, double step, int iterations) {
  const auto reply = [=](Real advantage) {
    return respond(Rule::kEquilibrium, precision, advantage);
  };
  return damped_replies(
      {.5, .5}, [&](Real q) { return reply(Real(9) * q - (Real(1) - q)); },
      [&](Real p) { return reply(Real(1) - Real(2) * p); }, step, iterations);
}

TEST(Equilibrium, IterationReachesTheKnownOnesOfMatchingPennies) {
  constexpr double kKnown[][3] = {
      {.5, .8307, .4181}, {1, .8936, .3128}, {2, .8608, .1911}, {5, .7020, .1171}};
  for (const auto& [precision, p, q] : kKnown) {
    const MixedPair at = pennies(precision, .1, 2000);
    EXPECT_NEAR(value(at.row), p, 6e-5) << precision;
    EXPECT_NEAR(value(at.column), q, 6e-5) << precision;
  }
}

TEST(Equilibrium, FiveDampedIterationsComeNearWhereRepliesAreNotSharp) {
  const MixedPair at = pennies(.5, .7, kEquilibriumIterations);
  EXPECT_NEAR(value(at.row), .8307, .03);
  EXPECT_NEAR(value(at.column), .4181, .03);
  EXPECT_EQ(value(pennies(0, .7, kEquilibriumIterations).row), .5);
}

TEST(Equilibrium, NothingIsGainedWhereTheOtherDoesWhatItShows) {
  EXPECT_EQ(value(strategic_gain(.01, .03, .6, .6)), 0);
  EXPECT_NEAR(value(strategic_gain(.01, .03, 1, .6)), .02 * .4, 1e-8) << "stopping is exposed";
  EXPECT_LT(value(strategic_gain(.03, .01, 1, .6)), 0) << "unless fighting alone gains more";
}

struct Game {
  Stage stage;
  Trial trial;
  Outlooks outlooks;
  Credibility credibility;

  Game() {
    stage.structure.rule = Rule::kEquilibrium;
    trial = stage.start();
    outlooks.invader = {.5, .55, .55, .55};
    outlooks.defender = {.2, .36, .60, .60};
    credibility = assess_guarantees(trial, stage.situation());
  }
  StrategicShift shift() const {
    return strategic_shift(trial, stage.situation(), outlooks, credibility, 0);
  }
};

TEST(Equilibrium, IsTheResponseRuleWithoutStakesInTheOthersChoice) {
  Game game;
  auto& p = game.stage.parameters.wind_down;
  p.invader_exposure = p.invader_alone_gain;
  p.defender_exposure = p.defender_alone_gain;
  EXPECT_EQ(value(game.shift().putin), 0);
  EXPECT_EQ(value(game.shift().zelensky), 0);
  game.stage.structure.rule = Rule::kQuantal;
  p = Game().stage.parameters.wind_down;
  EXPECT_EQ(value(game.shift().putin), 0) << "other rules see the state alone";
}

TEST(Equilibrium, CampaignAboutToBeRaisedMakesStoppingDangerous) {
  Game quiet;
  quiet.trial.invader.intensity = quiet.trial.defender.intensity = .1;
  quiet.outlooks.invader.value_of_fighting_on = 1;  // Moscow will fight: Kyiv sees it coming
  EXPECT_GT(value(quiet.shift().zelensky), .02);
  EXPECT_GT(value(quiet.shift().putin), 0) << "and will mirror it";
  Game loud;
  loud.outlooks.invader.value_of_fighting_on = 0;  // about to stop
  EXPECT_LT(value(loud.shift().zelensky), 0);
}

TEST(Equilibrium, IterationHasNearlySettledByTheMonthsEnd) {
  Game game;
  game.trial.invader.intensity = .3;
  const double five = value(game.shift().putin);
  game.stage.parameters.wind_down.equilibrium_step = .9;
  EXPECT_NEAR(five, value(game.shift().putin), 5e-4);
}

}  // namespace
}  // namespace armistice
