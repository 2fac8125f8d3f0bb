// Guarantees do something when they are tested: who acts, what it adds and what standing aside
// breaks, and the risk of a wider war.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::full_stage;
using support::Stage;

/// At war again, with everything that could answer in place.
Trial guaranteed_trial(const Stage& stage) {
  Trial trial = stage.start();
  trial.institutions.eu = trial.institutions.parallel = trial.institutions.force =
      trial.institutions.nato = Mask(true);
  return trial;
}

TEST(TestedGuarantees, SomebodyActsAsOftenAsCredibilitySays) {
  constexpr int kTrials = 4'000;
  int acted = 0;
  double credible = 0;
  for (std::uint32_t k = 0; k < kTrials; ++k) {
    Stage stage = full_stage();
    stage.draw(k);
    Trial trial = guaranteed_trial(stage);
    for (Real& stance : trial.stance) stance = .4;
    trial.us_stance = 0;
    const Situation situation = stage.situation();
    const Credibility c = assess_guarantees(trial, situation);
    credible = static_cast<double>(credibility_of(trial.institutions, c).value);
    const GuaranteeTest test = answer_the_test(trial, situation, c, Mask(true));
    bool somebody = false;
    for (const Mask& acts : test.acts) somebody |= any(acts);
    acted += somebody ? 1 : 0;
  }
  EXPECT_GT(credible, .2);
  EXPECT_LT(credible, .8);
  EXPECT_TRUE(support::share_is(acted, kTrials, credible));
}

TEST(TestedGuarantees, ActingAddsStrengthAndStandingAsideBreaksWhatIsBelievedOfAll) {
  const Stage stage = full_stage();
  const Situation situation = stage.situation();
  Trial acts = guaranteed_trial(stage), aside = acts;
  GuaranteeTest test{Mask(true), {}, {}};
  test.acts[kNatoAmerica] = Mask(true);
  bear_the_answers(acts, situation, test);
  EXPECT_EQ(acts.guarantees.allied_strength.value,
            stage.parameters.guarantors.nato_us_strength.value);
  EXPECT_TRUE(any(acts.guarantees.in_contact));
  EXPECT_EQ(acts.guarantees.disbelief.value, 0);

  test = {Mask(true), {}, {}};
  test.aside[kNatoAmerica] = Mask(true);
  bear_the_answers(aside, situation, test);
  EXPECT_EQ(aside.guarantees.allied_strength.value, 0);
  EXPECT_LT(aside.resolve_signal.value, acts.resolve_signal.value);
  EXPECT_LT(aside.staying_power.value, acts.staying_power.value);
  const auto credibility = [&](const Trial& trial) {
    return credibility_of(trial.institutions, assess_guarantees(trial, situation)).value;
  };
  EXPECT_LT(credibility(aside), credibility(acts));

  // America weighs more than Article 42.7.
  Trial minor = guaranteed_trial(stage);
  test = {Mask(true), {}, {}};
  test.aside[kEuClause] = Mask(true);
  bear_the_answers(minor, situation, test);
  EXPECT_LT(minor.guarantees.disbelief.value, aside.guarantees.disbelief.value);
}

TEST(TestedGuarantees, AreTestedOnceAWarByAnAttackOrByTheFrontButNotByAccession) {
  const Stage stage = full_stage();
  const Situation situation = stage.situation();
  Trial trial = guaranteed_trial(stage);
  const Credibility c = assess_guarantees(trial, situation);
  GuaranteeRecord record;
  test_guarantees(trial, situation, c, Mask(false), record);
  EXPECT_EQ(record.tests.value, 0) << "joining in mid-war tests nobody";
  trial.occupied_share_pct += stage.parameters.guarantors.test_pct * Real(.9);
  test_guarantees(trial, situation, c, Mask(false), record);
  EXPECT_EQ(record.tests.value, 0);
  trial.occupied_share_pct += stage.parameters.guarantors.test_pct * Real(.2);
  test_guarantees(trial, situation, c, Mask(false), record);
  EXPECT_EQ(record.tests.value, 1);
  test_guarantees(trial, situation, c, Mask(true), record);
  EXPECT_EQ(record.tests.value, 1) << "once a war";
  EXPECT_EQ((record.acted + record.stood_aside).value, kInstruments);

  support::freeze(trial);
  EXPECT_EQ(trial.guarantees.allied_strength.value, 0);
  resume_fighting(trial, situation, Mask(true));
  test_guarantees(trial, situation, c, Mask(true), record);
  EXPECT_EQ(record.tests.value, 2) << "another war";
}

TEST(TestedGuarantees, AStateWithoutGuaranteesTestsNobody) {
  const Stage stage = full_stage();
  Trial trial = stage.start();
  GuaranteeRecord record;
  test_guarantees(trial, stage.situation(), {}, Mask(true), record);
  EXPECT_EQ(record.tests.value, 0);
}

TEST(WiderWar, ComesByTheCampaignAndLessUnderAmericanProtection) {
  Stage stage = full_stage();
  stage.levers.us_protection = 0;
  const float bare = wider_war_rate(stage.situation(), 1).value;
  EXPECT_NEAR(bare, std::exp(-5.3), 1e-5);
  EXPECT_FLOAT_EQ(wider_war_rate(stage.situation(), .5).value, .5f * bare);
  stage.levers.us_protection = 1;
  EXPECT_LT(wider_war_rate(stage.situation(), 1).value, bare);
}

TEST(WiderWar, NeedsForcesInContactAndFrightensAllies) {
  Stage stage = full_stage();
  stage.parameters.guarantors.wider_war_log_rate = 0;  // certain once in contact
  stage.levers.us_protection = 0;
  Trial trial = stage.start();
  trial.invader.intensity = 1;
  GuaranteeRecord record;
  test_guarantees(trial, stage.situation(), {}, Mask(false), record);
  EXPECT_FALSE(any(trial.guarantees.wider_war));
  trial.guarantees.in_contact = Mask(true);
  test_guarantees(trial, stage.situation(), {}, Mask(false), record);
  EXPECT_TRUE(any(trial.guarantees.wider_war));
  EXPECT_EQ(record.wider_war_month.value, 1);
  EXPECT_LT(case_for_nato(trial, stage.situation()).value,
            case_for_nato(trial, full_stage().situation()).value);
}

}  // namespace
}  // namespace armistice
