// The American choice and what draws it, assurance to donors, buyers apart, challenges elsewhere.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Experiment;
using support::Stage;

double number(Real x) { return static_cast<double>(x.value); }

Stage full_stage() {
  Stage stage;
  stage.structure = support::full_structure();
  return stage;
}

TEST(AmericanChoice, MeanOverTheOptionsIsTheCourse) {
  const Stage stage;
  const auto& p = stage.parameters.united_states;
  for (const double course : {-.95, -.6, -.15, 0., .2, .5, .9}) {
    const AmericanUtilities u = american_utilities(p, course);
    const double up = std::exp(number(u.backing_up)), aside = std::exp(number(u.standing_aside));
    EXPECT_NEAR((up - aside) / (up + 1 + aside), course, 2e-5) << course;
    const AmericanUtilities mirrored = american_utilities(p, -course);
    EXPECT_EQ(mirrored.backing_up.value, u.standing_aside.value) << course;
  }
  EXPECT_NEAR(number(american_utilities(p, 0).backing_up), -1.5, 1e-6);
}

TEST(AmericanChoice, OptionsAreDrawnAtTheirProbabilities) {
  Stage stage;
  const AmericanUtilities u = american_utilities(stage.parameters.united_states, .3);
  const double up = std::exp(number(u.backing_up)), aside = std::exp(number(u.standing_aside));
  const double all = up + 1 + aside;
  constexpr int kDraws = 20000;
  int count[3] = {};
  for (std::uint32_t trial = 0; trial < kDraws; ++trial) {
    stage.draw(trial);
    const Real uniform = draw_uniforms(stage.chance, 0, Purpose::kAmerican).value[0];
    ++count[static_cast<int>(choose_option(u, uniform).value) + 1];
  }
  const double expected[] = {aside / all, 1 / all, up / all};
  for (int option = 0; option < 3; ++option) {
    const double p = expected[option];
    EXPECT_NEAR(count[option] / double{kDraws}, p, 4 * std::sqrt(p * (1 - p) / kDraws)) << option;
  }
}

TEST(AmericanChoice, KeepsTheMeanStance) {
  Experiment without, with;
  with.structure.switches.american_choice = true;
  without.horizon_months = with.horizon_months = 40;
  constexpr int kTrials = 4000;
  const auto mean = [](const std::vector<double>& x) {
    double sum = 0, squares = 0;
    for (const double value : x) sum += value;
    sum /= static_cast<double>(x.size());
    for (const double value : x) squares += (value - sum) * (value - sum);
    return std::pair{sum, squares / static_cast<double>(x.size()) / static_cast<double>(x.size())};
  };
  const auto a = mean(support::run(without, kTrials).all(Result::us_stance_end));
  const auto chosen = support::run(with, kTrials);
  const auto b = mean(chosen.all(Result::us_stance_end));
  EXPECT_NEAR(a.first, b.first, 4 * std::sqrt(a.second + b.second));
  EXPECT_GT(b.second, 1.5 * a.second) << "the choice adds discreteness";
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(chosen.result(i, Result::us_months_backing_up) +
                  chosen.result(i, Result::us_months_brokering) +
                  chosen.result(i, Result::us_months_standing_aside),
              40);
  }
}

TEST(AmericanStakes, MineralsAndEuropesShareMoveTheCourseByTheirSize) {
  Stage stage;
  const Trial trial = stage.start();
  Flows last_month;
  last_month.donors_aid_eur_bn = 2;
  last_month.eu_level_aid_eur_bn = 1;
  last_month.us_aid_eur_bn = 1;
  const double bare = number(us_course(trial, last_month, stage.situation()));
  EXPECT_NEAR(bare, -.15, 1e-6);
  stage.structure.switches.minerals_stake = true;
  EXPECT_NEAR(number(us_course(trial, last_month, stage.situation())), bare + .1 * .3, 1e-6);
  stage.structure.switches.minerals_stake = false;
  stage.structure.switches.burden_sharing = true;
  EXPECT_NEAR(number(us_course(trial, last_month, stage.situation())), bare + .15 * .5, 1e-6);
  EXPECT_NEAR(number(us_course(trial, Flows{}, stage.situation())), bare, 1e-6) << "nobody gives";
}

TEST(ChangedBackup, FollowsTheNewStanceAfterAChange) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  trial.us_stance = -.4;
  stage.month = support::kUsChangeMonth - 1;
  EXPECT_EQ(us_backup_in_force(trial, stage.situation()).value, stage.levers.us_backup.value);
  stage.month = support::kUsChangeMonth;
  EXPECT_NEAR(number(us_backup_in_force(trial, stage.situation())), .3, 1e-6);
  stage.structure.switches.changed_backup = false;
  EXPECT_EQ(us_backup_in_force(trial, stage.situation()).value, stage.levers.us_backup.value);
}

TEST(DonorAssurance, RaisesTheTargetOfThoseWhoGiveAid) {
  Stage off;
  off.levers.us_backup = off.levers.integrated_air_defence = 1;
  Stage on = off;
  on.structure.switches.donor_assurance = true;
  Trial with = on.start(), without = off.start();
  choose_stances(with, on.situation(), mean_stances(with, on.cast));
  choose_stances(without, off.situation(), mean_stances(without, off.cast));
  for (int j = 0; j < support::kDonors; ++j) {
    const double expected = on.cast.base_aid_eur_bn_per_year[j] > 0 ? .08 * .1 : 0;
    EXPECT_NEAR(number(with.stance[j] - without.stance[j]), expected, 1e-6) << j;
  }
}

TEST(Buyers, EachAnswersItsOwnLogitAndTheirMeanIsByWeight) {
  Stage stage;
  stage.structure.switches.split_buyers = true;
  Trial trial = stage.start();
  Flows flows;
  flows.effective_secondary_sanctions = .6;
  for (int month = 0; month < 300; ++month) choose_compliance(trial, flows, stage.situation());
  const double expected[] = {1 / (1 + std::exp(2.6 - 3 * .6)), 1 / (1 + std::exp(1.6 - 4.5 * .6)),
                             1 / (1 + std::exp(1.6 - 4 * .6))};
  for (int b = 0; b < 3; ++b) EXPECT_NEAR(number(trial.buyer_compliance[b]), expected[b], 1e-5);
  EXPECT_NEAR(number(trial.buyers_compliance),
              .47 * expected[0] + .38 * expected[1] + .15 * expected[2], 1e-5);
}

TEST(Challenges, HalveWithResolveAndComeAtTheirRate) {
  Stage stage;
  stage.structure.switches.patron_challenges = true;
  Trial trial = stage.start();
  trial.resolve_signal = .45;
  EXPECT_NEAR(number(challenge_probability(trial, stage.situation())), .002, 1e-8);
  trial.resolve_signal = .70;
  EXPECT_NEAR(number(challenge_probability(trial, stage.situation())), .001, 1e-8);
  trial.resolve_signal = .2;
  stage.parameters.patrons.challenge_rate = .05;  // .1 a month
  constexpr int kDraws = 20000;
  Real count[kMaxPatrons];
  for (std::uint32_t k = 0; k < kDraws; ++k) {
    stage.draw(k);
    challenge_elsewhere(trial, stage.situation(), count);
  }
  for (int k = 0; k < support::kPatrons; ++k) {
    EXPECT_NEAR(number(count[k]) / kDraws, .1, 4 * std::sqrt(.09 / kDraws)) << k;
  }
}

TEST(Hopes, OfNatoAndOfAPackageCountOnlyWhereTheyCanComeTrue) {
  Stage stage;
  stage.levers.post_war_package = 1;
  Trial trial = stage.start();
  trial.institutions.nato_progress = .8;
  for (Real& cost : trial.private_cost) cost = 0;
  trial.us_private_cost = 0;
  const auto hope = [&] {
    sound_out_allies(trial, stage.situation());
    return number(hope_of_nato(trial, stage.situation()));
  };
  EXPECT_NEAR(hope(), .8, 1e-6);
  EXPECT_EQ(number(hope_of_post_war_package(trial, stage.situation())), 1);
  stage.structure.switches.passing_hopes = true;
  EXPECT_EQ(number(hope_of_post_war_package(trial, stage.situation())), 0);
  EXPECT_NEAR(hope(), .8, 1e-6);
  trial.private_cost[support::donor("HU")] = 1;
  EXPECT_EQ(hope(), 0) << "one ally would refuse";
  stage.month = 1;
  trial.private_cost[support::donor("HU")] = 0;
  EXPECT_EQ(hope(), 0) << "not sounded out again yet";
  stage.month = 3;
  EXPECT_NEAR(hope(), .8, 1e-6);
  support::freeze(trial);
  EXPECT_EQ(number(hope_of_post_war_package(trial, stage.situation())), 1);
}

}  // namespace
}  // namespace armistice
