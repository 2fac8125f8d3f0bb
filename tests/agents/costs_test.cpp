// What is paid is received, and every donor's bill is its part.
#include <gtest/gtest.h>

#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

using support::Experiment;

double sum_of(const support::Ensemble& e, int trial, DonorResult r) {
  double sum = 0;
  for (int j = 0; j < support::kDonors; ++j) sum += static_cast<double>(e.donor(trial, j, r));
  return sum;
}

/// Votes that are bought, members in transition.
Experiment busy() {
  Experiment e;
  e.structure = support::full_structure();
  e.parameters = {support::full_values()};
  e.levers = {support::peace_through_strength()};
  e.set("initial.eu_progress", 1);
  e.set(Lever::side_payments, .6);
  e.set(Lever::eu_transition_terms, .5);
  return e;
}

TEST(Costs, AidPaidIsAidReceived) {
  const support::Ensemble e = support::run(busy(), 64);
  for (int i = 0; i < e.trials; ++i) {
    const auto result = [&](Result r) { return static_cast<double>(e.result(i, r)); };
    const double europe = result(Result::european_financial_aid_eur_bn);
    EXPECT_NEAR(
        europe + result(Result::us_financial_aid_eur_bn) + result(Result::assets_used_eur_bn),
        result(Result::ukrainian_financing_eur_bn), .02)
        << i;
    EXPECT_NEAR(sum_of(e, i, DonorResult::financial_aid_eur_bn), europe, .01) << i;
    EXPECT_NEAR(sum_of(e, i, DonorResult::military_aid_eur_bn) +
                    sum_of(e, i, DonorResult::eu_level_aid_eur_bn),
                result(Result::european_military_aid_eur_bn), .02)
        << i;
  }
}

TEST(Costs, OfTheUnionAreSharedByGdp) {
  const Experiment experiment = busy();
  const support::Ensemble e = support::run(experiment, 64);
  double paid = 0, transition = 0;
  for (int i = 0; i < e.trials; ++i) {
    const double side = static_cast<double>(e.result(i, Result::side_payments_eur_bn));
    const double terms = static_cast<double>(e.result(i, Result::transition_eur_bn));
    paid += side;
    transition += terms;
    EXPECT_NEAR(sum_of(e, i, DonorResult::side_payments_eur_bn), side, 1e-3);
    EXPECT_NEAR(sum_of(e, i, DonorResult::transition_eur_bn), terms, 1e-3);
    EXPECT_EQ(e.donor(i, support::donor("UK"), DonorResult::side_payments_eur_bn), 0);
    const int de = support::donor("DE");
    EXPECT_NEAR(static_cast<double>(e.donor(i, de, DonorResult::transition_eur_bn)),
                terms * static_cast<double>(experiment.cast.eu_gdp_share[de]), 1e-3);
  }
  EXPECT_GT(paid, 0);
  EXPECT_GT(transition, 0);
}

TEST(Costs, OfTransitionRunFromAccession) {
  Experiment experiment = busy();
  experiment.schedule.start_month[static_cast<int>(Lever::eu_transition_terms)] = -100;
  const support::Ensemble e = support::run(experiment, 32);
  for (int i = 0; i < e.trials; ++i) {
    const double month = static_cast<double>(e.result(i, Result::eu_accession_month));
    // Membership of month m is paid for from the next one on.
    const double months = month < 0 ? 0 : 120 - month;
    EXPECT_NEAR(static_cast<double>(e.result(i, Result::transition_eur_bn)), months * 5 / 12 * .5,
                1e-2)
        << i;
  }
}

TEST(Costs, InPercentOfGdpAreAllThatADonorPays) {
  const Experiment experiment = busy();
  const support::Ensemble e = support::run(experiment, 8);
  for (int j = 0; j < support::kDonors; ++j) {
    double sum = 0;
    for (const DonorResult r : {DonorResult::military_aid_eur_bn, DonorResult::financial_aid_eur_bn,
                                DonorResult::eu_level_aid_eur_bn, DonorResult::side_payments_eur_bn,
                                DonorResult::transition_eur_bn}) {
      sum += static_cast<double>(e.donor(0, j, r));
    }
    EXPECT_NEAR(static_cast<double>(e.donor(0, j, DonorResult::cost_pct_of_gdp)),
                100 * sum / static_cast<double>(experiment.cast.gdp_eur_bn[j]), 1e-3);
  }
}

}  // namespace
}  // namespace armistice
