// The numbers of exhibits are those of the files, and every result has its exhibits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/page_parts.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Program;
using testing::HasSubstr;
using testing::IsSupersetOf;

class Exhibits : public Program {
 protected:
  ResultFolder result_of_command(const std::string& command) {
    const auto answer = run(command + " --quiet --out out");
    EXPECT_EQ(answer.status, 0) << answer.err;
    return ResultFolder(folder_ / "out");
  }

  static std::multiset<std::string> charts_of(const std::vector<Exhibit>& exhibits) {
    std::multiset<std::string> charts;
    for (const Exhibit& exhibit : exhibits) charts.insert(exhibit.chart);
    return charts;
  }

  /// Each row of the exhibit has the cells of some row of the file, byte for byte, in all columns
  /// that both have.
  static void expect_rows_of(const Exhibit& exhibit, const ResultTable& table) {
    std::vector<std::pair<std::size_t, std::size_t>> both;
    for (std::size_t i = 0; i < exhibit.table.columns.size(); ++i) {
      const std::string& name = exhibit.table.columns[i].name;
      if (table.has(name)) both.emplace_back(i, table.place_of(name));
    }
    ASSERT_GE(both.size(), 2u) << exhibit.title;
    std::set<std::vector<std::string>> rows;
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const auto& [unused, j] : both) cells.push_back(row[j]);
      rows.insert(cells);
    }
    for (const auto& row : exhibit.table.rows) {
      std::vector<std::string> cells;
      for (const auto& [i, unused] : both) cells.push_back(row[i].value);
      EXPECT_TRUE(rows.contains(cells)) << exhibit.title << ": " << testing::PrintToString(cells);
    }
  }
};

const Exhibit& with_chart(const std::vector<Exhibit>& exhibits, const std::string& chart) {
  const auto found = std::find_if(exhibits.begin(), exhibits.end(),
                                  [&](const Exhibit& e) { return e.chart == chart; });
  if (found == exhibits.end()) throw std::runtime_error("no exhibit with the chart " + chart);
  return *found;
}

TEST_F(Exhibits, OfARunHaveTheNumbersOfItsFiles) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  EXPECT_THAT(charts_of(exhibits), IsSupersetOf({"shares", "shares", "incidence", "fan", "fan",
                                                 "fan", "votes", "costs"}));
  expect_rows_of(with_chart(exhibits, "shares"), result.table("outcomes.csv"));
  expect_rows_of(with_chart(exhibits, "incidence"), result.table("incidence.csv"));
  expect_rows_of(with_chart(exhibits, "fan"), result.table("timeline.csv"));
  expect_rows_of(with_chart(exhibits, "votes"), result.table("vetoes.csv"));
  expect_rows_of(with_chart(exhibits, "costs"), result.table("costs.csv"));
  EXPECT_EQ(with_chart(exhibits, "incidence").table.rows.size(),
            result.table("incidence.csv").rows.size());
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
  EXPECT_FALSE(exhibits.empty());
}

TEST_F(Exhibits, EachChartIsInTheProgramAndDrawsColumnsThatItsTableHas) {
  const ResultFolder result = result_of_command("run status_quo --trials 200 --horizon 12");
  for (const Exhibit& exhibit : exhibits_of(result)) {
    if (exhibit.chart.empty()) continue;
    const std::string spec(page_part("compiled/" + exhibit.chart + ".vg.json"));
    EXPECT_FALSE(nlohmann::json::parse(spec, nullptr, false).is_discarded()) << exhibit.chart;
    EXPECT_EQ(spec.find("http"), std::string::npos) << exhibit.chart;
  }
  EXPECT_THAT(page_part("vega.LICENSE"), HasSubstr("University of Washington"));
}

}  // namespace
}  // namespace armistice
