// stories.csv: which trials of a run it tells, that it agrees with them, and that it is the same
// however the run was done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "experiments/exhibits/result_table.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

struct Stories : support::Program {
  ResultTable table(const std::string& file) const { return read_table(folder_ / file, {}); }
  void run_into(const std::string& folder, const std::string& options) const {
    const auto answer = run("run status_quo --quiet " + options + " --out " + folder);
    ASSERT_EQ(answer.status, 0) << answer.err;
  }
};

/// The rule as docs/files.md has it.
std::string most_typical(const std::vector<ResultRow>& trials) {
  std::vector<double> distance(trials.size());
  for (const char* column :
       {"end_month", "occupied_share_end_pct", "russian_casualties_thousand"}) {
    std::vector<double> sorted;
    for (const ResultRow& row : trials) {
      if (!row[column].empty()) sorted.push_back(row.number(column));
    }
    if (sorted.empty()) continue;
    std::sort(sorted.begin(), sorted.end());
    const double median = sorted[(sorted.size() - 1) / 2];
    double mean = 0;
    for (const double x : sorted) mean += std::abs(x - median) / static_cast<double>(sorted.size());
    for (std::size_t i = 0; mean > 0 && i < trials.size(); ++i) {
      if (!trials[i][column].empty()) {
        distance[i] += std::abs(trials[i].number(column) - median) / mean;
      }
    }
  }
  const auto least = std::min_element(distance.begin(), distance.end()) - distance.begin();
  return trials[static_cast<std::size_t>(least)]["trial"];
}

TEST_F(Stories, TellTheTrialNearestToTheMediansOfEachOfTheThreeMostFrequentOutcomes) {
  run_into("out", "--trials 1200 --horizon 60");
  const ResultTable trials = table("out/trials.csv"), stories = table("out/stories.csv");
  std::vector<ResultRow> first = rows_of(trials);
  first.resize(256, first.front());
  std::vector<RowGroup> outcomes = grouped(first, "outcome");
  std::stable_sort(outcomes.begin(), outcomes.end(), [](const RowGroup& a, const RowGroup& b) {
    return a.rows.size() > b.rows.size();
  });
  const std::vector<RowGroup> told = grouped(rows_of(stories), "trial");
  ASSERT_EQ(told.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(told[i].key, most_typical(outcomes[i].rows)) << outcomes[i].key;
  }
}

TEST_F(Stories, AgreeWithTheTrialsThatTheyTell) {
  run_into("out", "--trials 600 --horizon 60");
  const ResultTable trials = table("out/trials.csv"), stories = table("out/stories.csv");
  const std::vector<ResultRow> all = rows_of(trials);
  int stops = 0;
  for (const auto& [trial, events] : grouped(rows_of(stories), "trial")) {
    const ResultRow& row = all.at(std::stoul(trial));
    EXPECT_EQ(events.front()["outcome"], row["outcome"]);
    EXPECT_EQ(events.front()["detail"], row["detail"]);
    std::string stopped, resumed;
    for (const ResultRow& event : events) {
      const bool stops_here = event["event"].find("fighting stops") != std::string::npos;
      if (stops_here && stopped.empty()) stopped = event["month"];
      const bool resumes = event["event"].find("resumes the war") != std::string::npos;
      if (resumes && resumed.empty()) resumed = event["month"];
    }
    EXPECT_EQ(stopped, row["end_month"]) << trial;
    EXPECT_EQ(resumed, row["relapse_month"]) << trial;
    stops += stopped.empty() ? 0 : 1;
    // A year and the end always have an account.
    EXPECT_THAT(events.back()["event"], HasSubstr("After 60 months: "));
    EXPECT_EQ(events.back()["date"], "2030-02");
  }
  EXPECT_GE(stops, 1);
}

TEST_F(Stories, AreTheSameHoweverTheRunIsDone) {
  const std::string options = "--trials 8500 --horizon 24 ";
  run_into("whole", options);
  const std::string told = result("whole/stories.csv");
  ASSERT_THAT(told, testing::StartsWith("trial,outcome,detail,month,date,event\n"));
  run_into("one_thread", options + "--threads 1");
  EXPECT_EQ(result("one_thread/stories.csv"), told);
  run_into("s1", options + "--shard 1/2");
  run_into("s2", options + "--shard 2/2");
  ASSERT_EQ(run("merge s2 s1 --quiet --out merged").status, 0);
  EXPECT_EQ(result("merged/stories.csv"), told);
  const std::string again = "run status_quo --quiet " + options + "--threads 1 --out again";
  ASSERT_EQ(run(again + " --time-limit 0.001s").status, 75);
  run_into("again", options + "--resume");
  EXPECT_EQ(result("again/stories.csv"), told);
}

TEST_F(Stories, OfATableForASpreadsheetAreTheSame) {
  const std::string options = "--trials 400 --horizon 24 ";
  run_into("plain", options);
  run_into("sheet", options + "--delimiter ';' --decimal ,");
  const ResultTable plain = table("plain/stories.csv");
  const ResultTable sheet = read_table(folder_ / "sheet/stories.csv", {';', ','});
  EXPECT_EQ(plain.rows, sheet.rows);
}

TEST_F(Stories, AreToldOfEachScenarioAndNotWithoutSingleTrials) {
  const auto answer =
      run("run status_quo peace_through_strength --quiet --trials 64 --horizon 12 --out both");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_FALSE(table("both/status_quo/stories.csv").rows.empty());
  EXPECT_FALSE(table("both/peace_through_strength/stories.csv").rows.empty());
  run_into("summary", "--trials 64 --horizon 12 --record summary");
  EXPECT_THAT(names_in("summary"), testing::Not(testing::Contains("stories.csv")));
}

}  // namespace
}  // namespace armistice
