// What is paid is received, and every donor's bill is its part.
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

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
    const double europe =
        result(Result::european_financial_aid_eur_bn) + result(Result::other_financial_aid_eur_bn);
    EXPECT_GT(result(Result::other_financial_aid_eur_bn), 1) << "Canada and Turkey give";
    EXPECT_NEAR(
        europe + result(Result::us_financial_aid_eur_bn) + result(Result::assets_used_eur_bn),
        result(Result::ukrainian_financing_eur_bn), .02)
        << i;
    EXPECT_NEAR(sum_of(e, i, DonorResult::financial_aid_eur_bn), europe, .01) << i;
    EXPECT_NEAR(
        sum_of(e, i, DonorResult::military_aid_eur_bn) +
            sum_of(e, i, DonorResult::eu_level_aid_eur_bn),
        result(Result::european_military_aid_eur_bn) + result(Result::other_military_aid_eur_bn),
        .02)
        << i;
  }
}

/// What a payer had paid by the end of a year.
double paid_by(const support::Ensemble& e, int trial, int year, int payer) {
  double sum = 0;
  for (int c = 0; c < kCosts; ++c) {
    sum += static_cast<double>(e.paid(trial, year, payer, static_cast<Cost>(c)));
  }
  return sum;
}
int row_of(OtherPayer payer) { return support::kDonors + static_cast<int>(payer); }

TEST(Costs, OfAllPayersAreTheTotalAndEachGroupIsItsMembers) {
  const support::Ensemble e = support::run(busy(), 64);
  const int last = e.horizon_months / 12 - 1;
  for (int i = 0; i < e.trials; ++i) {
    double eu = 0, rest_of_europe = 0, others = 0;
    for (int j = 0; j < support::kDonors; ++j) {
      const std::string_view code = support::kDonorRows[j].code;
      (j < support::kEuStates         ? eu
       : code == "UK" || code == "NO" ? rest_of_europe
                                      : others) += paid_by(e, i, last, j);
    }
    const double us = paid_by(e, i, last, row_of(OtherPayer::united_states));
    const auto result = [&](Result r) { return static_cast<double>(e.result(i, r)); };
    EXPECT_NEAR(eu, result(Result::cost_eu_eur_bn), .02);
    EXPECT_NEAR(rest_of_europe, result(Result::cost_other_europe_eur_bn), .01);
    EXPECT_NEAR(eu + rest_of_europe, result(Result::cost_europe_eur_bn), .02);
    EXPECT_NEAR(others, result(Result::cost_other_donors_eur_bn), .01);
    EXPECT_NEAR(us, result(Result::cost_united_states_eur_bn), .01);
    EXPECT_NEAR(eu + rest_of_europe + others + us, result(Result::cost_total_eur_bn), .03);
    EXPECT_GT(others, 1) << "Canada and Turkey give";
  }
}

TEST(Costs, PaidByAllAreWhatKyivAndTheUnionsMembersReceive) {
  const support::Ensemble e = support::run(busy(), 32);
  for (int i = 0; i < e.trials; ++i) {
    const auto result = [&](Result r) { return static_cast<double>(e.result(i, r)); };
    const double received =
        result(Result::european_military_aid_eur_bn) + result(Result::other_military_aid_eur_bn) +
        result(Result::us_military_aid_eur_bn) + result(Result::ukrainian_financing_eur_bn) -
        result(Result::assets_used_eur_bn) + result(Result::side_payments_eur_bn) +
        result(Result::transition_eur_bn);
    EXPECT_NEAR(result(Result::cost_total_eur_bn), received, .05);
  }
}

TEST(Costs, OfAYearAreWhatIsPaidInItsMonths) {
  Experiment experiment = busy();
  const int us = row_of(OtherPayer::united_states), germany = support::donor("DE");
  const support::Ensemble whole = support::run(experiment, 16);
  for (const int months : {1, 12, 30}) {
    experiment.horizon_months = months;
    const support::Ensemble part = support::run(experiment, 16);
    const int years = (months + 11) / 12;
    for (int i = 0; i < part.trials; ++i) {
      double european = 0;
      for (int month = 0; month < months; ++month) {
        european +=
            static_cast<double>(whole.quantity(i, month, Quantity::european_military_aid_eur_bn));
      }
      EXPECT_NEAR(static_cast<double>(part.result(i, Result::european_military_aid_eur_bn)),
                  european, .01);
      for (int year = 0; year < months / 12; ++year) {
        EXPECT_EQ(paid_by(part, i, year, us), paid_by(whole, i, year, us));
        EXPECT_EQ(paid_by(part, i, year, germany), paid_by(whole, i, year, germany));
      }
      EXPECT_LE(paid_by(part, i, years - 1, germany), paid_by(whole, i, years - 1, germany));
    }
  }
}

TEST(Costs, RussianAssetsAreNoDonorsCost) {
  Experiment with = busy(), without = busy();
  with.set(Lever::immobilised_assets, 1);
  without.set(Lever::immobilised_assets, 0);
  const int last = with.horizon_months / 12 - 1;
  const support::Ensemble used = support::run(with, 1), unused = support::run(without, 1);
  const int assets = row_of(OtherPayer::assets);
  EXPECT_GT(paid_by(used, 0, last, assets), 1);
  EXPECT_EQ(paid_by(used, 0, last, assets),
            static_cast<double>(used.result(0, Result::assets_used_eur_bn)));
  EXPECT_LT(paid_by(unused, 0, last, assets), paid_by(used, 0, last, assets) / 2);
  double payers = paid_by(used, 0, last, row_of(OtherPayer::united_states));
  for (int j = 0; j < support::kDonors; ++j) payers += paid_by(used, 0, last, j);
  EXPECT_NEAR(payers, static_cast<double>(used.result(0, Result::cost_total_eur_bn)), .03);
}

TEST(Costs, AidOfDonorsOutsideEuropeIsNotEuropean) {
  Experiment full, core;
  std::fill_n(core.cast.reported_as_european, core.cast.donors, true);
  const support::Ensemble now = support::run(full, 16), before = support::run(core, 16);
  for (int i = 0; i < now.trials; ++i) {
    const auto of = [i](const support::Ensemble& e, Result r) {
      return static_cast<double>(e.result(i, r));
    };
    double outside = 0;
    for (const std::string_view code : {"CA", "TR"}) {
      outside +=
          static_cast<double>(now.donor(i, support::donor(code), DonorResult::military_aid_eur_bn));
    }
    EXPECT_NEAR(of(now, Result::other_military_aid_eur_bn), outside, .01);
    EXPECT_EQ(of(before, Result::other_military_aid_eur_bn), 0);
    EXPECT_EQ(of(before, Result::other_financial_aid_eur_bn), 0);
    EXPECT_NEAR(of(before, Result::european_financial_aid_eur_bn),
                of(now, Result::european_financial_aid_eur_bn) +
                    of(now, Result::other_financial_aid_eur_bn),
                .02);
    EXPECT_NEAR(of(before, Result::european_military_aid_eur_bn),
                of(now, Result::european_military_aid_eur_bn) + outside, .02);
    EXPECT_EQ(of(before, Result::cost_europe_eur_bn), of(now, Result::cost_europe_eur_bn))
        << "cost has one definition";
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

TEST(Costs, InPercentOfGdpAreAllThatADonorPaysInAMeanYear) {
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
                100 * sum / static_cast<double>(experiment.cast.gdp_eur_bn[j]) / 10, 1e-3)
        << "a yearly mean of ten years";
  }
}

}  // namespace
}  // namespace armistice
