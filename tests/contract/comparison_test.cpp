// What `compare` prints, writes and refuses.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using support::Program;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(Program, CompareSaysInWordsWhatChanges) {
  const Answer answer = run("compare status_quo europe_only no_us_backup --trials 300 --out out");
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.err, "");
  EXPECT_THAT(answer.out, AllOf(HasSubstr("europe_only raises durable, acceptable peace from"),
                                HasSubstr("no_us_backup raises"), HasSubstr("not a forecast")));
  EXPECT_THAT(names_in("out"),
              ElementsAre("columns.csv", "comparison.csv", "manifest.json", "transitions.csv"));
  EXPECT_THAT(result("out/comparison.csv"), StartsWith("reference,scenario,quantity,detail,mean_"));
  EXPECT_THAT(result("out/transitions.csv"), StartsWith("reference,scenario,from_outcome,"));
}

TEST_F(Program, ComparedByADateThereAreDifferences) {
  const Answer answer =
      run("compare status_quo capitulation --trials 200 --horizon 24 --by 2026-12 --out out");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("\nby 2026-12, month 22\n"));
  EXPECT_THAT(result("out/by_date.csv"),
              HasSubstr("\nstatus_quo,capitulation,2026-12,22,continued_war,"));
}

TEST_F(Program, ThreadsAndLanesChangeNoByteOfAComparison) {
  const std::string rest = "compare status_quo europe_only --trials 5000 --horizon 24 ";
  ASSERT_EQ(shell("ARMISTICE_LANES=scalar \"$A\" " + rest + "--threads 1 --out one").status, 0);
  ASSERT_EQ(run(rest + "--threads 2 --out two").status, 0);
  ASSERT_EQ(run(rest + "--threads 7 --out three").status, 0);
  for (const std::string name : {"comparison.csv", "transitions.csv"}) {
    EXPECT_EQ(result("one/" + name), result("two/" + name)) << name;
    EXPECT_EQ(result("one/" + name), result("three/" + name)) << name;
  }
  const auto manifest = [this](const std::string& folder) {
    auto data = nlohmann::json::parse(result(folder + "/manifest.json"));
    data.erase("environment");
    return data;
  };
  EXPECT_EQ(manifest("one"), manifest("two"));
}

TEST_F(Program, CompareRefusesWhatItCanNotTellApartOrOverwrite) {
  EXPECT_EQ(run("compare status_quo").status, 2);
  const Answer unknown =
      run("compare status_quo europe_only --objective durable_peace_acceptable --out out");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--objective"));
  EXPECT_THAT(run("compare status_quo europe_only --objective negotiated_peace,setlement").err,
              HasSubstr("did you mean negotiated_peace,settlement?"));
  EXPECT_THAT(run("compare status_quo europe_only --objective end_month").err,
              HasSubstr("not a number that every trial has"));
  EXPECT_EQ(run("compare status_quo europe_only europe_only --trials 100 --out out").status, 2);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
  ASSERT_EQ(run("compare status_quo europe_only --trials 100 --out out").status, 0);
  EXPECT_THAT(run("compare status_quo europe_only --trials 100 --out out").err,
              HasSubstr("--force"));
  for (const std::string force : {"", " --force"}) {
    const Answer answer = run("run status_quo --trials 100 --out out" + force);
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, HasSubstr("another result, compare of status_quo, europe_only"));
  }
  EXPECT_THAT(names_in("out"),
              ElementsAre("columns.csv", "comparison.csv", "manifest.json", "transitions.csv"));
}

}  // namespace
}  // namespace armistice
