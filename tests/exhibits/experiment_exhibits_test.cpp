// Results of comparisons, attributions, searches and the other experiments: their exhibits have the
// numbers of their files.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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

TEST_F(Exhibits, OfABacktestHaveTheScoresOfEachMethodAndSayWhereTheModelLoses) {
  const ResultFolder result = result_of_command("backtest status_quo --trials 100 --from 2023-07");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  EXPECT_THAT(charts_of(exhibits), testing::UnorderedElementsAre("scores", "", "coverage"));
  const ResultTable scores = result.table("scores.csv");
  expect_rows_of(with_chart(exhibits, "scores"), scores);
  expect_rows_of(with_chart(exhibits, "coverage"), scores);
  std::map<std::string, std::pair<double, double>> contests;  // the model's score, the best
  for (const ResultRow& row : rows_of(scores)) {
    if (row["origins"] != "shared") continue;
    const double score = row.number(row["crps"].empty() ? "log_score" : "crps");
    auto& [model, best] =
        contests.try_emplace(row["series"] + row["horizon"], 0, 1e9).first->second;
    if (row["method"] == "model") model = score;
    best = std::min(best, score);
  }
  const auto won = std::count_if(contests.begin(), contests.end(), [](const auto& contest) {
    return contest.second.first <= contest.second.second;
  });
  ASSERT_LT(won, std::ssize(contests));
  ASSERT_GT(won, 0);
  EXPECT_EQ(exhibits[0].title,
            fmt::format("The model forecasts best in {} of {} contests of a series and a distance",
                        won, contests.size()));
  EXPECT_EQ(std::ssize(with_chart(exhibits, "").table.rows), 2 * (std::ssize(contests) - won));
  EXPECT_TRUE(memo_part(result).of_the_model);
}

TEST_F(Exhibits, OfInformationHaveTheWorthOfAllParametersFirst) {
  const ResultFolder result = result_of_command(
      "information status_quo peace_through_strength --trials 300 --horizon 36 --objective "
      "months_of_war --minimise");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_EQ(exhibits[0].chart, "worth");
  const ResultTable table = result.table("information.csv");
  std::string whole;
  std::size_t worth_something = 0;
  for (const ResultRow& row : rows_of(table)) {
    if (row["parameter"] == "all") {
      whole = row["evppi"];
    } else if (row.number("evppi") > 0) {
      ++worth_something;
    }
  }
  const auto& rows = exhibits[0].table.rows;
  ASSERT_FALSE(whole.empty());
  EXPECT_EQ(rows.at(0).at(0).value, "all parameters");
  EXPECT_EQ(rows.at(0).at(1).value, whole);
  EXPECT_EQ(rows.size(), worth_something + 1);
  EXPECT_EQ(answer_of(result), (std::vector<std::string>{exhibits[0].title + "."}));
}

TEST_F(Exhibits, OfAComparisonHaveItsDifferences) {
  const ResultFolder result =
      result_of_command("compare status_quo peace_through_strength --trials 200 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& differences = with_chart(exhibits, "differences");
  expect_rows_of(differences, result.table("comparison.csv"));
  EXPECT_THAT(differences.title, HasSubstr("durable acceptable peace"));
}

TEST_F(Exhibits, OfAnAttributionSumToTheWhole) {
  const ResultFolder result =
      result_of_command("attribute peace_through_strength --trials 64 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& shapley = with_chart(exhibits, "shapley");
  expect_rows_of(shapley, result.table("attribution.csv"));
  double sum = 0, total = 0;
  for (const auto& row : shapley.table.rows) sum += number_of(row[2].value);
  const ResultTable table = result.table("attribution.csv");
  for (const ResultRow& row : rows_of(table)) {
    if (row["term"] == "total") total = row.number("value");
  }
  EXPECT_NEAR(sum, total, 1e-9);
}

TEST_F(Exhibits, OfAnAnalysisHaveItsMeasures) {
  ASSERT_EQ(run("sweep status_quo --design saltelli --samples 32 --replicates 8 --horizon 60 "
                "--factor parameters.putin.cannot_stop --factor parameters.zelensky.trust_base "
                "--factor parameters.war_hazard.planning_rate --quiet --out sweep")
                .status,
            0);
  const auto answer = run("analyse sweep --quiet --outcome continued_war --out out");
  ASSERT_EQ(answer.status, 0) << answer.err;
  const ResultFolder result(folder_ / "out");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const Exhibit& exhibit : exhibits) {
    if (exhibit.chart == "boxes") {
      expect_rows_of(exhibit, result.table("boxes.csv"));
    } else if (exhibit.chart == "convergence") {
      expect_rows_of(exhibit, result.table("convergence.csv"));
    } else {
      expect_rows_of(exhibit, result.table("indices.csv"));
    }
  }
  EXPECT_THAT(charts_of(exhibits), IsSupersetOf({"sobol", "convergence"}));
  const Exhibit& sobol = with_chart(exhibits, "sobol");
  EXPECT_THAT(sobol.title, testing::StartsWith("Continued war depends most on "));
  std::set<std::string> factors;
  for (const auto& row : sobol.table.rows) factors.insert(row[1].value);
  EXPECT_EQ(factors, (std::set<std::string>{"putin.cannot_stop", "zelensky.trust_base",
                                            "war_hazard.planning_rate"}));
}

TEST_F(Exhibits, OfAComparisonAreAboutTheObjectiveThatWasAskedFor) {
  const std::string command =
      "compare status_quo peace_through_strength --trials 200 --horizon 24 --objective ";
  const ResultFolder result = result_of_command(command + "months_of_war");
  EXPECT_THAT(with_chart(exhibits_of(result), "differences").title,
              testing::StartsWith("peace_through_strength moves the mean of months of war by "));
  const std::vector<std::string> answer = answer_of(result);
  ASSERT_EQ(answer.size(), 1u);
  EXPECT_THAT(answer.front(), HasSubstr("takes the mean of months of war from "));
  EXPECT_THAT(answer.front(), testing::Not(HasSubstr("points")));
}

TEST_F(Exhibits, OfASearchAreTheFrontsOfItsFile) {
  const ResultFolder result = result_of_command(
      "search peace_through_strength --trials 64 --horizon 24 --finalists 4 --levels 0,1 "
      "--without military --without eu --without american_role");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const ResultTable front = result.table("front.csv");
  std::size_t rows = 0;
  for (const Exhibit& exhibit : exhibits) {
    EXPECT_EQ(exhibit.chart, "front");
    expect_rows_of(exhibit, front);
    EXPECT_THAT(exhibit.title, testing::StartsWith("Durable acceptable peace against "));
    rows += exhibit.table.rows.size();
  }
  EXPECT_EQ(rows, front.rows.size());
  EXPECT_GT(rows, 0u);
}

TEST_F(Exhibits, OfASearchForLessNameTheLowest) {
  const ResultFolder result = result_of_command(
      "search peace_through_strength --trials 64 --horizon 24 --finalists 4 --levels 0,1 "
      "--without military --without eu --without american_role --objective months_of_war "
      "--minimise");
  const ResultTable front = result.table("front.csv");
  const std::vector<ResultRow> rows = rows_of(front);
  ASSERT_FALSE(rows.empty());
  EXPECT_THAT(answer_of(result).front(), HasSubstr("has the lowest mean of months of war: "));
}

TEST_F(Exhibits, OfPivotalActorsHaveTheNumbersOfTheFile) {
  const ResultFolder result = result_of_command("pivotal status_quo --trials 64 --horizon 24");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& pivotal = with_chart(exhibits, "pivotal");
  expect_rows_of(pivotal, result.table("pivotal.csv"));
  EXPECT_THAT(pivotal.title, testing::StartsWith(pivotal.table.rows.front()[0].value));
}

}  // namespace
}  // namespace armistice
