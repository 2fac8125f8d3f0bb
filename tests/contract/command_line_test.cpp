// The command line as a user's script sees it: help, data, mistakes and exit statuses.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using support::Program;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(Program, HelpAndVersionAreDoneWithoutARun) {
  EXPECT_EQ(run("--help").status, 0);
  EXPECT_THAT(run("--version").out, StartsWith("armistice "));
}

TEST_F(Program, JsonIsData) {
  const auto one = nlohmann::json::parse(run("run status_quo --trials 100 --json").out);
  EXPECT_EQ(one["trials"], 100);
  const auto two =
      nlohmann::json::parse(run("run status_quo peace_through_strength --trials 100 --json").out);
  EXPECT_EQ(two["scenarios"].size(), 2u);
  const auto pairs =
      nlohmann::json::parse(run("compare status_quo europe_only --trials 100 --json").out)["pairs"];
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0]["scenario"], "europe_only");
  const auto choice =
      nlohmann::json::parse(run("information europe_only --trials 100 --horizon 24 --json").out);
  EXPECT_EQ(choice["options"][1]["name"], "europe_only");
  const auto search = nlohmann::json::parse(
      run("search pts_nato_after_stop --reference peace_through_strength --trials 100 --json").out);
  EXPECT_EQ(search["packages"], 2);
}

TEST_F(Program, ChoicesThatAreNoneAreStatusTwo) {
  for (const char* line :
       {"search", "search status_quo", "search peace_through_strength --fix us_backup=2",
        "search peace_through_strength --fix us_backupp=0",
        "search peace_through_strength --without natto", "information",
        "information europe_only europe_only", "information status_quo",
        "search peace_through_strength --levels 0,2", "information europe_only --trials 50"}) {
    const Answer answer = run(std::string(line) + " --out out");
    EXPECT_EQ(answer.status, 2) << line;
    EXPECT_NE(answer.err, "") << line;
  }
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(Program, WrongInputIsStatusTwoAndRunsNothing) {
  for (const char* line :
       {"rum status_quo", "run", "run stats_quo", "run status_quo --trials 0 --out out",
        "run status_quo --out out --set levers.nothing=1", "parameters frnt"}) {
    const Answer answer = run(line);
    EXPECT_EQ(answer.status, 2) << line;
    EXPECT_NE(answer.err, "") << line;
    EXPECT_EQ(answer.out, "") << line;
  }
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(Program, AMistakeInAFileIsNamedWithItsPlace) {
  std::ofstream(folder_ / "mine.toml") << "title = \"mine\"\n[levers]\nus_backupp = 1\n";
  const Answer answer = run("check mine.toml");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("mine.toml:3:"), HasSubstr("us_backup")));
}

TEST_F(Program, OutputThatCanNotBeWrittenIsStatusThree) {
  std::ofstream(folder_ / "file") << "x";
  const Answer in_a_file = run("run status_quo --trials 100 --out file/out");
  EXPECT_EQ(in_a_file.status, 3);
  EXPECT_THAT(in_a_file.err, HasSubstr("file/out"));
  EXPECT_EQ(shell("\"$A\" levers >/dev/full").status, 3);
}

}  // namespace
}  // namespace armistice
