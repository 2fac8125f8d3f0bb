// columns.csv says what each column of each table means, whatever the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "experiments/commands/command.hpp"
#include "experiments/input/csv_rows.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Program;
using testing::HasSubstr;

class Columns : public Program {
 protected:
  /// Each column of each table in the folder has a row with a meaning, and no other row is there.
  void expect_described(const std::string& folder) {
    std::set<std::string> described;
    CsvRows rows(folder_ / folder / "columns.csv");
    ASSERT_EQ(rows.next()->cells, (std::vector<std::string>{"file", "column", "kind", "unit",
                                                            "meaning", "codes", "empty"}));
    while (const auto row = rows.next()) {
      const std::string column = row->cells[0] + ": " + row->cells[1];
      EXPECT_TRUE(described.insert(column).second) << folder << "/" << column << ": twice";
      EXPECT_FALSE(row->cells[2].empty()) << folder << "/" << column << ": no kind";
      EXPECT_FALSE(row->cells[4].empty())
          << folder << "/" << column << ": no meaning; add it to experiments/output/columns.def";
    }
    std::size_t columns = 0;
    for (const std::string& name : names_in(folder)) {
      if (!name.ends_with(".csv") || name == "columns.csv") continue;
      const auto header = CsvRows(folder_ / folder / name).next();
      for (const std::string& column : header->cells) {
        EXPECT_TRUE(described.contains(name + ": " + column)) << folder << "/" << name << column;
        ++columns;
      }
    }
    EXPECT_EQ(described.size(), columns);
  }
  void expect_described_after(const std::string& command) {
    const auto answer = run(command + " --out out");
    ASSERT_EQ(answer.status, 0) << command << answer.err;
    expect_described("out");
  }
};

TEST_F(Columns, OfARun) {
  expect_described_after("run status_quo --trials 64 --horizon 12 --record all");
}
TEST_F(Columns, OfAComparison) {
  expect_described_after("compare status_quo peace_through_strength --trials 64 --horizon 12");
}
TEST_F(Columns, OfDatesThatAreAskedAbout) {
  expect_described_after("run status_quo --trials 64 --horizon 12 --by 2025-12");
  ASSERT_EQ(shell("rm -r out").status, 0);
  expect_described_after("compare status_quo europe_only --trials 64 --horizon 12 --by 2025-12");
}
TEST_F(Columns, OfSeveralScenarios) {
  expect_described_after("run status_quo europe_only --trials 64 --horizon 12");
  expect_described("out/europe_only");
}
TEST_F(Columns, OfAValidation) {
  expect_described_after("validate --only definitions --trials 1000");
}
TEST_F(Columns, OfABackTest) {
  expect_described_after("backtest status_quo --from 2024-11 --trials 100");
}
TEST_F(Columns, OfACalibration) {
  const std::string small =
      "calibrate status_quo --parameter parameters.front.momentum_pct "
      "--points 32 --replicates 32 --draws 32 --moves 1 --waves 1";
  expect_described_after(small);
  ASSERT_EQ(shell("rm -r out").status, 0);
  expect_described_after(small + " --truths 1");
}

TEST_F(Columns, OfAnAttribution) {
  expect_described_after(
      "attribute peace_through_strength --reference status_quo --trials 64 --horizon 12");
}
TEST_F(Columns, OfASearch) {
  expect_described_after(
      "search peace_through_strength --trials 64 --horizon 12 --levels 0,1 "
      "--without military --fix us_backup=0");
}
TEST_F(Columns, OfAnInformationAnalysis) {
  expect_described_after("information status_quo peace_through_strength --trials 256 --horizon 12");
}
TEST_F(Columns, OfPivots) { expect_described_after("pivotal status_quo --trials 64 --horizon 12"); }

TEST_F(Columns, OfASweepAndItsAnalysis) {
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 64 --replicates 4 --horizon 12 "
                "--factor levers.secondary_sanctions=0:1 --factor rule=quantal,rational "
                "--factor parameters.putin.cannot_stop --outcome continued_war "
                "--outcome months_of_war --outcome patron_CN_support_mean --out sweep")
                .status,
            0);
  expect_described("sweep");
  EXPECT_THAT(result("sweep/results.csv"), HasSubstr(",months_of_war,patron_CN_support_mean\n"));
  ASSERT_EQ(run("analyse sweep --out analysis").status, 0);
  expect_described("analysis");
}

TEST_F(Columns, OfAMerge) {
  const std::string shard = "run status_quo --trials 8192 --horizon 12 --out ";
  ASSERT_EQ(run(shard + "one --shard 1/2").status, 0);
  ASSERT_EQ(run(shard + "two --shard 2/2").status, 0);
  ASSERT_EQ(run("merge one two --out both").status, 0);
  expect_described("both");
  ASSERT_EQ(run(shard + "whole").status, 0);
  EXPECT_EQ(result("both/columns.csv"), result("whole/columns.csv"));
  EXPECT_EQ(result("both/vetoes.csv"), result("whole/vetoes.csv"));
  EXPECT_EQ(result("both/trials.csv"), result("whole/trials.csv"));
}

TEST_F(Columns, OfEveryCommandThatWritesTablesAreLookedAt) {
  // A command that is not here has no test above.
  const std::set<std::string> above{"run",     "compare",     "validate", "attribute",
                                    "search",  "information", "pivotal",  "sweep",
                                    "analyse", "merge",       "backtest", "calibrate"};
  std::set<std::string> writing;
  for (const CommandEntry* entry : command_entries()) {
    const auto help = run(std::string(entry->name) + " --help");
    if (help.out.find("--out DIR") != std::string::npos) writing.insert(std::string(entry->name));
  }
  EXPECT_EQ(writing, above);
}

TEST_F(Columns, MonthsOfWarIsAnObjective) {
  const auto answer =
      run("compare status_quo peace_through_strength --trials 64 --objective months_of_war");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, HasSubstr("months_of_war"));
  EXPECT_EQ(run("compare status_quo peace_through_strength --trials 64 --objective "
                "patron_CN_support_mean")
                .status,
            0)
      << "as the column of trials.csv is called";
}

}  // namespace
}  // namespace armistice
