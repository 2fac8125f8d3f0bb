// The result of a run: its exhibits have the numbers of its files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;
using support::with_chart;
using testing::HasSubstr;
using testing::IsSupersetOf;

TEST_F(Exhibits, OfARunHaveTheNumbersOfItsFiles) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  EXPECT_THAT(charts_of(exhibits), IsSupersetOf({"shares", "shares", "incidence", "fan", "fan",
                                                 "fan", "votes", "costs"}));
  expect_rows_of(with_chart(exhibits, "shares"), result.table("outcomes.csv"));
  expect_rows_of(with_chart(exhibits, "incidence"), result.table("incidence.csv"));
  Exhibit fan = with_chart(exhibits, "fan");
  std::erase_if(fan.table.rows, [](const auto& row) { return row[1].value == "observed"; });
  expect_rows_of(fan, result.table("timeline.csv"));
  expect_rows_of(with_chart(exhibits, "votes"), result.table("vetoes.csv"));
  expect_rows_of(with_chart(exhibits, "costs"), result.table("costs.csv"));
  EXPECT_EQ(with_chart(exhibits, "incidence").table.rows.size(),
            result.table("incidence.csv").rows.size());
}

TEST_F(Exhibits, OfARunTellItsStoriesInOrder) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const ResultTable table = result.table("stories.csv");
  const std::vector<Exhibit> told = stories(result);
  std::vector<std::string> events, shown_here;
  for (const ResultRow& row : rows_of(table)) events.push_back(row["date"] + row["event"]);
  for (const Exhibit& story : told) {
    for (const auto& row : story.table.rows) shown_here.push_back(row[0].value + row[1].value);
  }
  EXPECT_GE(told.size(), 2u);
  EXPECT_EQ(shown_here, events);
  EXPECT_THAT(
      told[0].title,
      testing::MatchesRegex(
          "A typical trial of status_quo: the (fighting never stops|first stop is a .*), as in "
          "[0-9.]+ % of the trials"));
}

TEST_F(Exhibits, HeadlinesAreThoseThatTheTablesHave) {
  const ResultFolder result = result_of_command("run status_quo --trials 200 --horizon 12");
  std::set<std::string> of_the_file, shown_here;
  for (const ResultTable table = result.table("incidence.csv");
       const ResultRow& row : rows_of(table)) {
    of_the_file.insert(words_of(row["outcome"]));
  }
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const auto& row : with_chart(exhibits, "shares").table.rows) {
    shown_here.insert(row[1].value);
  }
  EXPECT_EQ(shown_here, of_the_file);
}

TEST_F(Exhibits, OfSeveralScenariosNameThem) {
  const ResultFolder result =
      result_of_command("run status_quo peace_through_strength --trials 200 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const char* chart : {"shares", "incidence", "fan"}) {
    std::set<std::string> scenarios;
    for (const auto& row : with_chart(exhibits, chart).table.rows) scenarios.insert(row[0].value);
    EXPECT_EQ(scenarios, (std::set<std::string>{"status_quo", "peace_through_strength"})) << chart;
  }
}

TEST_F(Exhibits, TheTitleOfTheStopsNamesEachScenario) {
  const ResultFolder result =
      result_of_command("run status_quo peace_through_strength --trials 200 --horizon 12");
  EXPECT_THAT(with_chart(exhibits_of(result), "shares").title,
              testing::AllOf(HasSubstr("status_quo ends most often in "),
                             HasSubstr("; peace_through_strength ends most often in ")));
}

}  // namespace
}  // namespace armistice
