// What may be on the table, what a settlement does to the map, and what it is called.
#include <gtest/gtest.h>

#include <random>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

Detail detail_of(double security, double territory, double status) {
  return static_cast<Detail>(
      static_cast<int>(detail_of_terms({security, territory, status, 0}).value));
}

TEST(Settlement, IsNamedByItsTerms) {
  EXPECT_EQ(detail_of(3, 2, 2), Detail::kStrength);
  EXPECT_EQ(detail_of(5, 0, 0), Detail::kStrength);
  EXPECT_EQ(detail_of(2, 0, 0), Detail::kStrength);
  EXPECT_EQ(detail_of(2, 0, 1), Detail::kIntermediate);
  EXPECT_EQ(detail_of(2, 1, 2), Detail::kIntermediate);
  EXPECT_EQ(detail_of(1, 0, 0), Detail::kIntermediate);
  EXPECT_EQ(detail_of(1, 1, 0), Detail::kIntermediate);
  EXPECT_EQ(detail_of(1, 1, 1), Detail::kCapitulation);
  EXPECT_EQ(detail_of(1, 0, 2), Detail::kCapitulation);
  EXPECT_EQ(detail_of(0, 0, 0), Detail::kCapitulation);
}

TEST(Settlement, LandThatIsHandedOverChangesTheMap) {
  const auto p = support::default_parameters().settlement;
  EXPECT_EQ(line_after(p, 19, 0).value, 19);
  EXPECT_NEAR(line_after(p, 19, 1).value, 20.1, 1e-5);
  EXPECT_EQ(line_after(p, 19, 2).value, 25);
  EXPECT_EQ(line_after(p, 27, 2).value, 27) << "nothing is handed back";
}

TEST(Settlement, TerritoryCountsFromTheOldLineToTheAnnexedOne) {
  const auto p = support::default_parameters().settlement;
  EXPECT_EQ(territory_value(p, 5).value, 0);
  EXPECT_NEAR(territory_value(p, 16).value, .5, 1e-6);
  EXPECT_EQ(territory_value(p, 30).value, 1);
  EXPECT_NEAR(territory_value(p, 30, 1.2).value, 1.2, 1e-6);
}

struct Offered {
  Mask at[kSecurityLevels];
  Offered(const Trial& trial, const Stage& stage) {
    statuses_on_offer(trial, stage.situation(), at);
  }
  std::string text() const {
    std::string all;
    for (const Mask& mask : at) all += any(mask) ? '1' : '0';
    return all;
  }
};

TEST(Offers, NeedWhatThirdPartiesGrant) {
  Stage stage;
  Trial trial = stage.start();
  trial.us_stance = 1;
  EXPECT_EQ(Offered(trial, stage).text(), "1100000");
  trial.institutions.eu_progress = .6;
  EXPECT_EQ(Offered(trial, stage).text(), "1110000");
  trial.institutions.parallel = Mask(true);
  EXPECT_EQ(Offered(trial, stage).text(), "1111000");
  trial.institutions.nato_progress = .7;
  EXPECT_EQ(Offered(trial, stage).text(), "1111100");
  trial.institutions.force = Mask(true);
  EXPECT_EQ(Offered(trial, stage).text(), "1111110");
  trial.us_stance = -1;
  EXPECT_EQ(Offered(trial, stage).text(), "1111000") << "Washington says no";
}

TEST(Offers, StatusOnceReachedIsNotBargainedAway) {
  Stage stage;
  Trial trial = stage.start();
  trial.institutions.eu = Mask(true);
  EXPECT_EQ(Offered(trial, stage).text(), "0010000");
  trial.institutions.eu_progress = 1;
  trial.institutions.force = Mask(true);
  EXPECT_EQ(Offered(trial, stage).text(), "0001000");
  trial.institutions.nato = Mask(true);
  EXPECT_EQ(Offered(trial, stage).text(), "0000010");
}

TEST(Offers, NothingElseIsEverSigned) {
  std::mt19937_64 random(2);
  const auto share = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  int signatures = 0;
  for (int i = 0; i < 3'000; ++i) {
    Stage stage;
    stage.draw(static_cast<std::uint32_t>(i));
    stage.parameters.talks.signing_rate = 1;
    Trial trial = stage.start();
    trial.us_stance = 2 * share() - 1;
    trial.institutions.eu_progress = share();
    trial.institutions.nato_progress = share();
    trial.institutions.eu = Mask(share() < .3);
    trial.institutions.nato = Mask(share() < .2);
    trial.institutions.force = Mask(share() < .3);
    trial.institutions.parallel = Mask(share() < .3);
    const Situation situation = stage.situation();
    Outlooks outlooks;
    outlooks.invader.value_of_fighting_on = .8 * share();
    outlooks.defender.value_of_fighting_on = .6 * share() - .2;
    const Signature got =
        hold_talks(trial, situation, outlooks, assess_guarantees(trial, situation), {0, share()});
    if (!any(got.signed_now)) continue;
    ++signatures;
    const Offered offered(trial, stage);
    EXPECT_TRUE(any(offered.at[static_cast<int>(got.offer.terms.security.value)]))
        << offered.text();
  }
  EXPECT_GT(signatures, 300) << "or the test says nothing";
}

TEST(Collapses, DictateTheDeclaredTermsAndLine) {
  for (const bool invader : {false, true}) {
    Stage stage;
    Trial trial = stage.start();
    Flows flows;
    flows.strength = invader ? -9 : 9;
    Ledger ledger;
    MonthChance chance = draw_month(stage.chance, 0);
    chance.defender_collapse = chance.invader_collapse = .001;
    collapses(trial, flows, stage.situation(), ledger, chance);
    ASSERT_FALSE(any(trial.fighting));
    EXPECT_TRUE(any(trial.settlement.signed_by_both));
    const Terms& terms = trial.settlement.terms;
    EXPECT_EQ(terms.security.value, invader ? 5.f : 0.f);
    EXPECT_EQ(terms.territory.value, invader ? 0.f : 2.f);
    EXPECT_EQ(terms.recognition.value, invader ? 0.f : 2.f);
    EXPECT_EQ(terms.economy.value, invader ? 1.f : 3.f);
    EXPECT_NEAR(trial.occupied_share_pct.value, invader ? 12.6 : 25, 1e-5);
    EXPECT_EQ(any(trial.settlement.after_invader_collapse), invader);
  }
}

TEST(Freeze, HasNoTermsOnPaper) {
  const Stage stage;
  Trial trial = stage.start();
  trial.institutions.eu = Mask(true);
  trial.invader.intensity = trial.defender.intensity = .1;
  trial.months_of_lull = 5;
  Ledger ledger;
  ledger.outlooks.invader.value_of_fighting_on = -1;
  ledger.outlooks.defender.value_of_fighting_on = -1;
  wind_down(trial, stage.situation(), ledger, {}, 0);
  EXPECT_FALSE(any(trial.fighting));
  EXPECT_TRUE(any(trial.frozen));
  EXPECT_FALSE(any(under_terms(trial)));
  EXPECT_EQ(ledger.terms.security.value, 2);
  EXPECT_EQ(ledger.terms.economy.value, 0);
  EXPECT_EQ(trial.settlement.pressure.value, 0);
}

}  // namespace
}  // namespace armistice
