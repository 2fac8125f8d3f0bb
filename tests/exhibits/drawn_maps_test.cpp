// What is drawn on the map of Europe.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;

TEST_F(Exhibits, MapsHaveEachStateWithAVoteAndTheSharesOfTheFile) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const Exhibit map = refusals_map(result).at(0);
  EXPECT_EQ(map.chart, "map");
  expect_rows_of(map, result.table("vetoes.csv"));
  const ResultTable table = result.table("vetoes.csv");
  std::map<std::string, std::string> shares;  // by ballot and state
  std::set<std::string> refused;
  for (const ResultRow& row : rows_of(table)) {
    shares[words_of(row["ballot"]) + row["actor"]] = row["share_of_trials"];
    if (row["actor"] != "all" && row.number("trials_refused") > 0) {
      refused.insert(words_of(row["ballot"]));
    }
  }
  std::set<std::string> ballots;
  for (const auto& row : map.table.rows) {
    EXPECT_EQ(row[3].value, shares.at(row[0].value + row[1].value)) << row[1].value;
    ballots.insert(row[0].value);
  }
  EXPECT_EQ(ballots, refused);
  EXPECT_GE(map.table.rows.size(), 27u);
}

TEST_F(Exhibits, TheMapOfPivotalActorsHasTheSharesOfTheFile) {
  const ResultFolder result = result_of_command("pivotal status_quo --trials 64 --horizon 24");
  const Exhibit map = pivotal_map(result).at(0);
  const ResultTable table = result.table("pivotal.csv");
  std::map<std::string, std::string> shares, shown_here;
  for (const ResultRow& row : rows_of(table)) {
    if (row["choice"] == "any") shares[row["actor"]] = row["share_changed"];
  }
  for (const auto& row : map.table.rows) shown_here[row[1].value] = row[3].value;
  EXPECT_EQ(shown_here, shares);
}

}  // namespace
}  // namespace armistice
