// Oil, the invader's budget, the defender's financing, the air war and materiel: first links only.
#include <gtest/gtest.h>

#include <cmath>

#include "core/air_war.hpp"
#include "core/finance.hpp"
#include "core/supply.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

/// A month of the invader's budget from the start.
struct Budget {
  Stage stage;
  Trial trial = stage.start();
  Flows flows;
  void run(double squeeze, double embargo) {
    run_invader_finance(trial, flows, stage.parameters.invader_finance, squeeze, embargo,
                        stage.parameters.invader_finance.peace_bite);
  }
};

TEST(InvaderFinance, FirstMonthIsTheWorkedExample) {
  Budget budget;
  budget.run(.15, .15);
  const double energy = 9 * (1 - (.22 * .15 + .35 * .15)), other = 20.5 * (1 - .16 * .15);
  const double gap = 31.5 - energy - other;
  EXPECT_NEAR(budget.flows.energy_revenue_usd_bn.value, energy, 1e-5);
  EXPECT_NEAR(budget.trial.reserve_usd_bn.value, 37 - .5 * gap, 1e-4);
  EXPECT_NEAR(budget.trial.invader.fiscal_stress.value, .3 + .05 * (.21 + .1 * gap - .3), 1e-6);
  EXPECT_NEAR(budget.flows.revenue_lost_usd_bn.value, 29.5 - energy - other, 1e-4);
}

TEST(InvaderFinance, DearerOilBringsMore) {
  Budget cheap, dear;
  cheap.trial.oil_price_deviation = -.3;
  dear.trial.oil_price_deviation = .3;
  cheap.run(0, 0);
  dear.run(0, 0);
  EXPECT_NEAR(dear.flows.energy_revenue_usd_bn.value / cheap.flows.energy_revenue_usd_bn.value,
              std::exp(.6), 1e-5);
}

TEST(InvaderFinance, EmptyReserveAddsStress) {
  Budget full, empty;
  empty.trial.reserve_usd_bn = 0;
  full.run(.5, .5);
  empty.run(.5, .5);
  EXPECT_EQ(empty.trial.reserve_usd_bn.value, 0);
  EXPECT_NEAR((empty.trial.invader.fiscal_stress - full.trial.invader.fiscal_stress).value,
              .05 * .15, 1e-6);
}

TEST(InvaderFinance, EnergyLossIsBounded) {
  Budget budget;
  budget.stage.parameters.invader_finance.sanctions_effect = 100;
  budget.run(1, 0);
  EXPECT_NEAR(budget.flows.energy_revenue_usd_bn.value, 9 * .2, 1e-5);
}

TEST(InvaderFinance, SanctionsBiteLessInPeace) {
  Budget war, peace;
  support::freeze(peace.trial);
  war.run(1, 1);
  peace.run(1, 1);
  EXPECT_NEAR((peace.flows.revenue_lost_usd_bn / war.flows.revenue_lost_usd_bn).value, .3, 1e-5);
}

TEST(OilMarket, DecaysWithoutShocksAndAddsThem) {
  const Stage stage;
  Trial trial;
  trial.oil_price_deviation = 1;
  move_oil_price(trial, stage.parameters.oil_market, 0);
  EXPECT_FLOAT_EQ(trial.oil_price_deviation.value, .95f);
  move_oil_price(trial, stage.parameters.oil_market, 2);
  EXPECT_FLOAT_EQ(trial.oil_price_deviation.value, .95f * .95f + .12f);
}

TEST(DefenderFinance, AidMembershipAndAmericaRelieveStress) {
  const Stage stage;
  const auto stress = [&](double stance, double us, bool member) {
    Trial trial = stage.start();
    trial.us_stance = us;
    trial.institutions.eu = Mask(member);
    run_defender_finance(trial, stage.parameters.defender_finance, stance, .15);
    return trial.defender.fiscal_stress.value;
  };
  EXPECT_LT(stress(.8, 0, false), stress(.3, 0, false));
  EXPECT_LT(stress(.3, 1, false), stress(.3, 0, false));
  EXPECT_LT(stress(.3, 0, true), stress(.3, 0, false));
  EXPECT_EQ(stress(.3, -1, false), stress(.3, 0, false)) << "withdrawal takes no money back";
}

TEST(AirWar, InterceptionSaturates) {
  const auto p = support::default_parameters().air_war;
  const double none = interception_rate(p, 0, 0, 0).value;
  const double half = interception_rate(p, .5, 0, 0).value;
  const double full = interception_rate(p, 1, 0, 0).value;
  EXPECT_NEAR(none, .62, 1e-6);
  EXPECT_NEAR(full, .62 + .28 * .6 / .95, 1e-6);
  EXPECT_GT(half - none, full - half);
  EXPECT_GT(interception_rate(p, 0, 1, 0).value, none);
  EXPECT_LE(interception_rate(p, 1, 1, 1).value, .93f);
}

TEST(AirWar, LeakageDestroysAndQuietSkiesRebuild) {
  const Stage stage;
  Trial attacked = stage.start(), quiet = stage.start();
  quiet.invader.intensity = 0;
  Flows flows;
  for (int month = 0; month < 60; ++month) {
    fight_in_the_air(attacked, flows, stage.parameters.air_war, 0, 0);
    fight_in_the_air(quiet, flows, stage.parameters.air_war, 0, 0);
  }
  EXPECT_LT(attacked.infrastructure.value, quiet.infrastructure.value);
  EXPECT_LE(quiet.infrastructure.value, 1);
}

TEST(Materiel, SufficiencyTendsToTheRootOfSupply) {
  const auto p = support::default_parameters().materiel;
  Side side;
  side.materiel = 1;
  for (int month = 0; month < 400; ++month) equip(side, p, .49);
  EXPECT_NEAR(side.materiel.value, .7, 1e-4);
  for (int month = 0; month < 400; ++month) equip(side, p, 0);
  EXPECT_NEAR(side.materiel.value, std::sqrt(.05), 1e-4) << "never nothing";
}

TEST(Materiel, SupplyIsOneAtTheStartOfTheInvadersWar) {
  const Stage stage;
  const Trial trial = stage.start();
  const double domestic = 1.25 - .9 * .3;
  EXPECT_NEAR(foreign_supply(trial, stage.situation()).value, 1, 1e-6);
  EXPECT_NEAR(invader_supply(trial, stage.parameters.materiel, 1).value, .6 * domestic + .4, 1e-6);
}

TEST(Materiel, AidOfEverySourceCounts) {
  const Stage stage;
  const Trial trial = stage.start();
  Flows flows;
  flows.donors_aid_eur_bn = 3;
  flows.eu_level_aid_eur_bn = .5;
  flows.us_aid_eur_bn = 1;
  EXPECT_NEAR(defender_supply(trial, flows, stage.parameters.materiel).value,
              (1.6 * (1 - .5 * .3) + 3 + .5 + .9) / 6.4, 1e-6);
}

}  // namespace
}  // namespace armistice
