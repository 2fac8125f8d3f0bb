// Forces state by state, attacks on personnel, and a direct clash.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::donor;
using support::Stage;

Stage stage_of_states() {
  Stage stage;
  stage.structure.switches.state_forces = true;
  return stage;
}

TEST(Sending, UtilityIsStanceTroopsAmericaAndProtection) {
  Stage stage = stage_of_states();
  Trial trial = stage.start();
  trial.us_stance = .2;
  stage.levers.us_protection = .3;
  const int uk = donor("UK");
  trial.stance[uk] = .75;
  const float base = 5 * (.75f - .6f + .4f * .8f) + .2f + .3f;
  EXPECT_NEAR(utility_of_sending(trial, stage.situation(), uk).value, base, 1e-5);
  trial.presence.abandonment = .5;
  EXPECT_NEAR(utility_of_sending(trial, stage.situation(), uk).value, base - .5, 1e-5);
}

TEST(Sending, RateFollowsWarFreezePromiseAndBreach) {
  Stage stage = stage_of_states();
  stage.levers.european_forces = .5;
  const auto rate = [&](Trial trial) { return sending_rate(trial, stage.situation()).value; };
  Trial trial = stage.start();
  EXPECT_FLOAT_EQ(rate(trial), .06f * .5f);
  Trial frozen = trial;
  support::freeze(frozen);
  EXPECT_FLOAT_EQ(rate(frozen), .05f * .5f);
  Trial promised = trial;
  support::sign(promised, {kEuForce, 0, 0, 0});
  EXPECT_FLOAT_EQ(rate(promised), .15f);
  Trial without = trial;
  support::sign(without, {kNato, 0, 0, 0});
  EXPECT_EQ(rate(without), 0) << "a reassured Moscow sees no force";
  without.compliance.reassurance_void = Mask(true);
  EXPECT_FLOAT_EQ(rate(without), .05f * .5f) << "until it has broken the peace";
}

TEST(Sending, EachStateSendsWithItsOwnProbability) {
  constexpr int kTrials = 40'000;
  Stage stage = stage_of_states();
  stage.levers.european_forces = 1;
  const Trial start = stage.start();
  double sent[support::kDonors] = {};
  for (int i = 0; i < kTrials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    Trial trial = start;
    PresenceRecord record;
    send_forces(trial, stage.situation(), record);
    for (int j = 0; j < stage.cast.donors; ++j) sent[j] += any(trial.presence.sent[j]) ? 1 : 0;
  }
  for (const char* code : {"DE", "FR", "PL", "EE", "UK", "TR"}) {
    const int j = donor(code);
    const double utility =
        static_cast<double>(utility_of_sending(start, stage.situation(), j).value);
    EXPECT_TRUE(support::share_is(sent[j], kTrials, .06 / (1 + std::exp(-utility)))) << code;
  }
}

TEST(Sending, MakesAForceOnceAThirdOfTheWillingnessIsThere) {
  Stage stage = stage_of_states();
  Trial trial = stage.start();
  float whole = 0, held = 0;
  for (const auto& row : support::kDonorRows) whole += row.gdp_eur_bn * row.troop_willingness;
  for (const char* code : {"EE", "UK", "NL", "PL", "FR", "DE"}) {
    const int j = donor(code);
    trial.presence.sent[j] = Mask(true);
    held += support::kDonorRows[j].gdp_eur_bn * support::kDonorRows[j].troop_willingness;
    EXPECT_EQ(any(quorum_of_senders(trial, stage.situation())), held >= whole / 3) << code;
  }
  EXPECT_GT(held, whole / 3);
}

TEST(Sending, TakesThePlaceOfTheForceThatComesAsOne) {
  Stage stage = stage_of_states();
  stage.levers.european_forces = 1;
  Trial trial = stage.start();
  VoteRecord record;
  advance_institutions(trial, stage.situation(), {0, 1, 1, 1, 0}, 1, record);
  EXPECT_FALSE(any(trial.institutions.force));
  support::freeze(trial);
  deliver(trial, stage.situation(), {0, 1, 1, 1, 0});
  EXPECT_FALSE(any(trial.institutions.force));
  support::sign(trial, {kEuForce, 0, 0, 0});
  deliver(trial, stage.situation(), {0, 1, 1, 1, 0});
  EXPECT_FALSE(any(trial.institutions.force));
  stage.structure.switches.delivery_lag = false;
  EXPECT_EQ(sending_rate(trial, stage.situation()).value, 1) << "no lag: all decide every month";
}

TEST(Attacks, AreRarerTheFirmerTheProtectionAndTheFewerThePersonnel) {
  Stage stage;
  Trial trial = stage.start();
  stage.levers.us_protection = .3;
  stage.levers.european_logistics = .5;
  EXPECT_FLOAT_EQ(attack_probability(trial, stage.situation()).value, .01f * .7f * .5f);
  trial.institutions.force = Mask(true);
  EXPECT_FLOAT_EQ(attack_probability(trial, stage.situation()).value, .01f * .7f);
  stage.levers.us_protection = 1;
  EXPECT_EQ(attack_probability(trial, stage.situation()).value, 0);
}

TEST(Attacks, AreAnsweredByAWillingAmericaThatHasPledgedIt) {
  Stage stage;
  Trial trial = stage.start();
  const auto answer = [&](double q, double protection) {
    trial.us_stance = q;
    stage.levers.us_protection = protection;
    return answer_probability(trial, stage.situation()).value;
  };
  EXPECT_NEAR(answer(.4, .5), 1 / (1 + std::exp(-3 * .5)), 1e-5) << "its will as a guarantor";
  EXPECT_GT(answer(.4, 1), answer(.4, .5));
  EXPECT_GT(answer(.4, .5), answer(-.4, .5));
}

TEST(Attacks, CostTheStatesHitAndAnAnswerDecidesWhatTheWorldReads) {
  Stage stage = stage_of_states();
  stage.levers.european_logistics = .5;
  const Trial before = [&] {
    Trial trial = stage.start();
    trial.presence.sent[donor("EE")] = Mask(true);
    return trial;
  }();
  Trial answered = before, abandoned = before, spared = before;
  suffer_attack(answered, stage.situation(), Mask(true), Mask(true));
  suffer_attack(abandoned, stage.situation(), Mask(true), Mask(false));
  suffer_attack(spared, stage.situation(), Mask(false), Mask(false));
  const auto fall = [&](const char* code) {
    return (before.stance[donor(code)] - answered.stance[donor(code)]).value;
  };
  EXPECT_NEAR(fall("EE"), .1, 1e-6);
  EXPECT_NEAR(fall("FR"), .1 * .5 * .65, 1e-6) << "its part in the logistics";
  EXPECT_EQ(fall("MT"), 0);
  EXPECT_NEAR((answered.resolve_signal - before.resolve_signal).value, .05, 1e-6);
  EXPECT_NEAR((abandoned.resolve_signal - before.resolve_signal).value, -.05, 1e-6);
  EXPECT_NEAR((abandoned.staying_power - before.staying_power).value, -.05, 1e-6);
  EXPECT_EQ(answered.presence.abandonment.value, 0);
  EXPECT_EQ(abandoned.presence.abandonment.value, 1);
  const int uk = donor("UK");
  EXPECT_LT(utility_of_sending(abandoned, stage.situation(), uk).value,
            utility_of_sending(answered, stage.situation(), uk).value);
  EXPECT_EQ(spared.stance[donor("EE")].value, before.stance[donor("EE")].value);
  EXPECT_EQ(spared.resolve_signal.value, before.resolve_signal.value);
}

TEST(Attacks, LeftUnansweredMaySendForcesHomeAndEndTheForce) {
  Stage stage = stage_of_states();
  stage.parameters.presence.sending_abandonment = 100;  // nobody stays
  Trial trial = stage.start();
  trial.institutions.force = Mask(true);
  for (const char* code : {"UK", "FR", "DE"}) trial.presence.sent[donor(code)] = Mask(true);
  Trial backed = trial;
  suffer_attack(backed, stage.situation(), Mask(true), Mask(true));
  EXPECT_TRUE(any(backed.institutions.force));
  suffer_attack(trial, stage.situation(), Mask(true), Mask(false));
  EXPECT_FALSE(any(trial.presence.sent[donor("UK")]));
  EXPECT_FALSE(any(trial.institutions.force));
}

/// Months of 40,000 trials in which something happens.
template <class Happens>
double months_with(Stage stage, const Trial& start, const Happens& happens) {
  double n = 0;
  for (int i = 0; i < 40'000; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    Trial trial = start;
    PresenceRecord record;
    n += any(happens(attack_personnel(trial, stage.situation(), record))) ? 1 : 0;
  }
  return n;
}

TEST(Attacks, HappenAsOftenAsTheirProbability) {
  Stage stage;
  stage.structure.switches.attacks_on_personnel = true;
  Trial trial = stage.start();
  trial.institutions.force = Mask(true);
  EXPECT_TRUE(support::share_is(months_with(stage, trial, [](Attack a) { return a.attacked; }),
                                40'000, .01 * .7));
}

TEST(DirectClash, HappensByCampaignForceMembershipAndProtection) {
  Stage stage;
  stage.structure.switches.direct_clash = true;
  stage.parameters.presence.clash_rate = .01;
  Trial trial = stage.start();
  trial.invader.intensity = .8;
  const auto probability = [&] { return clash_probability(trial, stage.situation()).value; };
  EXPECT_EQ(probability(), 0);
  trial.institutions.force = Mask(true);
  EXPECT_FLOAT_EQ(probability(), .01f * .8f * (1 - .5f * .3f));
  trial.institutions.nato = Mask(true);
  EXPECT_FLOAT_EQ(probability(), .01f * .8f * 3 * (1 - .5f * .3f));
  EXPECT_TRUE(support::share_is(months_with(stage, trial, [](Attack a) { return a.clash; }), 40'000,
                                static_cast<double>(probability())));
  support::freeze(trial);
  EXPECT_EQ(probability(), 0) << "only in war";
}

TEST(DirectClash, IsReportedAndWithoutTestsOfGuaranteesChangesNothing) {
  support::Experiment without;
  without.levers = {support::peace_through_strength()};
  without.parameters = {support::full_values()};
  without.structure = support::full_structure();
  without.structure.switches.tested_guarantees = false;
  without.set("presence.clash_rate", 0);
  support::Experiment with = without;
  with.set("presence.clash_rate", .1);
  const auto a = support::run(without, 200), b = support::run(with, 200);
  EXPECT_EQ(a.timeline, b.timeline);
  int clashes = 0;
  for (int i = 0; i < a.trials; ++i) {
    EXPECT_EQ(a.result(i, Result::direct_clash_month), kNever);
    clashes += b.result(i, Result::direct_clash_month) > 0 ? 1 : 0;
  }
  EXPECT_GT(clashes, 10);
}

TEST(DirectClash, FrightensThoseWhoStandBehindUkraine) {
  const Stage stage = support::full_stage();
  Trial trial = stage.start();
  const float stance = trial.stance[0].value, us = trial.us_stance.value;
  fear_a_clash(trial, stage.situation(), Mask(false));
  EXPECT_EQ(trial.stance[0].value, stance);
  fear_a_clash(trial, stage.situation(), Mask(true));
  const float cost = stage.parameters.presence.attack_cost.value;
  EXPECT_FLOAT_EQ(trial.stance[0].value, stance - cost);
  EXPECT_FLOAT_EQ(trial.us_stance.value, us - cost);
}

}  // namespace
}  // namespace armistice
