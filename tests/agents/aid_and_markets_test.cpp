// Aid as it was recorded, in lumps and by appropriation; lost oil and its price; threats before
// measures; an industry that grows; challenges elsewhere that distract.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

double number(Real x) { return static_cast<double>(x.value); }

/// What donor j gives in months of trials with luck, at its initial stance.
std::vector<double> months_of_aid(int j, int count) {
  std::vector<double> months;
  for (std::uint32_t trial = 0; static_cast<int>(months.size()) < count; ++trial) {
    Stage stage = support::full_stage();
    stage.draw(trial);
    Trial t = stage.start();
    t.stance[j] = stage.cast.initial_stance[j];
    Real given[kMaxDonors] = {};
    Flows flows;
    give_aid(t, flows, stage.situation(), given);
    months.push_back(number(given[j]));
  }
  return months;
}

TEST(RecordedAid, ComesInLumpsAroundTheRecordedMean) {
  const int france = support::donor("FR");
  const Stage stage = support::full_stage();
  const double mean = static_cast<double>(stage.cast.recorded_aid_eur_bn_per_year[france]) / 12;
  double sum = 0, nothing = 0;
  constexpr int kMonths = 8000;
  for (const double aid : months_of_aid(france, kMonths)) {
    sum += aid;
    nothing += aid == 0;
  }
  EXPECT_NEAR(sum / kMonths, mean, .06 * mean);
  EXPECT_NEAR(nothing / kMonths, .46, .02);
}

TEST(RecordedAid, IsEvenAndTheTablesInTheCore) {
  const Stage stage;
  const int france = support::donor("FR");
  EXPECT_NEAR(number(base_aid(stage.situation(), france)), 2.6 / 12, 1e-6);
  Stage full = support::full_stage();
  full.structure.switches.aid_as_recorded = false;
  EXPECT_NEAR(number(base_aid(full.situation(), france)), 2.6 / 12, 1e-6);
}

TEST(RecordedAid, EuInstrumentsGiveNone) {
  Stage stage = support::full_stage();
  const Trial trial = stage.start();
  Real given[kMaxDonors] = {};
  Flows flows;
  give_aid(trial, flows, stage.situation(), given);
  EXPECT_EQ(number(flows.eu_level_aid_eur_bn), 0);
  EXPECT_NEAR(12 * number(flows.european_aid_eur_bn), 21.4, .5);  // muted: even, at the start
}

TEST(Appropriation, TurnsAmericanAidOnAndOff) {
  Stage stage = support::full_stage();
  Trial trial = stage.start();
  Flows flows;
  stage.month = 7;
  trial.us_stance = 1;
  give_us_aid(trial, flows, stage.situation());
  EXPECT_TRUE(trial.appropriated.value);
  const double on = number(flows.us_aid_eur_bn);
  stage.month = 12;  // lasts until the next decision
  trial.us_stance = -1;
  give_us_aid(trial, flows, stage.situation());
  EXPECT_TRUE(trial.appropriated.value);
  stage.month = 19;
  give_us_aid(trial, flows, stage.situation());
  EXPECT_FALSE(trial.appropriated.value);
  EXPECT_LT(number(flows.us_aid_eur_bn), on - 1.5);
  EXPECT_GT(number(flows.us_aid_eur_bn), .2);  // what went on without one in 2023-24
}

TEST(Appropriation, IsLikelierTheMoreWashingtonBacksKyiv) {
  const Stage stage = support::full_stage();
  Trial trial = stage.start();
  trial.us_stance = .8;
  const double backing = number(probability_of_appropriation(trial, stage.situation()));
  trial.us_stance = -.2;
  EXPECT_LT(number(probability_of_appropriation(trial, stage.situation())), backing - .5);
}

TEST(LostOil, RaisesThePriceTheMoreTheLessDemandAnswers) {
  Stage stage = support::full_stage();
  auto& p = stage.parameters.oil_market;
  const double rise = number(price_rise_of_lost_oil(p, .5, .09));
  EXPECT_GT(rise, .05);
  EXPECT_EQ(number(price_rise_of_lost_oil(p, .05, .09)), 0);
  p.elasticity = .02;
  EXPECT_GT(number(price_rise_of_lost_oil(p, .5, .09)), 2 * rise);
}

TEST(LostOil, MakesWashingtonMoreReluctantAndMoscowRicher) {
  Stage stage = support::full_stage();
  Trial trial = stage.start(), dear = trial;
  dear.oil_price_rise = .3;
  Flows flows;
  EXPECT_LT(number(us_course(dear, flows, stage.situation())),
            number(us_course(trial, flows, stage.situation())));
  Flows rich;
  run_invader_finance(trial, flows, stage.parameters.invader_finance, .5, .5, 1);
  run_invader_finance(dear, rich, stage.parameters.invader_finance, .5, .5, 1);
  EXPECT_GT(number(rich.energy_revenue_usd_bn), number(flows.energy_revenue_usd_bn));
  stage.structure.switches.oil_market_feedback = false;
  EXPECT_EQ(number(us_course(dear, flows, stage.situation())),
            number(us_course(trial, flows, stage.situation())));
}

TEST(Measures, BiteAfterTheyAreAnnouncedAndEndAtOnce) {
  Stage stage = support::full_stage();
  Trial trial = stage.start();
  stage.levers.oil_and_gas_squeeze = 1;
  const auto squeeze = [&] {
    return number(
        enforce(trial, stage.situation(), sanctions_in_force(trial, stage.situation())).squeeze);
  };
  const double first = squeeze();
  EXPECT_LT(first, .6);
  double last = first;
  for (int t = 0; t < 24; ++t) last = squeeze();
  EXPECT_GT(last, .95);
  stage.levers.oil_and_gas_squeeze = 0;
  EXPECT_EQ(squeeze(), 0);
  stage.structure.switches.announced_measures = false;
  stage.levers.oil_and_gas_squeeze = 1;
  EXPECT_EQ(squeeze(), 1);
}

TEST(Measures, AThreatWorksBeforeItsMeasure) {
  Stage stage = support::full_stage();
  Trial trial = stage.start();
  const double before = number(effective_secondary_sanctions(trial, stage.situation()));
  stage.levers.secondary_sanctions = 1;
  const double threatened = number(effective_secondary_sanctions(trial, stage.situation()));
  EXPECT_GT(threatened, before);
  trial.measures.secondary = 1;
  EXPECT_GT(number(effective_secondary_sanctions(trial, stage.situation())), threatened);
}

TEST(Industry, GrowsForSomeMonths) {
  const Stage stage = support::full_stage(), core;
  const auto& p = stage.parameters.materiel;
  EXPECT_EQ(number(industry_growth(p, 0)), 1);
  EXPECT_GT(number(industry_growth(p, 12)), 1);
  EXPECT_EQ(number(industry_growth(p, 24)), number(industry_growth(p, 100)));
  EXPECT_EQ(number(industry_growth(core.parameters.materiel, 50)), 1);
  Trial trial = stage.start();
  Flows flows;
  EXPECT_GT(number(defender_supply(trial, flows, p, industry_growth(p, 12))),
            number(defender_supply(trial, flows, p)));
}

TEST(Distraction, OfAChallengeDivertsBackupAndInterceptorsForAWhile) {
  Stage stage = support::full_stage();
  stage.parameters.patrons.challenge_rate = 1;
  Trial trial = stage.start(), calm = trial;
  Real count[kMaxPatrons] = {};
  challenge_elsewhere(trial, stage.situation(), count);
  EXPECT_EQ(number(trial.distraction), 1);
  EXPECT_LT(number(us_backup_in_force(trial, stage.situation())),
            number(us_backup_in_force(calm, stage.situation())));
  const auto& p = stage.parameters.air_war;
  EXPECT_LT(number(interception_rate(p, .5, .5, 0, 1)), number(interception_rate(p, .5, .5, 0)));
  stage.parameters.patrons.challenge_rate = 0;
  challenge_elsewhere(trial, stage.situation(), count);
  EXPECT_LT(number(trial.distraction), 1);
  EXPECT_GT(number(trial.distraction), 0);
}

}  // namespace
}  // namespace armistice
