// The page of a memo: the same bytes, hostile words, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "experiments/report/caveats.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Program;
using testing::HasSubstr;
using testing::Not;

class Memo : public Program {
 protected:
  void run_into(const std::string& folder, const std::string& scenario = "status_quo") {
    const auto answer =
        run("run " + scenario + " --trials 200 --horizon 12 --quiet --out " + folder);
    ASSERT_EQ(answer.status, 0) << answer.err;
  }
  bool is_there(const std::string& file) const { return std::filesystem::exists(folder_ / file); }
};

TEST_F(Memo, TheSameFolderGivesTheSameBytes) {
  run_into("out");
  ASSERT_EQ(run("report out --out a.html").status, 0);
  ASSERT_EQ(run("report out --out b.html").status, 0);
  EXPECT_EQ(result("a.html"), result("b.html"));
  EXPECT_THAT(result("a.html"), HasSubstr(std::string(kNoForecast)));
}

TEST_F(Memo, IsBelowTwoMegabytesBeforeItsData) {
  run_into("out");
  ASSERT_EQ(run("report out --out a.html").status, 0);
  EXPECT_LT(std::filesystem::file_size(folder_ / "a.html"), std::uintmax_t{2} << 20);
}

TEST_F(Memo, SaysHowToGetTheSameResultWithoutThePlacesOfThisMachine) {
  run_into("out");
  ASSERT_EQ(run("report out --out a.html").status, 0);
  const std::string page = result("a.html");
  EXPECT_THAT(page, HasSubstr("<code>armistice run status_quo --trials 200 --horizon 12</code>"));
  EXPECT_THAT(page, Not(HasSubstr(folder_.string())));
}

TEST_F(Memo, LeavesOutOfTheCommandWhatChangesNoNumber) {
  ASSERT_EQ(run("run status_quo --trials 200 --horizon 12 --quiet --threads=1 --time-limit 1h "
                "--force --out out")
                .status,
            0);
  ASSERT_EQ(run("report out --out a.html").status, 0);
  EXPECT_THAT(result("a.html"),
              HasSubstr("<code>armistice run status_quo --trials 200 --horizon 12</code>"));
}

TEST_F(Memo, HostileWordsOfAScenarioAreText) {
  std::ofstream(folder_ / "hostile.toml")
      << "extends = \"status_quo\"\n"
         "title = \"</title><script>document.body.dataset.owned = 1</script><img src=x "
         "onerror=alert(1)> & 'q'\"\n";
  run_into("out", "./hostile.toml");
  ASSERT_EQ(run("report out --out a.html").status, 0);
  const std::string page = result("a.html");
  EXPECT_THAT(page, Not(HasSubstr("<script>document")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;document"));
}

TEST_F(Memo, SaysThatAFileWasEdited) {
  run_into("out");
  std::ofstream(folder_ / "out/outcomes.csv", std::ios::app) << "\n";
  const auto answer = run("report out --out a.html");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.err, HasSubstr("outcomes.csv has "));
  EXPECT_THAT(result("a.html"), HasSubstr("Not as armistice wrote it"));
}

TEST_F(Memo, ATableThatIsNoneIsRefusedAndNothingIsWritten) {
  run_into("out");
  std::ofstream(folder_ / "out/outcomes.csv") << "outcome,detail\nx\n";
  const auto answer = run("report out --out a.html");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("outcomes.csv:2: 1 cells, where the header has 2"));
  EXPECT_FALSE(is_there("a.html"));
}

TEST_F(Memo, WhatIsNoResultIsRefused) {
  std::filesystem::create_directories(folder_ / "empty");
  std::ofstream(folder_ / "file") << "x";
  EXPECT_THAT(run("report nowhere --out a.html").err, HasSubstr("there is no such folder"));
  EXPECT_THAT(run("report file --out a.html").err, HasSubstr("expected the folder of a result"));
  const auto answer = run("report empty --out a.html");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("holds no finished result"));
  EXPECT_THAT(run("report --out a.html").err, HasSubstr("expected the folders of results"));
  EXPECT_THAT(run("report empty").err, HasSubstr("expected --out FILE"));
  EXPECT_FALSE(is_there("a.html"));
}

TEST_F(Memo, TakesThePlaceOfAPageAloneAndOnlyIfTold) {
  run_into("out");
  std::ofstream(folder_ / "notes.html") << "<!doctype html><p>mine";
  const auto mine = run("report out --out notes.html --force");
  EXPECT_EQ(mine.status, 2);
  EXPECT_THAT(mine.err, HasSubstr("armistice did not write this file"));
  EXPECT_EQ(result("notes.html"), "<!doctype html><p>mine");
  ASSERT_EQ(run("report out --out a.html").status, 0);
  EXPECT_THAT(run("report out --out a.html").err, HasSubstr("or --force to replace it"));
  EXPECT_EQ(run("report out --out a.html --force").status, 0);
}

TEST_F(Memo, IsNotWrittenAmongWhatItReads) {
  run_into("out");
  const auto answer = run("report out --out out/memo.html");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("lies in a folder that it reads"));
  EXPECT_FALSE(is_there("out/memo.html"));
  EXPECT_THAT(run("report out --out nowhere/memo.html").err, HasSubstr("there is no folder"));
}

TEST_F(Memo, TablesOfASpreadsheetGiveTheSameNumbers) {
  run_into("out");
  const std::string command =
      "run status_quo --trials 200 --horizon 12 --quiet --delimiter ';' --decimal , --out sheet";
  ASSERT_EQ(run(command).status, 0);
  ASSERT_EQ(run("report out --out a.html").status, 0);
  ASSERT_EQ(run("report sheet --out b.html").status, 0);
  const auto figures = [](const std::string& page) {
    return page.substr(page.find("<figure"), page.rfind("</figure>") - page.find("<figure"));
  };
  EXPECT_EQ(figures(result("a.html")), figures(result("b.html")));
}

}  // namespace
}  // namespace armistice
