// The first link of every core lever (docs/model.md, 8.4): what it acts on, in the right direction.
// What it then does to outcomes is a result, not a requirement.
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::at;
using support::Stage;

/// One month from the start with a lever standing at an intensity, all else at its base.
struct Month {
  Stage stage;
  Trial trial;
  Flows flows;
  Ledger ledger;

  Month(Lever lever, double intensity) {
    support::Intensities all = support::base_intensities();
    at(all, lever) = static_cast<float>(intensity);
    stage.levers = support::levers_standing_at(all);
    trial = stage.start();
    advance_month(trial, flows, ledger, stage.situation());
  }
};

/// The same month without and with a lever.
struct Both {
  Month without, with;
  explicit Both(Lever lever) : without(lever, 0), with(lever, 1) {}
};

TEST(FirstLinks, ConscriptionRaisesIntakeAndStayingPower) {
  const Both m(Lever::conscription_at_18);
  EXPECT_GT(m.with.trial.defender.manpower.value, m.without.trial.defender.manpower.value + 5);
  EXPECT_GT(m.with.trial.defender.weariness.value, m.without.trial.defender.weariness.value);
  EXPECT_GT(m.with.trial.staying_power.value, m.without.trial.staying_power.value);
}

TEST(FirstLinks, IntegratedAirDefenceRaisesInterception) {
  const Both m(Lever::integrated_air_defence);
  EXPECT_GT(m.with.flows.interception.value, m.without.flows.interception.value);
  EXPECT_GT(m.with.trial.infrastructure.value, m.without.trial.infrastructure.value);
  EXPECT_LT(m.with.ledger.outlooks.invader.expected_net_strength.value,
            m.without.ledger.outlooks.invader.expected_net_strength.value);
}

TEST(FirstLinks, EuropeanAidRaisesStancesAndAid) {
  const Both m(Lever::european_aid);
  for (int j = 0; j < support::kDonors; ++j) {
    EXPECT_GT(m.with.trial.stance[j].value, m.without.trial.stance[j].value);
  }
  EXPECT_GT(m.with.flows.donors_aid_eur_bn.value, m.without.flows.donors_aid_eur_bn.value);
  EXPECT_GT(m.with.flows.eu_level_aid_eur_bn.value, m.without.flows.eu_level_aid_eur_bn.value);
}

TEST(FirstLinks, EuropeanLogisticsStrengthenTheDefence) {
  const Both m(Lever::european_logistics);
  EXPECT_LT(m.with.flows.strength.value, m.without.flows.strength.value);
  EXPECT_GT(m.with.flows.interception.value, m.without.flows.interception.value);
}

TEST(FirstLinks, EuropeanForcesMayBeDeployedAndDeter) {
  const Both m(Lever::european_forces);
  EXPECT_EQ(force_probability(m.without.trial, m.without.stage.situation(), .4).value, 0);
  EXPECT_GT(force_probability(m.with.trial, m.with.stage.situation(), .4).value, 0);
  Trial trial = m.with.trial;
  trial.institutions.force = Mask(true);
  Flows flows;
  compare_strength(trial, flows, m.with.stage.parameters.front, .5, .05);
  EXPECT_LT(flows.strength.value, m.with.flows.strength.value);
}

TEST(FirstLinks, FinancialEmbargoLowersRevenue) {
  const Both m(Lever::financial_embargo);
  EXPECT_GT(m.with.flows.revenue_lost_usd_bn.value, m.without.flows.revenue_lost_usd_bn.value);
  EXPECT_LT(m.with.trial.reserve_usd_bn.value, m.without.trial.reserve_usd_bn.value);
  EXPECT_GT(m.with.trial.invader.fiscal_stress.value, m.without.trial.invader.fiscal_stress.value);
}

TEST(FirstLinks, SqueezeLowersEnergyRevenue) {
  const Both m(Lever::oil_and_gas_squeeze);
  EXPECT_LT(m.with.flows.energy_revenue_usd_bn.value, m.without.flows.energy_revenue_usd_bn.value);
  EXPECT_GT(m.with.trial.invader.fiscal_stress.value, m.without.trial.invader.fiscal_stress.value);
}

TEST(FirstLinks, SecondarySanctionsLowerSupportAndRaiseCompliance) {
  const Both m(Lever::secondary_sanctions);
  for (int k = 0; k < support::kPatrons; ++k) {
    EXPECT_LT(m.with.trial.patron_support[k].value, m.without.trial.patron_support[k].value) << k;
  }
  EXPECT_GT(m.with.trial.buyers_compliance.value, m.without.trial.buyers_compliance.value);
  EXPECT_GT(m.with.trial.resolve_signal.value, m.without.trial.resolve_signal.value);
}

TEST(FirstLinks, SanctionsReliefMakesReliefWorthMoreToMoscow) {
  const Both m(Lever::sanctions_relief);
  const auto with = putin_terms(m.with.trial, m.with.stage.situation(), .6);
  const auto without = putin_terms(m.without.trial, m.without.stage.situation(), .6);
  EXPECT_EQ(with.economy[0].value, without.economy[0].value);
  for (int e = 1; e < kEconomyLevels; ++e) {
    EXPECT_GT(with.economy[e].value, without.economy[e].value) << e;
  }
}

TEST(FirstLinks, ImmobilisedAssetsFinanceKyiv) {
  const Both m(Lever::immobilised_assets);
  EXPECT_LT(m.with.trial.defender.fiscal_stress.value,
            m.without.trial.defender.fiscal_stress.value);
}

TEST(FirstLinks, EuFastTrackBringsAccessionNearer) {
  const Both m(Lever::eu_fast_track);
  EXPECT_GT(m.with.trial.institutions.eu_progress.value,
            m.without.trial.institutions.eu_progress.value);
  for (int j = 0; j < support::kEuStates; ++j) {
    EXPECT_GT(utility_of_eu(m.without.trial, m.with.stage.situation(), {}, j).value,
              utility_of_eu(m.without.trial, m.without.stage.situation(), {}, j).value - 1e-6f);
  }
}

TEST(FirstLinks, ParallelGuaranteesAreGivenAndRaiseTheStatusOfAMember) {
  const InstitutionChance lucky{
      .force = 1, .parallel = .05, .eu_delivery = 1, .nato_delivery = 1, .force_delivery = 1};
  Both m(Lever::parallel_guarantees);
  VoteRecord record;
  advance_institutions(m.with.trial, m.with.stage.situation(), lucky, .4, record);
  advance_institutions(m.without.trial, m.without.stage.situation(), lucky, .4, record);
  EXPECT_TRUE(any(m.with.trial.institutions.parallel));
  EXPECT_FALSE(any(m.without.trial.institutions.parallel));
  m.with.trial.institutions.eu = Mask(true);
  EXPECT_EQ(wartime_status(m.with.trial.institutions, false).value, 3);
}

TEST(FirstLinks, AccessionRaisesTheStatus) {
  Institutions in;
  EXPECT_EQ(wartime_status(in, false).value, 1);
  in.eu = Mask(true);
  EXPECT_EQ(wartime_status(in, false).value, 2);
  in.force = Mask(true);
  EXPECT_EQ(wartime_status(in, false).value, 3);
  in.nato = Mask(true);
  EXPECT_EQ(wartime_status(in, false).value, 5);
  in.force = Mask(false);
  EXPECT_EQ(wartime_status(in, false).value, 4);
}

TEST(FirstLinks, NatoFastTrackBringsAccessionNearer) {
  const Both m(Lever::nato_fast_track);
  EXPECT_GT(m.with.trial.institutions.nato_progress.value,
            m.without.trial.institutions.nato_progress.value);
  const Situation with = m.with.stage.situation(), without = m.without.stage.situation();
  EXPECT_LT(us_reluctance(m.with.trial, with, false).value,
            us_reluctance(m.with.trial, without, false).value);
  for (int j = 0; j < support::kDonors; ++j) {
    EXPECT_LE(nato_reluctance(m.with.trial, with, 0, j).value,
              nato_reluctance(m.with.trial, without, 0, j).value);
  }
}

}  // namespace
}  // namespace armistice
