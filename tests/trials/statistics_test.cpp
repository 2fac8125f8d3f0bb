#include "experiments/trials/statistics.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <initializer_list>
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

TEST(KaplanMeier, StandardErrorAgreesWithTheRemissionData) {
  const Remission data;
  EXPECT_NEAR(data.at(6).standard_error, 0.0764, 5e-5);
  EXPECT_NEAR(data.at(10).standard_error, 0.0963, 5e-5);
  EXPECT_NEAR(data.at(22).standard_error, 0.1282, 5e-5);
  EXPECT_NEAR(data.at(23).standard_error, 0.1346, 5e-5);
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
  EXPECT_EQ(kaplan_meier(events, censored, 2).standard_error, 0);
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
