// Relapse as a game: what makes either side break a peace, the equilibrium itself, and what of it
// is recorded.
#include "agents/war_and_peace/peace_game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/scenes.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Experiment;
using support::Stage;

// Errors of probability in the logit equations: on average, and in 99.8 % of the games.
constexpr double kMeanResidual = 1e-4, kResidual = 1e-3;

double value(Real x) { return static_cast<double>(x.value); }

/// A peace on terms of a status that is delivered at once, with Kyiv free to break it.
struct Peace {
  Stage stage;
  Trial trial;
  Outlooks outlooks{{.5, 0, 0, 0}, {.2, 0, 0, 0}};

  explicit Peace(int status = 1) {
    stage.structure = support::full_structure();
    stage.structure.relapse = RelapseForm::kGame;
    stage.levers.guarantee_scope = 0;
    trial = stage.start();
    trial.invader.intensity = 1;
    support::sign(trial, {status, 0, 0, 0});
    trial.institutions.eu = Mask(status >= 2);
    trial.institutions.force = Mask(status == 3 || status == 5);
    trial.institutions.nato = Mask(status >= 4);
  }
  double credibility() const {
    return value(pick(assess_guarantees(trial, stage.situation()).of_status,
                      delivered_status(trial, stage.situation())));
  }
  PeaceGame game(double credible) const {
    return peace_game(trial, stage.situation(), outlooks, credible);
  }
  MixedPair breaks(double credible) const {
    return breaking_probabilities(stage.situation(), game(credible));
  }
  MixedPair breaks() const { return breaks(credibility()); }
};

TEST(PeaceGame, BreaksLessTheMoreIsDelivered) {
  for (const auto& [less, more] : {std::pair(1, 2), {2, 3}, {3, 5}, {4, 5}}) {
    const MixedPair before = Peace(less).breaks(), after = Peace(more).breaks();
    EXPECT_GT(value(before.row), value(after.row)) << less << " to " << more;
    if (less == 4) continue;  // a force adds to Kyiv's own strength
    EXPECT_GT(value(before.column), value(after.column)) << less << " to " << more;
  }
}

TEST(PeaceGame, GuaranteesMonitoringDenialAndReassuranceEachSteadyThePeace) {
  const Peace alone(1);
  const MixedPair base = alone.breaks(.2);
  const MixedPair guarded = alone.breaks(.4);
  EXPECT_LT(value(guarded.row), value(base.row));
  EXPECT_LT(value(guarded.column), value(base.column)) << "Kyiv's own attack forfeits them";
  Peace watched = alone;
  watched.stage.levers.monitoring = 1;
  EXPECT_LT(value(watched.breaks(.2).row), value(base.row));
  EXPECT_LT(value(watched.breaks(.2).column), value(base.column));
  Peace equipped = alone;
  equipped.stage.levers.post_war_package = 1;
  EXPECT_LT(value(equipped.breaks(.2).row), value(base.row));
  Peace reassured(4), unassured(4);
  reassured.stage.levers.reassurance = 1;
  unassured.stage.levers.reassurance = 0;
  EXPECT_LT(value(reassured.breaks(.2).row), value(unassured.breaks(.2).row));
}

TEST(PeaceGame, SurpriseIsWhatSecurityLeavesOfIt) {
  Peace peace;
  peace.stage.levers.monitoring = .8;
  EXPECT_NEAR(value(surprise(peace.stage.situation(), .6)), .5 * (1 - .7 * .6) * (1 - .5 * .8),
              1e-6);
  peace.stage.structure.switches.violations = false;
  EXPECT_NEAR(value(surprise(peace.stage.situation(), .6)), .5 * (1 - .7 * .6), 1e-6)
      << "nobody watches in the core";
  const Situation situation = peace.stage.situation();
  const RenewedStrength f = renewed_strength(peace.trial, situation, peace.outlooks.invader, .6);
  const double ahead = value(surprise(situation, .6));
  EXPECT_NEAR(value(f.invader_began - f.both_began), ahead, 1e-6);
  EXPECT_NEAR(value(f.defender_began - f.both_began), .6 * 1.2 - ahead, 1e-6)
      << "guarantors stand by Kyiv unless it began";
}

/// Stakes set by hand: on both sides `peace`, and a war to which it makes a difference of `stake`
/// to either side who begins.
PeaceGame even_game(const Peace& peace, double lasting, double stake) {
  PeaceGame game = peace.game(.03);
  game.invader = game.defender = {lasting, .4 + stake, .4, .4 - stake};
  game.defender_is_free = 1;
  return game;
}

TEST(PeaceGame, SymmetricStakesGiveSymmetricProbabilities) {
  const Peace peace;
  for (const double stake : {0., .03, .1}) {
    const MixedPair at =
        breaking_probabilities(peace.stage.situation(), even_game(peace, .55, stake));
    EXPECT_NEAR(value(at.row), value(at.column), 1e-5) << stake;
  }
}

TEST(PeaceGame, WithoutGainFromStrikingFirstNobodyBreaksABetterPeaceOnPurpose) {
  Peace peace;
  double last = 1;
  for (const double precision : {20., 60., 200., 1000.}) {
    peace.stage.parameters.reinvasion.precision = precision;
    const double now =
        value(breaking_probabilities(peace.stage.situation(), even_game(peace, .6, 0)).row);
    EXPECT_LT(now, last);
    last = now;
    if (precision == 20.) EXPECT_LT(now, .03);
  }
  EXPECT_LT(last, 1e-20);
  peace.stage.structure.rule = Rule::kRational;
  const MixedPair rational =
      breaking_probabilities(peace.stage.situation(), even_game(peace, .6, 0));
  EXPECT_EQ(value(rational.row), 0);
  EXPECT_EQ(value(rational.column), 0);
}

TEST(PeaceGame, FearIsReciprocal) {
  const Peace peace;
  PeaceGame calm = even_game(peace, .6, .05), tense = calm;
  tense.defender.war_begun += Real(.1);  // only Kyiv gains more by striking first
  const MixedPair before = breaking_probabilities(peace.stage.situation(), calm),
                  after = breaking_probabilities(peace.stage.situation(), tense);
  EXPECT_GT(value(after.column), value(before.column));
  EXPECT_GT(value(after.row), value(before.row) * 1.05);
  // The same in the model: a Moscow more set on victory, and a Kyiv with its hands bound.
  Peace greedy;
  greedy.stage.parameters.putin.victory_value = 1.25;
  EXPECT_GT(value(greedy.breaks().row), value(peace.breaks().row));
  EXPECT_GT(value(greedy.breaks().column), value(peace.breaks().column));
  Peace renounced;
  renounced.stage.levers.guarantee_scope = 1;
  EXPECT_EQ(value(renounced.breaks().column), 0);
  EXPECT_LT(value(renounced.breaks().row), value(peace.breaks().row)) << "Moscow fears less";
  Peace core;
  core.stage.structure.switches.defender_breach = false;
  EXPECT_EQ(value(core.breaks().column), 0);
}

TEST(PeaceGame, PatienceKeepsABetterPeace) {
  Peace peace(2);
  double last = 0;
  for (const double planning_rate : {.02, .03, .05}) {
    peace.stage.parameters.war_hazard.planning_rate = planning_rate;
    const PeaceGame game = peace.game(peace.credibility());
    ASSERT_GT(value(game.invader.lasting_peace), value(game.invader.war_begun));
    const double now = value(breaking_probabilities(peace.stage.situation(), game).row);
    EXPECT_GT(now, last) << planning_rate;
    last = now;
  }
}

TEST(PeaceGame, IterationEndsAtAFixedPointOfTheLogitEquations) {
  std::mt19937_64 random(5);
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  const auto declared = parameter_declarations();
  double sum = 0;
  int unsettled = 0;
  constexpr int kGames = 2000;
  for (int i = 0; i < kGames; ++i) {
    Peace peace(i % kCoalition);  // the statuses of the core
    Real* const p = reinterpret_cast<Real*>(&peace.stage.parameters);
    for (std::size_t k = 0; k < declared.size(); ++k) {
      if (declared[k].uncertain()) p[k] = Real(between(declared[k].min, declared[k].max));
    }
    peace.outlooks.invader.expected_net_strength = between(-.3, .8);
    peace.outlooks.defender.expected_net_strength = between(-.5, .6);
    peace.trial.months_of_peace = between(0, 60);
    peace.stage.levers.guarantee_scope = between(0, 1);
    const Situation situation = peace.stage.situation();
    const PeaceGame game = peace.game(peace.credibility());
    const MixedPair at = breaking_probabilities(situation, game);
    const double residual =
        std::max(std::abs(value(reply_of_invader(situation, game, at) - at.row)),
                 std::abs(value(reply_of_defender(situation, game, at) - at.column)));
    unsettled += residual > kResidual;
    sum += residual;
    ASSERT_TRUE(value(at.row) >= 0 && value(at.row) <= 1 && value(at.column) <= 1);
  }
  EXPECT_LT(sum / kGames, kMeanResidual);
  EXPECT_LE(unsettled, kGames / 500) << "the peaceful equilibrium is about to vanish";
}

/// Peaces that only a choice breaks: on an occasion each side breaks with probability 1/2.
Experiment coin_tossers(RelapseForm form) {
  Experiment e;
  e.structure = support::full_structure();
  e.parameters = {support::full_values()};
  e.structure.relapse = form;
  e.set("reinvasion.rate", .06);
  e.set("reinvasion.precision", 0);
  e.set("reinvasion.incident_rate", 0);
  e.set("reinvasion.accident_rate", 0);
  e.set(Lever::guarantee_scope, 0);
  e.schedule.base[static_cast<int>(Lever::guarantee_scope)] = 0;
  return e;
}

TEST(PeaceGame, RecordSaysWhoBroke) {
  const auto all = support::run(coin_tossers(RelapseForm::kGame), 1500);
  int invader = 0, defender = 0;
  for (int i = 0; i < all.trials; ++i) {
    const float who = all.result(i, Result::resumed_by);
    EXPECT_EQ(who >= 0, all.result(i, Result::relapsed) == 1);
    invader += who == 0;
    defender += who == 1;
  }
  // An occasion may end in four ways. In one both keep the peace; in one both break it, which is
  // recorded as Moscow's.
  const double first = 2 / 3., n = invader + defender;
  EXPECT_GT(n, 300);
  EXPECT_NEAR(invader / n, first, 4 * std::sqrt(first * (1 - first) / n));
}

TEST(PeaceGame, SharesTheChanceOfTheHazardForm) {
  // With the same probabilities the two forms give the same trials: Moscow tosses a coin in both.
  Experiment hazard = coin_tossers(RelapseForm::kHazard), game = coin_tossers(RelapseForm::kGame);
  for (Experiment* e : {&hazard, &game}) e->structure.switches.defender_breach = false;
  EXPECT_TRUE(support::same_bytes(support::run(hazard, 300), support::run(game, 300)));
}

}  // namespace
}  // namespace armistice
