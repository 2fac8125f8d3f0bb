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

/// All payers' bills for one purpose, and that of Russian money if asked for.
double bill_of(const support::Ensemble& e, int trial, Cost cost, bool with_assets = false) {
  const int last = (e.horizon_months - 1) / 12;
  double sum = static_cast<double>(e.paid(trial, last, row_of(OtherPayer::united_states), cost));
  for (int j = 0; j < support::kDonors; ++j) {
    sum += static_cast<double>(e.paid(trial, last, j, cost));
  }
  if (!with_assets) return sum;
  return sum + static_cast<double>(e.paid(trial, last, row_of(OtherPayer::assets), cost));
}

// One account: by payer, by purpose and by year it comes to the same, in every trial.
TEST(Costs, ByPayerByPurposeAndByYearAreOneTotal) {
  Experiment frozen = busy();
  frozen.levers = {support::base_intensities()};
  frozen.set("wind_down.lull_months", 2);
  for (const Experiment& experiment : {busy(), frozen, Experiment{}}) {
    const support::Ensemble e = support::run(experiment, 64);
    const int years = e.horizon_months / 12;
    for (int i = 0; i < e.trials; ++i) {
      double by_purpose = 0, by_year = 0, by_payer = 0, before = 0;
      for (int c = 0; c < kCosts; ++c) by_purpose += bill_of(e, i, static_cast<Cost>(c));
      for (int year = 0; year < years; ++year) {
        double paid = paid_by(e, i, year, row_of(OtherPayer::united_states));
        for (int j = 0; j < support::kDonors; ++j) paid += paid_by(e, i, year, j);
        EXPECT_GE(paid, before - 1e-3) << "nobody gets money back";
        by_year += paid - before;
        before = paid;
      }
      for (const Result payer :
           {Result::cost_eu_eur_bn, Result::cost_other_europe_eur_bn,
            Result::cost_other_donors_eur_bn, Result::cost_united_states_eur_bn}) {
        by_payer += static_cast<double>(e.result(i, payer));
      }
      const double total = static_cast<double>(e.result(i, Result::cost_total_eur_bn));
      EXPECT_NEAR(by_purpose, total, 1e-4 * total + .01) << i;
      EXPECT_NEAR(by_year, total, 1e-4 * total + .01) << i;
      EXPECT_NEAR(by_payer, total, 1e-4 * total + .01) << i;
      for (int j = 0; j < support::kDonors; ++j) {
        const double percent =
            static_cast<double>(e.donor(i, j, DonorResult::cost_pct_of_gdp)) / 100;
        EXPECT_NEAR(percent * static_cast<double>(experiment.cast.gdp_eur_bn[j]) * years,
                    paid_by(e, i, years - 1, j), 1e-3 + 1e-4 * total)
            << "the share of GDP is of the same years";
      }
    }
  }
}

TEST(Costs, OfReconstructionAreForWhatIsRebuiltWhoeverPays) {
  Experiment experiment = busy();
  experiment.set("peace.reconstruction_eur_bn", 400);
  const support::Ensemble e = support::run(experiment, 64);
  double rebuilt = 0;
  for (int i = 0; i < e.trials; ++i) {
    const double share = static_cast<double>(e.result(i, Result::reconstruction_end));
    EXPECT_NEAR(bill_of(e, i, Cost::reconstruction, true), 400 * share, .05) << i;
    rebuilt += share;
  }
  EXPECT_GT(rebuilt, 10) << "in some trials the war ends";
}

TEST(Costs, OfAForceAreThoseOfWhoIsThere) {
  Experiment experiment = busy();
  experiment.set("presence.force_eur_bn_per_year", 12);
  const support::Ensemble e = support::run(experiment, 64);
  double willing = 0;
  for (int j = 0; j < support::kDonors; ++j) {
    willing += static_cast<double>(experiment.cast.gdp_share[j]) *
               static_cast<double>(experiment.cast.troop_willingness[j]);
  }
  int there = 0;
  for (int i = 0; i < e.trials; ++i) {
    for (int j = 0; j < support::kDonors; ++j) {
      const double bill = static_cast<double>(e.donor(i, j, DonorResult::force_eur_bn));
      const double sent = static_cast<double>(e.donor(i, j, DonorResult::sent_month));
      const double part = static_cast<double>(experiment.cast.gdp_share[j]) *
                          static_cast<double>(experiment.cast.troop_willingness[j]) / willing;
      const double most = sent > 0 ? part * (120 - sent) : 0;  // bn EUR a month; it may come home
      EXPECT_LE(bill, most + 1e-3) << j;
      if (sent > 0 && sent < 110 && part > 0) {
        EXPECT_GT(bill, 0) << j;
        ++there;
      }
    }
  }
  EXPECT_GT(there, 100);
}

TEST(Costs, OfTheCoreBookNeitherForceNorReconstruction) {
  const support::Ensemble core = support::run(Experiment{}, 64);
  for (int i = 0; i < core.trials; ++i) {
    EXPECT_EQ(bill_of(core, i, Cost::force, true), 0);
    EXPECT_EQ(bill_of(core, i, Cost::reconstruction, true), 0);
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
        result(Result::transition_eur_bn) + bill_of(e, i, Cost::force) +
        bill_of(e, i, Cost::reconstruction);
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
  EXPECT_EQ(static_cast<double>(used.paid(0, last, assets, Cost::financial)),
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
                                DonorResult::transition_eur_bn, DonorResult::force_eur_bn,
                                DonorResult::reconstruction_eur_bn}) {
      sum += static_cast<double>(e.donor(0, j, r));
    }
    EXPECT_NEAR(static_cast<double>(e.donor(0, j, DonorResult::cost_pct_of_gdp)),
                100 * sum / static_cast<double>(experiment.cast.gdp_eur_bn[j]) / 10, 1e-3)
        << "a yearly mean of ten years";
  }
}

}  // namespace
}  // namespace armistice
