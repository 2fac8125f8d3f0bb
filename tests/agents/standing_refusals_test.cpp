// Every accession is a ballot, and a state that has refused stays refused until something changes.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

constexpr int kNobody = -1;

/// Nobody pays for a vote.
Stage unpaid_stage() {
  Stage stage = support::full_stage();
  stage.levers.side_payments = 0;
  return stage;
}

/// A trial in which all states but one are sure to say yes.
Trial all_in_favour_but(const Stage& stage, int state) {
  Trial trial = stage.start();
  for (int j = 0; j < stage.cast.donors; ++j) {
    trial.stance[j] = j == state ? -1 : 1.2;
    trial.private_cost[j] = .5;
  }
  trial.us_stance = 1;
  trial.us_private_cost = 0;
  return trial;
}

bool admits(Trial& trial, const Stage& stage) {
  VoteRecord record;
  return any(eu_admits(trial, stage.situation(), Mask(true), record));
}

TEST(StandingRefusals, AStateThatRefusedSaysNoAgainThoughItWouldBarelySayYes) {
  const Stage stage = unpaid_stage();
  const int hungary = support::donor("HU");
  Trial trial = all_in_favour_but(stage, hungary);
  ASSERT_FALSE(admits(trial, stage));
  EXPECT_TRUE(any(trial.refusals.eu[hungary]));
  EXPECT_FALSE(any(trial.refusals.eu[support::donor("EE")]));

  // Just on the other side of its threshold, and not much dearer to it than when it refused.
  const float change = stage.parameters.accession.change_of_mind.value;
  trial.private_cost[hungary] = 0;
  trial.stance[hungary] = Real(-1 + change * .9);
  EXPECT_FALSE(admits(trial, stage)) << "it stands by its refusal";
  trial.stance[hungary] = Real(-1 + change * 1.1);
  EXPECT_TRUE(admits(trial, stage)) << "its view of the question has changed";
}

TEST(StandingRefusals, ANewGovernmentOwesTheOldOneNothing) {
  const Stage stage = unpaid_stage();
  const int hungary = support::donor("HU");
  Trial trial = all_in_favour_but(stage, hungary);
  ASSERT_FALSE(admits(trial, stage));
  form_government(trial, stage.situation(), hungary, Mask(true), .25);
  EXPECT_FALSE(any(trial.refusals.eu[hungary]));
  EXPECT_EQ(trial.private_cost[hungary].value, .25f);
  EXPECT_LE(std::abs(trial.tie_shift[hungary].value),
            stage.parameters.accession.government_tie.value);
}

TEST(StandingRefusals, TheTieOfANewGovernmentIsEvenlySpreadAndFreeOfItsPrivateCost) {
  const Stage stage = unpaid_stage();
  Trial trial = stage.start();
  constexpr int kDraws = 4'096;
  double sum = 0, squares = 0, product = 0;
  for (int k = 0; k < kDraws; ++k) {
    const double u = (k + .5) / kDraws * (1 + 1e-4);
    form_government(trial, stage.situation(), 0, Mask(true), std::fmod(u * 1.6180339887, 1));
    const auto tie = static_cast<double>(trial.tie_shift[0].value);
    sum += tie;
    squares += tie * tie;
    product += tie * (static_cast<double>(trial.private_cost[0].value) - .5);
  }
  const double range = static_cast<double>(stage.parameters.accession.government_tie.value);
  const double sd = range / std::sqrt(3.);
  EXPECT_NEAR(sum / kDraws, 0, 4 * sd / std::sqrt(kDraws));
  EXPECT_NEAR(squares / kDraws, sd * sd, .1 * sd * sd);
  EXPECT_NEAR(product / kDraws, 0, 4 * sd * std::sqrt(1. / 12) / std::sqrt(kDraws));
}

TEST(BallotsInPeace, AFreezeAndATreatyAdmitByBallotAndAPromiseCountsForNothingBefore) {
  const Stage stage = unpaid_stage();
  for (const bool treaty : {false, true}) {
    Trial trial = all_in_favour_but(stage, kNobody);
    treaty ? support::sign(trial, {kNato, 0, 0, 0}) : support::freeze(trial);
    EXPECT_EQ(delivered_status(trial, stage.situation()).value, kArmedAlone);
    VoteRecord record;
    const InstitutionChance lucky{};
    advance_institutions(trial, stage.situation(), lucky, .4, record);
    deliver(trial, stage.situation(), lucky);
    EXPECT_FALSE(any(trial.institutions.eu)) << "the road to it is not complete";
    EXPECT_EQ(record.eu_votes.value, 0);
    trial.institutions.eu_progress = trial.institutions.nato_progress = 1;
    advance_institutions(trial, stage.situation(), lucky, .4, record);
    EXPECT_TRUE(any(trial.institutions.eu & trial.institutions.nato));
    EXPECT_EQ(record.eu_votes.value, 1);
    EXPECT_EQ(record.nato_votes.value, 1);
    EXPECT_EQ(record.eu_admitted_month.value, 1);
    EXPECT_EQ(record.nato_admitted_month.value, 1);
  }
}

TEST(BallotsInPeace, TermsThatPromiseNothingAskNobody) {
  const Stage stage = unpaid_stage();
  Trial trial = all_in_favour_but(stage, kNobody);
  trial.institutions.eu_progress = trial.institutions.nato_progress = 1;
  support::sign(trial, {kArmedAlone, 0, 0, 0});
  VoteRecord record;
  advance_institutions(trial, stage.situation(), {}, .4, record);
  EXPECT_EQ(record.eu_votes.value + record.nato_votes.value, 0);
}

TEST(BallotsInPeace, AnOfferOfMembershipIsWorthWhatTheBallotsToComeAre) {
  Trial trial = Stage().start();
  Real values[kSecurityLevels] = {0, .1, .4, .5, .8, .9, .2};
  trial.prospects.eu_ballot = trial.prospects.nato_ballot = 1;
  with_ballots_to_come(trial, values);
  EXPECT_EQ(values[kNato].value, .8f);
  trial.prospects.nato_ballot = .5;
  with_ballots_to_come(trial, values);
  EXPECT_FLOAT_EQ(values[kNato].value, .6f);
  trial.prospects.eu_ballot = 0;
  with_ballots_to_come(trial, values);
  EXPECT_EQ(values[kEu].value, .1f) << "no membership, no coalition";
  EXPECT_EQ(values[kEuForce].value, .2f) << "the coalition is left";
}

}  // namespace
}  // namespace armistice
