// The base rates of reports are those of the tables that Python derives from the same wars.
#include "experiments/base_rates/base_rates.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "experiments/exhibits/result_table.hpp"

namespace armistice {
namespace {

constexpr double kRounding = 0.0006;  // tables have three decimals

ResultTable table(const std::string& name) {
  return read_table(std::filesystem::path(ARMISTICE_SOURCE_DIR) / "data" / "base_rates" / name, {});
}

TEST(BaseRates, OfEndingsAreThoseOfTheDerivedTable) {
  const ResultTable durations = table("war_duration.csv");
  ASSERT_FALSE(durations.rows.empty());
  for (const ResultRow& row : rows_of(durations)) {
    const BaseRate rate = wars_ended(row.number("months_fought"), row.number("months_ahead"));
    EXPECT_EQ(static_cast<double>(rate.cases), row.number("wars"));
    EXPECT_NEAR(rate.share, row.number("ended_share"), kRounding);
    EXPECT_NEAR(rate.sampling.low, row.number("ended_share_low"), kRounding);
    EXPECT_NEAR(rate.sampling.high, row.number("ended_share_high"), kRounding);
  }
}

TEST(BaseRates, OfWarsThatComeAgainAreThoseOfTheDerivedTable) {
  // The table knows days; here a spell of 9.2 years ends in the tenth.
  constexpr double kWholeYears = 0.005;
  const ResultTable durations = table("peace_duration.csv");
  int seen = 0;
  for (const ResultRow& row : rows_of(durations)) {
    if (row["ending"] != "all") continue;
    const BaseRate rate = wars_again(static_cast<int>(row.number("years")));
    EXPECT_EQ(static_cast<double>(rate.cases), row.number("spells"));
    EXPECT_NEAR(rate.share, 1 - row.number("at_peace_share"), kWholeYears);
    EXPECT_LT(rate.sampling.low, rate.share);
    EXPECT_GT(rate.sampling.high, rate.share);
    ++seen;
  }
  EXPECT_GE(seen, 5);
}

TEST(BaseRates, OfNoWarAreUnknown) {
  const BaseRate rate = wars_ended(1e6, 12);
  EXPECT_EQ(rate.cases, 0);
  EXPECT_EQ(rate.sampling.low, 0);
  EXPECT_EQ(rate.sampling.high, 1);
}

}  // namespace
}  // namespace armistice
