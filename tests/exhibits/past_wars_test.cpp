// Trials held against past wars.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;
using testing::HasSubstr;

TEST_F(Exhibits, PastWarsStandBesideTheSharesThatHaveStopped) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const ResultTable incidence = result.table("incidence.csv");
  double fighting = -1;
  for (const ResultRow& row : rows_of(incidence)) {
    if (row["month"] == "12" && row["outcome"] == "continued_war") fighting = row.number("share");
  }
  const std::vector<Exhibit> exhibits = past_wars(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_THAT(exhibits[0].title, HasSubstr("After 36 months 2 of 10 past wars ended within"));
  const auto& rows = exhibits[0].table.rows;
  ASSERT_EQ(rows.size(), 6u);  // after 12, 24 and 36 months
  EXPECT_EQ(rows[0][1].value, "12 months: trials");
  EXPECT_NEAR(number_of(rows[0][2].value), 1 - fighting, 1e-12);
  EXPECT_LT(number_of(rows[0][3].value), 1 - fighting);
  EXPECT_GT(number_of(rows[0][4].value), 1 - fighting);
  EXPECT_EQ(rows[1][1].value, "12 months: 10 wars");
  EXPECT_EQ(number_of(rows[1][2].value), 0.2);
}

TEST_F(Exhibits, AWarThatBeganTheYearBeforeIsHeldAgainstMorePastWars) {
  const ResultFolder result =
      result_of_command("run status_quo --trials 200 --horizon 12 --set start=2023-03");
  EXPECT_THAT(past_wars(result).at(0).title, HasSubstr("of 23 past wars"));
}

TEST_F(Exhibits, ACaseOfHistoryIsNotHeldAgainstWarsThatHadLastedAsLong) {
  const ResultFolder result = result_of_command("run korea_1953 --trials 200 --horizon 12");
  EXPECT_TRUE(past_wars(result).empty());
}

TEST_F(Exhibits, PastPeacesStandBesideTheStopsThatBreak) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 60");
  const ResultTable relapse = result.table("relapse.csv");
  std::string share;
  for (const ResultRow& row : rows_of(relapse)) {
    if (row["group"] == "since_stop" && row["detail"] == "all" && row["months"] == "12") {
      share = row["share"];
    }
  }
  const std::vector<Exhibit> exhibits = past_peaces(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_EQ(number_of(exhibits[0].table.rows.at(0).at(2).value), number_of(share));
  EXPECT_EQ(exhibits[0].table.rows.at(1).at(1).value, "12 months: 64 wars");
}

}  // namespace
}  // namespace armistice
