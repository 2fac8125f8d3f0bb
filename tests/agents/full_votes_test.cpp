// What the full mechanisms add to the votes: scope, strength, an American assurance, and the vote
// before a promised NATO membership is delivered.
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::donor;
using support::Stage;

TEST(FullVotes, ScopeAndStrengthSpeakForNatoByATenthOfAUnitEach) {
  Stage stage;
  Trial trial = stage.start();
  trial.defender.manpower = Real(1.5) * trial.defender.initial_manpower;
  trial.defender.materiel = 1.2;
  EXPECT_EQ(case_for_nato(trial, stage.situation()).value, 0) << "in core";
  stage.structure.switches.guarantee_scope = true;
  EXPECT_FLOAT_EQ(case_for_nato(trial, stage.situation()).value, .1f) << "the lever stands at 1";
  stage.levers.guarantee_scope = .25;
  EXPECT_FLOAT_EQ(case_for_nato(trial, stage.situation()).value, .025f);
  stage.structure.switches.strength_for_nato = true;
  EXPECT_FLOAT_EQ(case_for_nato(trial, stage.situation()).value, .025f + .1f * 1.2f * 1.5f);
  const Real with = utility_of_nato(trial, stage.situation(), .2, 3),
             without = utility_of_nato(trial, stage.situation(), 0, 3);
  EXPECT_NEAR((with - without).value, 7 * .2, 1e-5) << "as a logit";
}

TEST(FullVotes, EuropeLeansOnAnAmericanAssurance) {
  Stage stage;
  Trial trial = stage.start();
  trial.us_stance = .5;
  trial.us_private_cost = 0;  // Washington would say yes
  trial.institutions.nato_progress = .4;
  const auto assurance = [&] {
    const Assurance all = american_assurance(trial, stage.situation());
    return (all.near + all.stance).value;
  };
  EXPECT_EQ(assurance(), 0) << "in core";
  stage.structure.switches.american_assurance = true;
  EXPECT_FLOAT_EQ(assurance(), .6f * .4f + .2f * .5f);
  trial.us_private_cost = 1;  // it would say no
  EXPECT_FLOAT_EQ(assurance(), .1f);
  trial.institutions.nato = Mask(true);
  EXPECT_FLOAT_EQ(assurance(), .6f + .1f) << "membership is an assurance whatever the next vote";
  trial.us_stance = -1;
  EXPECT_FLOAT_EQ(assurance(), .6f - .2f);
}

/// A trial that was promised NATO, on the day of the vote.
Trial promised(const Stage& stage, int status) {
  Trial trial = stage.start();
  trial.us_private_cost = 0;
  for (int j = 0; j < stage.cast.donors; ++j) trial.private_cost[j] = 0;
  support::sign(trial, {status, 0, 0, 0});
  return trial;
}

Stage voting_stage() {
  Stage stage;
  stage.structure.switches.delivery_votes = true;
  return stage;
}

TEST(DeliveryVotes, AdmitIfAllSayYes) {
  const Stage stage = voting_stage();
  Trial trial = promised(stage, kNato);
  VoteRecord record;
  vote_on_promised_nato(trial, stage.situation(), .99, record);
  EXPECT_EQ(record.nato_votes.value, 0) << "not yet due";
  deliver(trial, stage.situation(), {0, 0, 0, 0, 0});
  EXPECT_FALSE(any(trial.institutions.nato)) << "only the vote delivers";
  vote_on_promised_nato(trial, stage.situation(), 0, record);
  EXPECT_EQ(record.nato_votes.value, 1);
  EXPECT_TRUE(any(trial.institutions.nato));
  vote_on_promised_nato(trial, stage.situation(), 0, record);
  EXPECT_EQ(record.nato_votes.value, 1) << "once a member, no more votes";
}

TEST(DeliveryVotes, OneRefusalVoidsThePromiseAndIsRemembered) {
  Stage stage = voting_stage();
  stage.month = 7;
  for (const auto& [status, left] : {std::pair{kNato, kEu}, std::pair{kNatoForce, kEuForce}}) {
    Trial trial = promised(stage, status);
    trial.private_cost[donor("HU")] = 1;
    VoteRecord record;
    vote_on_promised_nato(trial, stage.situation(), 0, record);
    EXPECT_FALSE(any(trial.institutions.nato));
    EXPECT_EQ(trial.settlement.terms.security.value, static_cast<float>(left));
    EXPECT_EQ(record.promise_void_month.value, 8);
    EXPECT_EQ(record.vetoing.value, static_cast<float>(donor("HU")));
    vote_on_promised_nato(trial, stage.situation(), 0, record);
    EXPECT_EQ(record.nato_votes.value, 1) << "there is nothing left to deliver";
  }
}

TEST(DeliveryVotes, WashingtonCanRefuseToo) {
  const Stage stage = voting_stage();
  Trial trial = promised(stage, kNato);
  trial.us_private_cost = 1;
  VoteRecord record;
  vote_on_promised_nato(trial, stage.situation(), 0, record);
  EXPECT_EQ(record.vetoing.value, static_cast<float>(stage.cast.donors));
}

TEST(DeliveryVotes, KyivExpectsThemToPassAsOftenAsTheyDo) {
  constexpr int kTrials = 20'000;
  Stage stage = voting_stage();
  stage.levers.nato_fast_track = 1;
  double passed = 0;
  Trial trial = stage.start();
  trial.stance[donor("HU")] = -.6;
  const Real expected = chance_of_admission(trial, stage.situation());
  for (int i = 0; i < kTrials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    const Trial drawn = stage.start();
    for (int j = 0; j < stage.cast.donors; ++j) trial.private_cost[j] = drawn.private_cost[j];
    trial.us_private_cost = 0;
    VoteRecord record;
    passed += any(nato_admits(trial, stage.situation(), Mask(true), record,
                              BallotKind::kNatoPromise, true))
                  ? 1
                  : 0;
  }
  EXPECT_GT(expected.value, .1);
  EXPECT_LT(expected.value, .9);
  EXPECT_TRUE(support::share_is(passed, kTrials, static_cast<double>(expected.value)));
}

TEST(DeliveryVotes, RiskOfRefusalLowersTheWorthOfAPromiseToKyiv) {
  Stage stage = voting_stage();
  Trial trial = stage.start();
  const Credibility g = assess_guarantees(trial, stage.situation());
  Mask offered[kSecurityLevels];
  offered[kNato] = Mask(true);
  const auto seen = [&](int s) {
    return with_delivery_risk(trial, stage.situation(), g, offered).of_status[s].value;
  };
  const float passes = chance_of_admission(trial, stage.situation()).value;
  const auto of = [&](int s) { return g.of_status[s].value; };
  EXPECT_FLOAT_EQ(seen(kNato), of(kEu) + passes * (of(kNato) - of(kEu)));
  EXPECT_FLOAT_EQ(seen(kNatoForce), of(kEuForce) + passes * (of(kNatoForce) - of(kEuForce)));
  EXPECT_EQ(seen(kEuForce), of(kEuForce)) << "below NATO nothing is at risk";
  trial.institutions.nato = Mask(true);
  EXPECT_FLOAT_EQ(seen(kNato), of(kNato)) << "a member is a member";
  stage.structure.switches.delivery_votes = false;
  trial.institutions.nato = Mask(false);
  EXPECT_EQ(seen(kNato), of(kNato));
}

TEST(Guarantors, ReliabilityMultipliesEveryWillToAnswer) {
  Stage stage;
  Trial trial = stage.start();
  const Wills full = wills_to_answer(trial, stage.situation());
  stage.parameters.guarantors.reliability = .6;
  const Wills less = wills_to_answer(trial, stage.situation());
  EXPECT_FLOAT_EQ(less.europe.value, .6f * full.europe.value);
  EXPECT_FLOAT_EQ(less.parallel.value, .6f * full.parallel.value);
  EXPECT_FLOAT_EQ(less.america.value, .6f * full.america.value);
  stage.parameters.guarantors.reliability = 100;
  EXPECT_EQ(wills_to_answer(trial, stage.situation()).america.value, 1) << "never beyond certainty";
}

TEST(NonRecognition, MasksWhatWouldBeRecognisedAndNothingElse) {
  Stage stage;
  const auto offered = [&](double lever, bool on) {
    stage.levers.non_recognition = lever;
    stage.structure.switches.non_recognition = on;
    Mask levels[kRecognitionLevels];
    recognitions_on_offer(stage.situation(), levels);
    return levels[0].value + 2 * levels[1].value + 4 * levels[2].value;
  };
  EXPECT_EQ(offered(1, false), 7);
  EXPECT_EQ(offered(.4, true), 7);
  EXPECT_EQ(offered(.5, true), 1);
  EXPECT_EQ(offered(1, true), 1);
}

TEST(NonRecognition, TermsAreTheBestOfThoseWithoutRecognition) {
  Stage stage;
  stage.parameters.settlement.defender_deferred = 2;  // Kyiv, too, would rather defer
  stage.parameters.zelensky.bitter_pill = 0;
  Trial trial = stage.start();
  Outlooks outlooks;
  outlooks.invader.value_of_fighting_on = .3;
  outlooks.defender.value_of_fighting_on = .1;
  const TalksChance lucky{.meet = 0, .sign = .99};
  const auto terms = [&](bool on) {
    stage.structure.switches.non_recognition = on;
    stage.levers.non_recognition = 1;
    return hold_talks(trial, stage.situation(), outlooks, {}, lucky).offer;
  };
  EXPECT_GE(terms(false).terms.recognition.value, 1);
  EXPECT_EQ(terms(true).terms.recognition.value, 0);
  stage.levers.imposed_terms = 1;
  EXPECT_EQ(terms(true).terms.recognition.value, 1) << "who imposes terms asks nobody";
}

}  // namespace
}  // namespace armistice
