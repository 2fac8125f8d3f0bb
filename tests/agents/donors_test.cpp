// Donors: aid by stance, and states that are alike are treated alike.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Stage;

double aid_of(const Stage& stage, int j, double stance) {
  Trial trial = stage.start();
  trial.stance[j] = stance;
  Flows flows;
  Real given[kMaxDonors];
  give_aid(trial, flows, stage.situation(), given);
  return given[j].value;
}

TEST(Aid, IsTheBaseAtTheInitialStance) {
  const Stage stage;
  for (int j = 0; j < stage.cast.donors; ++j) {
    const double base = static_cast<double>(stage.cast.base_aid_eur_bn_per_year[j]) / 12;
    EXPECT_NEAR(aid_of(stage, j, static_cast<double>(stage.cast.initial_stance[j])), base,
                1e-6 * base);
  }
}

TEST(Aid, RisesWithStanceAndStaysBelowThriceTheBase) {
  const Stage stage;
  for (int j = 0; j < stage.cast.donors; ++j) {
    const double base = static_cast<double>(stage.cast.base_aid_eur_bn_per_year[j]) / 12;
    if (base == 0) continue;
    double last = 0;
    for (double stance = -1; stance <= 1.3; stance += .1) {
      const double aid = aid_of(stage, j, stance);
      EXPECT_GT(aid, last) << support::kDonorRows[j].code;
      EXPECT_LT(aid, 3 * base) << support::kDonorRows[j].code;
      last = aid;
    }
  }
}

TEST(Aid, OfAllStatesAddsUpToTheMonthsTotal) {
  const Stage stage;
  const Trial trial = stage.start();
  Flows flows;
  Real given[kMaxDonors];
  give_aid(trial, flows, stage.situation(), given);
  double sum = 0;
  for (int j = 0; j < stage.cast.donors; ++j) sum += static_cast<double>(given[j].value);
  EXPECT_NEAR(flows.donors_aid_eur_bn.value, sum, 1e-5);
}

TEST(Stances, WithoutNewsStayWhereTheyAre) {
  Stage stage;
  stage.structure.switches.fatigue = stage.structure.switches.bloc_influence = false;
  Trial trial = stage.start();
  trial.us_stance = 0;
  const Situation situation = stage.situation();
  for (int month = 0; month < 24; ++month) {
    choose_stances(trial, situation, mean_stances(trial, stage.cast));
  }
  for (int j = 0; j < stage.cast.donors; ++j) {
    EXPECT_NEAR(trial.stance[j].value, stage.cast.initial_stance[j], 1e-5);
  }
}

TEST(Stances, MeansAreWeightedByOutput) {
  const Stage stage;
  Trial trial = stage.start();
  for (int j = 0; j < stage.cast.donors; ++j) trial.stance[j] = .4;
  const StanceMeans means = mean_stances(trial, stage.cast);
  EXPECT_NEAR(means.all.value, .4, 1e-5);
  for (int b = 0; b < stage.cast.blocs; ++b) EXPECT_NEAR(means.bloc[b].value, .4, 1e-5);
}

/// Every attribute of a donor but its name.
void swap_donors(CastTable& cast, int a, int b) {
  std::swap(cast.bloc[a], cast.bloc[b]);
  std::swap(cast.eu_member[a], cast.eu_member[b]);
  std::swap(cast.nato_member[a], cast.nato_member[b]);
  std::swap(cast.parallel_guarantor[a], cast.parallel_guarantor[b]);
  for (float(*column)[kMaxDonors] :
       {&cast.gdp_share, &cast.eu_gdp_share, &cast.bloc_gdp_share, &cast.parallel_share,
        &cast.initial_stance, &cast.threat, &cast.tie, &cast.troop_willingness,
        &cast.base_aid_eur_bn_per_year, &cast.recorded_aid_eur_bn_per_year,
        &cast.share_of_months_without_aid}) {
    std::swap((*column)[a], (*column)[b]);
  }
}

TEST(Stances, OrderOfStatesDoesNotMatterWithoutLuck) {
  support::Experiment setup;
  setup.muted = true;
  const auto before = support::run(setup, 1, kernel_scalar());
  swap_donors(setup.cast, support::donor("DE"), support::donor("HU"));
  swap_donors(setup.cast, support::donor("EE"), support::donor("NO"));
  const auto after = support::run(setup, 1, kernel_scalar());
  for (std::size_t k = 0; k < before.results.size(); ++k) {
    if (result_declarations()[k].kind == ResultKind::kActor) continue;  // a place in the cast
    EXPECT_NEAR(before.results[k], after.results[k], 1e-4 * (1 + std::abs(before.results[k])));
  }
}

TEST(Stances, TwinsInABlocHaveOneDistribution) {
  support::Experiment setup;
  const int lt = support::donor("LT"), lv = support::donor("LV");
  for (float(*column)[kMaxDonors] :
       {&setup.cast.gdp_share, &setup.cast.eu_gdp_share, &setup.cast.bloc_gdp_share,
        &setup.cast.troop_willingness, &setup.cast.base_aid_eur_bn_per_year}) {
    (*column)[lv] = (*column)[lt];
  }
  const auto all = support::run(setup, 400);
  std::vector<double> aid, stance;
  for (int i = 0; i < all.trials; ++i) {
    const auto difference = [&](DonorResult r) {
      return static_cast<double>(all.donor(i, lt, r) - all.donor(i, lv, r));
    };
    aid.push_back(difference(DonorResult::military_aid_eur_bn));
    stance.push_back(difference(DonorResult::stance_end));
  }
  EXPECT_TRUE(support::mean_is(aid, 0));
  EXPECT_TRUE(support::mean_is(stance, 0));
}

}  // namespace
}  // namespace armistice
