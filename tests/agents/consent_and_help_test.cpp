// What consent costs, what needs America, what the front's luck keeps, and a peace that is no
// peace.
#include <gtest/gtest.h>

#include <cmath>

#include "agents/kernel/ended_accounts.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::full_stage;
using support::Stage;

TEST(PriceOfConsent, FallsWithLandRecognitionAndStatusGivenUp) {
  const Stage stage = full_stage();
  const Situation situation = stage.situation();
  const auto price = [&](double s, double t, double r) {
    return price_of_terms(situation, s, t, r).value;
  };
  EXPECT_EQ(price(kEu, 0, 0), 0);
  EXPECT_EQ(price(kNatoForce, 0, 0), 0);
  EXPECT_GT(price(kCoalition, 0, 0), 0);
  EXPECT_GT(price(kArmedAlone, 0, 0), price(kCoalition, 0, 0));
  EXPECT_GT(price(kNeutral, 0, 0), price(kArmedAlone, 0, 0));
  EXPECT_GT(price(kEu, 1, 0), 0);
  EXPECT_GT(price(kEu, 0, 2), price(kEu, 0, 1));
  const Trial trial = stage.start();
  EXPECT_LT(european_consent(trial, situation, .4).to_relief.value,
            european_consent(trial, situation, 0).to_relief.value);
}

TEST(PriceOfConsent, TheBarIsWhereAMajorityIsLost) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  for (const double stance : {.3, .45, .5}) {
    for (int j = 0; j < stage.cast.donors; ++j) {
      trial.stance[j] = stance;
      trial.tie_shift[j] = 0;
      stage.cast.tie[j] = 0;
    }
    const Situation situation = stage.situation();
    const auto& p = stage.parameters.sanctions;
    // Where all states are alike, half of them consent where each is of two minds.
    EXPECT_NEAR(consent_bars(trial, situation).relief.value, p.relief_base.value - float(stance),
                2e-3);
  }
  for (int j = 0; j < stage.cast.donors; ++j) trial.stance[j] = 1.2;
  EXPECT_LT(consent_bars(trial, stage.situation()).relief.value, 0) << "on no terms at all";
}

TEST(PriceOfConsent, AssetsAreNotGivenBackWithoutReparations) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  trial.us_stance = 1;
  Bargain b{};
  set_bars(trial, stage.situation(), b);
  EXPECT_GT(b.bar[kAssetsEscrowed].value, 0);
  EXPECT_LT(b.bar[kFullRelief].value, 0) << "at no price";
  stage.parameters.sanctions.reparations = 0;
  set_bars(trial, stage.situation(), b);
  EXPECT_EQ(b.bar[kFullRelief].value, b.bar[kAssetsEscrowed].value);
}

TEST(AmericanEnabling, WeakensWhatEuropeDoesAsAmericaWithdraws) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  const auto enabled = [&](double stance) {
    trial.us_stance = stance;
    return american_enabling(trial, stage.situation()).value;
  };
  EXPECT_EQ(enabled(1), 1);
  EXPECT_FLOAT_EQ(enabled(-1), 1 - stage.parameters.front.us_enabling.value);
  EXPECT_LT(enabled(-1), enabled(0));
  stage.parameters.front.us_enabling = 0;
  EXPECT_EQ(enabled(-1), 1);
}

TEST(AmericanEnabling, ASuspensionWithholdsAidAndBackupAndPressesKyiv) {
  Stage given = full_stage(), withheld = full_stage();
  withheld.levers.suspension = 1;
  Trial trial = given.start();
  Flows a, b;
  give_us_aid(trial, a, given.situation());
  give_us_aid(trial, b, withheld.situation());
  EXPECT_GT(a.us_aid_eur_bn.value, 0);
  EXPECT_EQ(b.us_aid_eur_bn.value, 0);
  EXPECT_EQ(us_backup_in_force(trial, withheld.situation()).value, 0);
  EXPECT_GT(us_leverage(trial, withheld.situation()).value,
            us_leverage(trial, given.situation()).value);
}

TEST(FrontMomentum, IsAnAutoregressionOfItsDeclaredSpread) {
  Stage stage = full_stage();
  const auto& p = stage.parameters.front;
  Trial trial = stage.start();
  constexpr int kMonths = 40'000;
  double sum = 0, squares = 0, lagged = 0, last = 0;
  stage.chance.muted = false;
  for (int month = 0; month < kMonths; ++month) {
    const Real shock = draw_normals(stage.chance, month, Purpose::kMomentum).value[0];
    carry_momentum(trial, p, shock);
    const auto now = static_cast<double>(trial.front_momentum.value);
    sum += now;
    squares += now * now;
    lagged += now * last;
    last = now;
  }
  const auto sd = static_cast<double>(p.momentum_pct.value);
  const auto rho = static_cast<double>(p.momentum_persistence.value);
  // The variance of an AR(1) sample has about (1 + rho^2) / (1 - rho^2) times the error of a white
  // one.
  const double error = std::sqrt(2. / kMonths * (1 + rho * rho) / (1 - rho * rho));
  EXPECT_NEAR(squares / kMonths, sd * sd, 4 * error * sd * sd);
  EXPECT_NEAR(lagged / squares, rho, 4 * std::sqrt((1 - rho * rho) / kMonths));
  EXPECT_NEAR(sum / kMonths, 0, 4 * sd * std::sqrt((1 + rho) / (1 - rho) / kMonths));
}

TEST(Absorption, NeedsADemilitarisedPeaceAndEndsTheNeedForAWar) {
  Stage stage = full_stage();
  stage.levers.post_war_package = 0;
  Trial neutral = stage.start(), alone = neutral;
  support::sign(neutral, {kNeutral, 2, 1, 3});
  support::sign(alone, {kArmedAlone, 0, 0, 0});
  EXPECT_GT(absorption_probability(neutral, stage.situation()).value, 0);
  EXPECT_EQ(absorption_probability(alone, stage.situation()).value, 0);
  stage.levers.post_war_package = .5;
  const float helped = absorption_probability(neutral, stage.situation()).value;
  stage.levers.post_war_package = 0;
  const float unhelped = absorption_probability(neutral, stage.situation()).value;
  EXPECT_LT(helped, unhelped);
  neutral.institutions.force = Mask(true);
  EXPECT_NEAR(absorption_probability(neutral, stage.situation()).value,
              unhelped * (1 - stage.parameters.reinvasion.absorption_force.value), 1e-6);
  neutral.institutions.force = Mask(false);
  neutral.defender.fiscal_stress = 1;
  const float unpaid = absorption_probability(neutral, stage.situation()).value;
  neutral.defender.fiscal_stress = 0;
  EXPECT_NEAR(absorption_probability(neutral, stage.situation()).value,
              unpaid * (1 - stage.parameters.reinvasion.absorption_aid.value), 1e-6);

  stage.parameters.reinvasion.absorption_rate = 1;
  stage.parameters.reinvasion.absorption_aid = 0;
  Real month = kNever;
  absorb(neutral, stage.situation(), month);
  EXPECT_EQ(month.value, 1);
  EXPECT_EQ(resumption_probability(neutral, stage.situation(), 1, 0, kNeutral).value, 0);
}

TEST(Deaths, AreAShareOfCasualtiesAndOfWhatComesThrough) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  Flows flows;
  fight_in_the_air(trial, flows, stage.parameters.air_war, 0, 0);
  const float open = flows.civilian_deaths_thousand.value;
  fight_in_the_air(trial, flows, stage.parameters.air_war, 1, 1);
  EXPECT_LT(flows.civilian_deaths_thousand.value, open);
  support::freeze(trial);
  fight_in_the_air(trial, flows, stage.parameters.air_war, 0, 0);
  EXPECT_EQ(flows.civilian_deaths_thousand.value, 0);
}

TEST(EndedAccounts, AWiderWarFreezesTheResultsOfItsLane) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  Ledger ledger;
  EndedAccounts ended;
  ledger.us_aid = 5;
  ended.note(ledger, trial, stage.situation(), BatchOutput{}, 0);
  trial.guarantees.wider_war = Mask(true);
  stage.month = 3;
  ended.note(ledger, trial, stage.situation(), BatchOutput{}, 0);
  ledger.us_aid = 9;
  stage.month = 4;
  ended.note(ledger, trial, stage.situation(), BatchOutput{}, 0);
  float results[kResults * kLanes];
  write_results(ledger, trial, stage.situation(), 12, results);
  EXPECT_EQ(results[static_cast<int>(Result::us_military_aid_eur_bn) * kLanes], 9);
  ended.restore(results, nullptr, 0);
  EXPECT_EQ(results[static_cast<int>(Result::us_military_aid_eur_bn) * kLanes], 5);
}

}  // namespace
}  // namespace armistice
