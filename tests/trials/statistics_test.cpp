#include "experiments/trials/statistics.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace armistice {
namespace {

TEST(Wilson, QuantileIsThatOfTheNormal) {
  const boost::math::normal standard;
  EXPECT_NEAR(kNormalQuantile975, boost::math::quantile(standard, 0.975), 1e-15);
}

TEST(Wilson, IntervalAgreesWithTheFormulaWorkedByHand) {
  const Interval tenth = wilson_interval(10, 100);
  EXPECT_NEAR(tenth.low, 0.05522914, 1e-7);
  EXPECT_NEAR(tenth.high, 0.17436566, 1e-7);
  // Newcombe 1998, table I: 81 of 263, 15 of 148.
  EXPECT_NEAR(wilson_interval(81, 263).low, 0.2553, 5e-5);
  EXPECT_NEAR(wilson_interval(81, 263).high, 0.3662, 5e-5);
  EXPECT_NEAR(wilson_interval(15, 148).low, 0.0624, 5e-5);
  EXPECT_NEAR(wilson_interval(15, 148).high, 0.1605, 5e-5);
}

TEST(Wilson, NoneAndAllKeepTheirEnd) {
  // Newcombe 1998: 0 of 20, upper limit 0.1611.
  EXPECT_EQ(wilson_interval(0, 20).low, 0);
  EXPECT_NEAR(wilson_interval(0, 20).high, 0.1611, 5e-5);
  EXPECT_EQ(wilson_interval(20, 20).high, 1);
  EXPECT_NEAR(wilson_interval(20, 20).low, 1 - 0.1611, 5e-5);
}

TEST(Wilson, NothingSeenLeavesEverythingPossible) {
  EXPECT_EQ(wilson_interval(0, 0).low, 0);
  EXPECT_EQ(wilson_interval(0, 0).high, 1);
}

/// Remission on 6-MP in weeks (Freireich et al. 1963; Kalbfleisch and Prentice 2002).
struct Remission {
  using Weeks = std::initializer_list<std::size_t>;
  std::vector<std::int64_t> relapsed = std::vector<std::int64_t>(36), censored = relapsed;
  Remission() {
    for (const std::size_t week : Weeks{6, 6, 6, 7, 10, 13, 16, 22, 23}) ++relapsed[week];
    for (const std::size_t week : Weeks{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
      ++censored[week];
    }
  }
  Survival at(int week) const { return kaplan_meier(relapsed, censored, week); }
};

TEST(KaplanMeier, SurvivalAgreesWithTheRemissionData) {
  const Remission data;
  EXPECT_EQ(data.at(5).share, 1);
  EXPECT_NEAR(data.at(6).share, 0.857, 5e-4);
  EXPECT_NEAR(data.at(7).share, 0.807, 5e-4);
  EXPECT_NEAR(data.at(10).share, 0.753, 5e-4);
  EXPECT_NEAR(data.at(13).share, 0.690, 5e-4);
  EXPECT_NEAR(data.at(16).share, 0.627, 5e-4);
  EXPECT_NEAR(data.at(22).share, 0.538, 5e-4);
  EXPECT_NEAR(data.at(23).share, 0.448, 5e-4);
  EXPECT_EQ(data.at(35).share, data.at(23).share);
}

TEST(KaplanMeier, IntervalOfTheRemissionDataIsAboutThatOfGreenwoodsErrorAndHoldsTheShare) {
  const Remission data;
  for (const auto& [week, error] : {std::pair{10, 0.0963}, {22, 0.1282}, {23, 0.1346}}) {
    const Survival s = data.at(week);
    EXPECT_LT(s.interval.low, s.share);
    EXPECT_GT(s.interval.high, s.share);
    EXPECT_NEAR(s.interval.high - s.interval.low, 2 * kNormalQuantile975 * error, 0.05) << week;
  }
}

using Binomial = boost::math::binomial_distribution<double>;

TEST(KaplanMeier, IntervalIsTheExactBinomialOneWhereNobodyIsCensored) {
  const std::vector<std::int64_t> events{0, 1, 0, 2, 4}, censored{0, 0, 0, 0, 13};
  for (const auto& [month, left] : {std::pair{1, 19}, {3, 17}, {4, 13}}) {
    const Interval interval = kaplan_meier(events, censored, month).interval;
    EXPECT_NEAR(interval.low, Binomial::find_lower_bound_on_p(20, left, 0.025), 1e-9) << month;
    EXPECT_NEAR(interval.high, Binomial::find_upper_bound_on_p(20, left, 0.025), 1e-9) << month;
  }
}

TEST(KaplanMeier, NoEventLeavesTheIntervalThatSoFewCanGive) {
  const std::vector<std::int64_t> none(12), censored{0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 2};
  const auto at = [&](int month) { return kaplan_meier(none, censored, month); };
  EXPECT_EQ(at(11).share, 1);
  EXPECT_EQ(at(11).interval.high, 1);
  EXPECT_NEAR(at(6).interval.low, std::pow(0.025, 1 / 7.0), 1e-9) << "seven seen";
  EXPECT_NEAR(at(11).interval.low, std::pow(0.025, 1 / 2.0), 1e-9) << "two are left of them";
}

/// Share of `repetitions` in which the interval holds the true survival of 24 months.
double coverage(int peaces, double rate, int repetitions, std::uint64_t seed) {
  constexpr int kMonth = 24, kMonths = 49;
  std::mt19937_64 engine(seed);
  const auto uniform = [&engine] { return (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53; };
  const double truth = std::pow(1 - rate, kMonth);
  int held = 0;
  for (int r = 0; r < repetitions; ++r) {
    std::vector<std::int64_t> events(kMonths), censored(kMonths);
    for (int i = 0; i < peaces; ++i) {
      const double event = std::ceil(std::log(uniform()) / std::log1p(-rate));
      const auto horizon = static_cast<std::size_t>(uniform() * kMonths);
      if (event <= static_cast<double>(horizon)) {
        ++events[static_cast<std::size_t>(event)];
      } else {
        ++censored[horizon];
      }
    }
    const Interval interval = kaplan_meier(events, censored, kMonth).interval;
    held += interval.low <= truth && truth <= interval.high;
  }
  return static_cast<double>(held) / repetitions;
}

TEST(KaplanMeier, IntervalHoldsTheTruthAsOftenAsItSaysHoweverRareTheEvent) {
  constexpr int kRepetitions = 2000;
  const double error = std::sqrt(0.95 * 0.05 / kRepetitions);
  for (const int peaces : {5, 50, 500}) {
    for (const double rate : {0.00005, 0.001, 0.01, 0.05}) {
      EXPECT_GT(coverage(peaces, rate, kRepetitions, 7), 0.95 - 3 * error)
          << peaces << " peaces, " << rate << " a month";
    }
  }
}

TEST(KaplanMeier, IntervalIsNoWiderThanItNeedsWhereEventsAreMany) {
  constexpr int kRepetitions = 2000;
  const double error = std::sqrt(0.95 * 0.05 / kRepetitions);
  EXPECT_NEAR(coverage(2000, 0.01, kRepetitions, 7), 0.95, 3 * error);
}

TEST(KaplanMeier, RiskSetShrinksByEventsAndByEndsOfObservation) {
  const Remission data;
  EXPECT_EQ(data.at(6).at_risk, 21);
  EXPECT_EQ(data.at(7).at_risk, 17);
  EXPECT_EQ(data.at(10).at_risk, 15);
  EXPECT_EQ(data.at(23).at_risk, 6);
  EXPECT_EQ(data.at(35).at_risk, 1);
  EXPECT_EQ(data.at(36).at_risk, 0);
}

TEST(KaplanMeier, NobodyLeftIsCertain) {
  const std::vector<std::int64_t> events{0, 2, 3}, censored{0, 0, 0};
  EXPECT_EQ(kaplan_meier(events, censored, 2).share, 0);
  EXPECT_EQ(kaplan_meier(events, censored, 2).interval.low, 0);
  EXPECT_LT(kaplan_meier(events, censored, 2).interval.high, 1);
}

TEST(Quantile, IsLinearWithinABin) {
  const Bins bins{0, 10, 5};
  const std::vector<std::uint32_t> counts{0, 4, 4, 0, 0};  // 2 to 4 and 4 to 6
  EXPECT_DOUBLE_EQ(quantile(counts, bins, 0.25), 3);
  EXPECT_DOUBLE_EQ(quantile(counts, bins, 0.5), 4);
  EXPECT_DOUBLE_EQ(quantile(counts, bins, 0.75), 5);
}

TEST(Quantile, EndBinsAnswerWithTheirBound) {
  const Bins bins{-1, 1, 4};
  const std::vector<std::uint32_t> counts{6, 0, 0, 4};
  EXPECT_EQ(quantile(counts, bins, 0.5), -1);
  EXPECT_EQ(quantile(counts, bins, 0.75), 1);
}

TEST(Quantile, WholeNumbersStayWhole) {
  const Bins months{1, 4, 3, true};
  const std::vector<std::uint32_t> counts{1, 2, 1};
  EXPECT_EQ(quantile(counts, months, 0.25), 1);
  EXPECT_EQ(quantile(counts, months, 0.5), 2);
  EXPECT_EQ(quantile(counts, months, 0.95), 3);
}

TEST(Quantile, OfNothingIsNotANumber) {
  EXPECT_TRUE(std::isnan(quantile(std::vector<std::uint32_t>(4), Bins{0, 1, 4}, 0.5)));
}

TEST(Bins, ValuesBeyondFallInTheEndBins) {
  const Bins bins{0, 64, 512};
  EXPECT_EQ(bins.bin_of(-1), 0);
  EXPECT_EQ(bins.bin_of(0.124), 0);
  EXPECT_EQ(bins.bin_of(0.125), 1);
  EXPECT_EQ(bins.bin_of(64), 511);
  EXPECT_EQ(bins.bin_of(1e30), 511);
  EXPECT_EQ(bins.bin_of(std::nan("")), 0);
}

}  // namespace
}  // namespace armistice
