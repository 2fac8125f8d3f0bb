// Leadership: when Putin goes, what a pragmatist changes, when Ukraine votes and what the vote
// moves.
#include "agents/actors/leadership.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/scenes.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Experiment;
using support::Stage;

double value(Real x) { return static_cast<double>(x.value); }

/// Within four standard errors of a share.
void expect_share(int count, int trials, double share) {
  const double error = std::sqrt(share * (1 - share) / trials);
  EXPECT_NEAR(double(count) / trials, share, 4 * error);
}

TEST(Leadership, ExitRateRisesWithFiscalStress) {
  Stage stage;
  Trial trial = stage.start();
  trial.invader.fiscal_stress = 0;
  EXPECT_NEAR(value(exit_probability(trial, stage.situation())), .0025, 1e-9);
  trial.invader.fiscal_stress = .5;
  EXPECT_NEAR(value(exit_probability(trial, stage.situation())), .0025 * 2, 1e-9);
}

TEST(Leadership, ExitsAndSuccessorsComeAtTheirRates) {
  constexpr int kTrials = 4000, kMonths = 60;
  Stage stage;
  stage.structure.switches.leader_turnover = true;
  stage.parameters.leadership.exit_rate = .01;
  int exits = 0, pragmatists = 0;
  for (int i = 0; i < kTrials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    Trial trial = stage.start();
    trial.invader.fiscal_stress = .25;
    int changes = 0;
    for (stage.month = 0; stage.month < kMonths; ++stage.month) {
      changes += any(change_leaders(trial, stage.situation()).invader);
    }
    EXPECT_LE(changes, 1) << "the successor stays";
    exits += changes;
    pragmatists += any(trial.leadership.invader_pragmatist);
  }
  expect_share(exits, kTrials, 1 - std::pow(1 - .015, kMonths));
  expect_share(pragmatists, exits, .4);
}

TEST(Leadership, PragmatistAnswersForLessAndWantsLess) {
  Stage stage;
  stage.parameters.putin.cannot_stop = 1;
  Trial trial = stage.start();
  const double audience = value(audience_cost_rate(trial, stage.situation()));
  const double victory = value(invader_victory_value(trial, stage.situation()));
  trial.leadership.invader_changed = Mask(true);
  EXPECT_EQ(value(audience_cost_rate(trial, stage.situation())), audience) << "continuity";
  trial.leadership.invader_pragmatist = Mask(true);
  EXPECT_NEAR(value(audience_cost_rate(trial, stage.situation())), .3 * audience, 1e-7);
  EXPECT_NEAR(value(invader_victory_value(trial, stage.situation())), victory - .15, 1e-6);
}

TEST(Leadership, UkraineVotesOnceAndAnyMonthOfTheWindowIsAsLikely) {
  constexpr int kTrials = 7000;
  Stage stage;
  stage.structure.switches.kyiv_elections = true;
  std::vector<double> held(16);
  for (int i = 0; i < kTrials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    Trial trial = stage.start();
    support::freeze(trial);
    int votes = 0;
    for (stage.month = 0; stage.month < 40; ++stage.month) {
      if (any(change_leaders(trial, stage.situation()).defender)) {
        ++votes;
        ++held.at(static_cast<std::size_t>(stage.month));
      }
      trial.months_of_peace += 1;
    }
    ASSERT_EQ(votes, 1);
  }
  double chi_square = 0;
  for (std::size_t m = 0; m < held.size(); ++m) {
    const double expected = m >= 6 && m <= 12 ? kTrials / 7.0 : 0;
    if (expected == 0) {
      EXPECT_EQ(held[m], 0) << m;
    } else {
      chi_square += (held[m] - expected) * (held[m] - expected) / expected;
    }
  }
  EXPECT_LT(chi_square, 22.5) << "6 degrees of freedom, one false alarm in a thousand";
}

TEST(Leadership, NobodyVotesInWar) {
  Stage stage;
  Trial trial = stage.start();
  trial.months_of_peace = 8;
  EXPECT_EQ(value(election_probability(trial, stage.situation())), 0);
}

TEST(Leadership, WinnerMovesWeightsWithinTheSwingAndKeepsTheirSum) {
  const IssueWeights old{.42, .30, .18, .10};
  constexpr int kTrials = 4000;
  double mean = 0, least = 1, most = 0;
  for (int i = 0; i < kTrials; ++i) {
    Stage stage;
    stage.draw(static_cast<std::uint32_t>(i));
    const IssueWeights w = redrawn(old, .05, draw_uniforms(stage.chance, 0, Purpose::kSuccession));
    EXPECT_NEAR(value(w.security + w.territory + w.recognition + w.economy), 1, 1e-6);
    mean += value(w.security) / kTrials;
    least = std::min(least, value(w.security));
    most = std::max(most, value(w.security));
  }
  EXPECT_NEAR(mean, .42, 4 * .05 / std::sqrt(3.0 * kTrials) + .002) << "no course is favoured";
  EXPECT_GT(least, (.42 - .05) / 1.15);
  EXPECT_LT(most, (.42 + .05) / .85);
  EXPECT_GT(most - least, .06);
}

TEST(Leadership, WinnersWeightsAreWhatKyivWeighsBy) {
  Stage stage;
  Trial trial = stage.start();
  const double before = value(zelensky_freeze_utility(trial, stage.situation()));
  trial.leadership.defender_weights = {.52, .20, .18, .10};
  const double change = value(zelensky_freeze_utility(trial, stage.situation())) - before;
  const Parameters& p = stage.parameters;
  const double tau = (18.6 - 7) / (25 - 7);
  const double line = 1 - value(p.settlement.defender_line_loss) * tau;
  EXPECT_NEAR(change, .10 * (value(p.settlement.defender_armed_alone) - line), 1e-5);
}

TEST(Leadership, RatesOfZeroShiftNoDraw) {
  for (const auto& scene : support::scenes()) {
    Experiment off = scene.experiment, zero = off;
    off.structure.switches.leader_turnover = false;
    zero.structure.switches.leader_turnover = true;
    zero.set("leadership.exit_rate", 0);
    EXPECT_TRUE(support::same_bytes(support::run(off, 32), support::run(zero, 32))) << scene.name;
    off.structure.switches.kyiv_elections = false;
    zero.structure.switches.kyiv_elections = true;
    zero.set("leadership.election_first_month", 1000);
    EXPECT_TRUE(support::same_bytes(support::run(off, 32), support::run(zero, 32))) << scene.name;
  }
}

TEST(Leadership, PragmatistsShortenTheWarWhereStoppingCostsMost) {
  Experiment stays, goes;
  for (Experiment* e : {&stays, &goes}) {
    e->structure.switches.leader_turnover = true;
    e->set("putin.audience_cost", .15);
    e->set("leadership.exit_rate", .05);
    e->set("leadership.pragmatist", e == &goes ? 1 : 0);
  }
  const auto fighting = [](const Experiment& e) {
    const auto all = support::run(e, 400);
    int count = 0;
    for (int i = 0; i < all.trials; ++i) count += all.result(i, Result::outcome) == 0;
    return count;
  };
  EXPECT_LT(fighting(goes) + 40, fighting(stays));
}

}  // namespace
}  // namespace armistice
