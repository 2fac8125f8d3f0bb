#include "experiments/report/digits.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>

#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

constexpr std::string_view kDash = " - ";

std::string percent(double share, std::int64_t trials) {
  return Digits::of_share(trials).plain(share);
}

std::string percent_range(double low, double high, std::int64_t trials) {
  return Digits::of_share(trials).range(low, high, kDash);
}

TEST(Percent, IsNotNothingIfItIsOnlySmall) {
  EXPECT_EQ(percent(0, 10'000), "0.0");
  EXPECT_EQ(percent(0.0001, 10'000), "< 0.1");
  EXPECT_EQ(percent(0.002, 500), "< 1");
  EXPECT_EQ(percent(0.9999, 10'000), "> 99.9");
  EXPECT_EQ(percent(1, 10'000), "100.0");
  EXPECT_EQ(percent(0.0006, 10'000), "0.1");
}

TEST(PercentRange, HasTwoEndsOrSaysWhatBothAre) {
  EXPECT_EQ(percent_range(0.189, 0.214, 10'000), "18.9 - 21.4");
  EXPECT_EQ(percent_range(0.0301, 0.0303, 10'000), "about 3.0");
  EXPECT_EQ(percent_range(0.0001, 0.0003, 10'000), "< 0.1");
  EXPECT_EQ(percent_range(0.9997, 1, 10'000), "> 99.9");
  EXPECT_EQ(percent_range(0, 0.03, 10'000), "0.0 - 3.0");
}

TEST(PercentRange, OfACountOfNothingIsNotZeroToZero) {
  for (const std::int64_t trials : {100, 1000, 10'000, 1'000'000}) {
    const Interval none = wilson_interval(0, trials), all = wilson_interval(trials, trials);
    EXPECT_NE(percent_range(none.low, none.high, trials), "0.0 - 0.0");
    EXPECT_EQ(percent_range(none.low, none.high, trials).find("about"), std::string::npos);
    EXPECT_EQ(percent_range(all.low, all.high, trials).find("about"), std::string::npos);
  }
}

TEST(Digits, SignificantOnesNeverHideWhatStandsBeforeThePoint) {
  const Digits three = Digits::general(3);
  EXPECT_EQ(three.plain(0.5), "0.5");
  EXPECT_EQ(three.plain(-9.69e-05), "-9.69e-05");
  EXPECT_EQ(three.plain(2718.4), "2718");
  EXPECT_EQ(three.plain(-2718.4), "-2718");
  EXPECT_EQ(three.plain(999.4), "999");
  EXPECT_EQ(three.plain(999.6), "1000");
  EXPECT_EQ(three.plain(5.56e15), "5.56e+15");
  EXPECT_EQ(Digits::general_percent(3).plain(0.0125), "1.25");
}

TEST(Digits, SignificantOnesAreOfTheWholeNumber) {
  EXPECT_EQ(Digits::significant(2).plain(1234.5), "1,200");
  EXPECT_EQ(Digits::significant(3).plain(1'234'567), "1,230,000");
  EXPECT_EQ(Digits::significant(2).plain(996), "1,000");
  EXPECT_EQ(Digits::significant(3).plain(7.4), "7") << "no digit is behind the point";
  EXPECT_EQ(Digits::significant(2).plain(0), "0");
  EXPECT_EQ(Digits::significant(2).plain(-1234.5), "-1,200");
  EXPECT_EQ(Digits::significant(2).plain(std::numeric_limits<double>::quiet_NaN()), "-");
}

TEST(Digits, AnErrorIsHalfOfAnInterval) {
  const Digits shares = Digits::of_share(10'000);
  EXPECT_EQ(shares.with_half_width(0.142, 0.135, 0.149), "14.2 +- 0.7");
  EXPECT_EQ(shares.with_half_width(0.0001, 0.00002, 0.0004), "< 0.1");
  EXPECT_EQ(shares.with_half_width(1, 0.9996, 1), "> 99.9");
  EXPECT_EQ(shares.with_half_width(0.142, 0.1419, 0.1421), "14.2 +- 0.1") << "at most";
}

TEST(Digits, ARangeOfDifferencesIsNeverTheSameTwice) {
  const Digits shares = Digits::of_share(10'000), means = Digits::of_mean(24.7);
  EXPECT_EQ(shares.range_of_changes(0.641, 0.659), "+64.1 to +65.9");
  EXPECT_EQ(means.range_of_changes(24.52, 24.53), "about +24.5");
  EXPECT_EQ(shares.range_of_changes(-0.0001, 0.0002), "within +-0.1");
  EXPECT_EQ(means.range_of_changes(-0.001, 0.001), "within +-0.1");
  EXPECT_EQ(Digits::of_share(64).range_of_changes(-0.001, 0.001), "within +-1");
  EXPECT_EQ(shares.range_of_changes(0, 0), "-");
  EXPECT_EQ(shares.range_of_changes(std::numeric_limits<double>::quiet_NaN(), 1), "-");
  EXPECT_EQ(shares.change(0.0001), "0.0");
}

}  // namespace
}  // namespace armistice
