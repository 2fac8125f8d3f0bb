// Votes of the two unions: all must say yes, and who says no is known.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Stage;

constexpr int kEuStates = support::kEuStates;

/// The stance at which a state without a tie says yes to the EU with probability p.
double stance_for(const Situation& situation, double p) {
  const auto& q = situation.parameters.accession;
  return std::log(p / (1 - p)) / static_cast<double>(q.eu_vote_slope.value) -
         static_cast<double>(
             (q.eu_vote_base + q.eu_vote_fast_track * situation.levers.eu_fast_track).value);
}

/// Trials whose 27 members have stances that make 26 say yes with .95 and one with `last`.
int admissions(int trials, double last) {
  Stage stage;
  for (int j = 0; j < kEuStates; ++j) stage.cast.tie[j] = 0;
  int admitted = 0;
  for (int i = 0; i < trials; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    const Situation situation = stage.situation();
    Trial trial = stage.start();
    for (int j = 0; j < kEuStates; ++j)
      trial.stance[j] = stance_for(situation, j == 5 ? last : .95);
    VoteRecord record;
    admitted += any(eu_admits(trial, situation, Mask(true), record)) ? 1 : 0;
  }
  return admitted;
}

TEST(Unanimity, TwentySevenVotesMultiply) {
  constexpr int kTrials = 20'000;
  const double expected = std::pow(.95, 26) * .4;
  EXPECT_NEAR(expected, .105408, 5e-7);
  EXPECT_TRUE(support::share_is(admissions(kTrials, .4), kTrials, expected));
}

TEST(Unanimity, OneStateThatNeverAgreesIsEnough) { EXPECT_EQ(admissions(2'000, 1e-12), 0); }

TEST(Unanimity, RefusalNamesTheMostReluctantState) {
  Stage stage;
  Trial trial = stage.start();
  VoteRecord record;
  EXPECT_FALSE(any(eu_admits(trial, stage.situation(), Mask(true), record)));
  EXPECT_EQ(record.vetoing.value, static_cast<float>(support::donor("HU")));
  EXPECT_EQ(record.eu_votes.value, 1);
  EXPECT_EQ(record.eu_yes[support::donor("HU")].value, 0);
  EXPECT_EQ(record.eu_yes[support::donor("EE")].value, 1);
}

TEST(Unanimity, WithoutVetoesTheEuAdmitsAndOnlyWashingtonCanBlockNato) {
  Stage stage;
  stage.structure.switches.vetoes = false;
  Trial trial = stage.start();
  VoteRecord record;
  EXPECT_TRUE(any(eu_admits(trial, stage.situation(), Mask(true), record)));
  trial.us_stance = -1;
  EXPECT_FALSE(any(nato_admits(trial, stage.situation(), Mask(true), record)));
  EXPECT_EQ(record.vetoing.value, static_cast<float>(stage.cast.donors)) << "the United States";
  trial.us_stance = 1;
  EXPECT_TRUE(any(nato_admits(trial, stage.situation(), Mask(true), record)));
}

TEST(Unanimity, NeutralsHaveNoVoteOnNato) {
  Stage stage;
  Trial trial = stage.start();
  trial.us_stance = 1;
  for (int j = 0; j < stage.cast.donors; ++j) {
    trial.private_cost[j] = stage.cast.nato_member[j] ? 0 : 1;
  }
  VoteRecord record;
  EXPECT_TRUE(any(nato_admits(trial, stage.situation(), Mask(true), record)));
}

TEST(Unanimity, CostsPersistSoTheSameBallotHasTheSameEnd) {
  Stage stage;
  stage.draw(4);
  Trial trial = stage.start();
  VoteRecord record;
  const bool first = any(eu_admits(trial, stage.situation(), Mask(true), record));
  for (int vote = 0; vote < 10; ++vote) {
    EXPECT_EQ(any(eu_admits(trial, stage.situation(), Mask(true), record)), first);
  }
}

TEST(Unanimity, VotesAreTakenEveryThirdMonth) {
  for (int month = 0; month < 240; ++month) {
    EXPECT_EQ(is_vote_month(month, 3).value, month % 3 == 0) << month;
  }
}

}  // namespace
}  // namespace armistice
