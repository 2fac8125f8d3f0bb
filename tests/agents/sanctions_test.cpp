// Channels and licences, the renewal of EU sanctions, payments for votes, the West's consent.
#include "agents/institutions/sanctions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "agents/war_and_peace/talks.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::donor;
using support::Stage;

double number(Real x) { return static_cast<double>(x.value); }

TEST(Sanctions, AreTheLeversInTheCore) {
  const Stage stage;
  const Sanctions s = sanctions_in_force(stage.start(), stage.situation());
  EXPECT_EQ(s.squeeze.value, stage.levers.oil_and_gas_squeeze.value);
  EXPECT_EQ(s.embargo.value, stage.levers.financial_embargo.value);
  EXPECT_EQ(number(s.strikes), 0);
}

TEST(Sanctions, AChannelIsSqueezedByItsOwnLeverOrByThatOfAll) {
  Stage stage;
  stage.structure.switches.energy_channels = true;
  const Trial trial = stage.start();
  const auto squeeze = [&] { return number(sanctions_in_force(trial, stage.situation()).squeeze); };
  EXPECT_NEAR(squeeze(), .15, 1e-6);
  stage.levers.oil_by_ship = 1;
  EXPECT_NEAR(squeeze(), .5 + .5 * .15, 1e-6);
  stage.levers.oil_by_pipeline = .1;  // below the squeeze of all
  EXPECT_NEAR(squeeze(), .5 + .5 * .15, 1e-6);
  stage.levers.gas_by_pipeline = .6;
  stage.levers.liquefied_gas = .4;
  EXPECT_NEAR(squeeze(), .5 + .2 * .15 + .1 * .6 + .2 * .4, 1e-6);
}

TEST(Sanctions, LicencesSoftenTheBiteAndStrikesAddToTheSqueeze) {
  Stage stage;
  stage.structure.switches.embargo_licences = stage.structure.switches.refinery_strikes = true;
  stage.levers.financial_embargo = 1;
  const Sanctions s = sanctions_in_force(stage.start(), stage.situation());
  EXPECT_NEAR(number(s.embargo), 1 - .3 * .5, 1e-6);
  EXPECT_NEAR(number(s.strikes), .05, 1e-6);
}

/// A renewal that all states except Hungary support.
struct Renewal {
  Stage stage;
  Trial trial;
  VoteRecord record;

  Renewal() {
    stage.structure.switches.sanctions_renewal = true;
    stage.month = 4;
    trial = stage.start();
    for (Real& cost : trial.renewal_cost) cost = 0;
    trial.renewal_cost[donor("HU")] = .9f;
    stage.parameters.sanctions.bypass = 0;
  }
  bool lapsed() {
    renew_sanctions(trial, stage.situation(), record);
    return any(trial.sanctions_lapsed);
  }
};

TEST(Renewal, UtilityIsThatOfTheText) {
  Renewal r;
  const int hu = donor("HU");
  r.trial.stance[hu] = -.8;
  EXPECT_NEAR(number(utility_of_renewing(r.trial, r.stage.situation(), hu)), 7 * (-.8 + 1.1 - .27),
              1e-5);
  support::sign(r.trial, {kEu, 0, 0, 0});
  EXPECT_NEAR(number(utility_of_renewing(r.trial, r.stage.situation(), hu)),
              7 * (-.8 + 1.1 - .27 - .3), 1e-5);
  r.stage.structure.switches.embargo_licences = true;
  r.stage.levers.financial_embargo = .8;
  r.stage.levers.embargo_licences = 1;
  EXPECT_NEAR(number(utility_of_renewing(r.trial, r.stage.situation(), hu)),
              7 * (-.8 + 1.1 - .27 - .3 + .3 * .8 * .5), 1e-5);
}

TEST(Renewal, IsDueEverySixMonthsFromTheEndOfJuly) {
  Stage stage;
  for (stage.month = 0; stage.month < 240; ++stage.month) {
    EXPECT_EQ(any(renewal_is_due(stage.situation())), stage.month >= 4 && stage.month % 6 == 4)
        << stage.month;
  }
}

TEST(Renewal, FailureHalvesTheEuropeanPartUntilALaterVoteCarries) {
  Renewal r;
  const Sanctions before = sanctions_in_force(r.trial, r.stage.situation());
  ASSERT_TRUE(r.lapsed());
  EXPECT_EQ(number(r.record.renewal_vetoing), donor("HU"));
  EXPECT_EQ(number(r.record.renewal_yes[donor("HU")]), 0);
  EXPECT_EQ(number(r.record.renewal_yes[donor("DE")]), 1);
  const Sanctions after = sanctions_in_force(r.trial, r.stage.situation());
  EXPECT_NEAR(number(after.squeeze), .5 * number(before.squeeze), 1e-6);
  EXPECT_NEAR(number(after.embargo), .75 * number(before.embargo), 1e-6);
  r.trial.renewal_cost[donor("HU")] = 0;
  r.stage.month = 9;
  EXPECT_TRUE(r.lapsed()) << "no vote is due";
  r.stage.month = 10;
  EXPECT_FALSE(r.lapsed());
  EXPECT_EQ(number(r.record.renewal_votes), 2);
}

TEST(Renewal, IsBypassedAtItsProbability) {
  constexpr int kDraws = 5000;
  int lapses = 0;
  for (std::uint32_t k = 0; k < kDraws; ++k) {
    Renewal r;
    r.stage.parameters.sanctions.bypass = .7f;
    r.stage.draw(k);
    lapses += r.lapsed();
  }
  EXPECT_NEAR(lapses / double{kDraws}, .3, 4 * std::sqrt(.21 / kDraws));
}

TEST(Renewal, NeverFailsWithoutVetoes) {
  Renewal r;
  r.stage.structure.switches.vetoes = false;
  EXPECT_FALSE(r.lapsed());
}

TEST(SidePayments, BuyTheOneReluctantVoteAndAreBooked) {
  Renewal r;
  r.stage.structure.switches.side_payments = true;
  r.stage.levers.side_payments = .5;  // 5 bn EUR
  EXPECT_FALSE(r.lapsed());
  EXPECT_NEAR(number(r.record.side_payments_eur_bn), 5, 1e-6);
  EXPECT_EQ(number(r.record.renewal_yes[donor("HU")]), 1);

  Renewal two;  // a second refusal: nobody pays for a vote that is lost all the same
  two.stage.structure.switches.side_payments = true;
  two.stage.levers.side_payments = .5;
  two.trial.stance[donor("SK")] = -1;
  two.trial.renewal_cost[donor("SK")] = .99f;
  EXPECT_TRUE(two.lapsed());
  EXPECT_EQ(number(two.record.side_payments_eur_bn), 0);

  Renewal willing;
  willing.trial.renewal_cost[donor("HU")] = 0;
  willing.stage.structure.switches.side_payments = true;
  willing.stage.levers.side_payments = .5;
  EXPECT_FALSE(willing.lapsed());
  EXPECT_EQ(number(willing.record.side_payments_eur_bn), 0);
}

TEST(SidePayments, AddTwiceTheirShareOfGdpToTheLogit) {
  const Stage stage;
  const auto& p = stage.parameters.accession;
  Ballot ballot;
  ballot.hear(5, .1, 4000, 0);
  ballot.hear(-1, .8, 200, 1);
  // 3 bn EUR are 1.5 % of 200: the logit rises by 3, to 2, and .8 is less than its probability .88.
  EXPECT_TRUE(any(decide(ballot, p, 3).carried));
  EXPECT_EQ(number(decide(ballot, p, 3).paid_eur_bn), 3);
  // 2.3 bn EUR bring it to 1.3 only, a probability of .786.
  EXPECT_FALSE(any(decide(ballot, p, 2.3).carried));
  EXPECT_NEAR(number(ballot.next), .1 - 1 / (1 + std::exp(-5.)), 1e-6);
}

TEST(TransitionTerms, EaseVotesOnMembership) {
  Stage stage;
  const Trial trial = stage.start();
  stage.levers.eu_transition_terms = 1;
  const Real before = utility_of_eu(trial, stage.situation(), {}, 3);
  stage.structure.switches.transition_terms = true;
  EXPECT_NEAR(number(utility_of_eu(trial, stage.situation(), {}, 3) - before), 7 * .2, 1e-5);
}

/// Levels that are withheld, as a string of 0 and 1.
std::string withheld(const Trial& trial, const Stage& stage) {
  Mask levels[kEconomyLevels];
  economies_withheld(trial, stage.situation(), levels);
  std::string text;
  for (const Mask& level : levels) text += any(level) ? '1' : '0';
  return text;
}

TEST(WesternConsent, TakesLevelsOffTheTableByEuropesStances) {
  Stage stage;
  Trial trial = stage.start();
  const auto all_at = [&](double stance) {
    for (Real& s : trial.stance) s = stance;
  };
  all_at(2);
  EXPECT_EQ(withheld(trial, stage), "0000") << "off in the core";
  stage.structure.switches.western_consent = true;
  EXPECT_EQ(withheld(trial, stage), "0111");
  trial.sanctions_lapsed = Mask(true);
  EXPECT_EQ(withheld(trial, stage), "0011") << "a failed renewal counts as consent to relief";
  trial.sanctions_lapsed = Mask(false);
  all_at(.58);  // with ties of .25 or so: of two minds at .675 on relief, at .525 on the assets
  EXPECT_EQ(withheld(trial, stage), "0011");
  all_at(-.2);
  EXPECT_EQ(withheld(trial, stage), "0000");
  trial.us_stance = -.95;
  EXPECT_EQ(withheld(trial, stage), "0111");
}

TEST(WesternConsent, IsTheGdpWeightedShareOfTheUnion) {
  Stage stage;
  Trial trial = stage.start();
  double expected = 0;
  for (int j = 0; j < support::kEuStates; ++j) {
    const double utility =
        7 * (.6 - number(trial.stance[j]) + .3 * static_cast<double>(stage.cast.tie[j]));
    expected += static_cast<double>(stage.cast.eu_gdp_share[j]) / (1 + std::exp(-utility));
  }
  EXPECT_NEAR(number(european_consent(trial, stage.situation()).to_relief), expected, 1e-5);
}

TEST(WesternConsent, WithheldLevelsAreNeverTheBestTerms) {
  for (const Rule rule : {Rule::kQuantal, Rule::kProspect}) {
    for (const double power : {.5, .4}) {
      Stage stage;
      stage.structure.rule = rule;
      stage.parameters.talks.bargaining_power = power;
      const Trial trial = stage.start();
      Outlooks outlooks;
      outlooks.invader.value_of_fighting_on = .2;
      outlooks.defender.value_of_fighting_on = .1;
      Bargain bargain = open_bargain(trial, stage.situation(), outlooks, Credibility{});
      const Mask offered[kSecurityLevels] = {Mask(true), Mask(true)};
      const Mask any_recognition[kRecognitionLevels] = {Mask(true), Mask(true), Mask(true)};
      const auto chosen = [&] {
        return number(
            best_terms(stage.situation(), bargain, offered, any_recognition).terms.economy);
      };
      double best = chosen();
      for (int barred = 0; barred < 3; ++barred) {  // bar what was chosen, one after the other
        bargain.economy_withheld[static_cast<int>(best)] = Mask(true);
        best = chosen();
        EXPECT_FALSE(any(bargain.economy_withheld[static_cast<int>(best)]));
      }
    }
  }
}

}  // namespace
}  // namespace armistice
