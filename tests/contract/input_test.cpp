// What the built program makes of names, layers, pipes and drafts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace armistice::support {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST_F(Program, EveryNameThatScenariosListsCanBeRun) {
  const auto listed = nlohmann::json::parse(run("scenarios --json").out);
  EXPECT_GT(listed.size(), 20u);
  for (const auto& scenario : listed) {
    const std::string name = scenario["name"];
    EXPECT_EQ(run("check " + name).status, 0) << name;
  }
}

TEST_F(Program, LayersGiveResultsOfTheirOwnName) {
  const std::string line = "run peace_through_strength --trials 50 --horizon 24 --quiet --out out";
  ASSERT_EQ(run(line + "/a --with nato_provokes").status, 0);
  ASSERT_EQ(run(line + "/b").status, 0);
  const auto scenario = [this](const std::string& folder) {
    return nlohmann::json::parse(result("out/" + folder + "/manifest.json"))["scenario"];
  };
  EXPECT_EQ(scenario("a")["name"], "peace_through_strength+nato_provokes");
  EXPECT_NE(scenario("a")["digest"], scenario("b")["digest"]);
}

TEST_F(Program, CheckShowsEveryDifferenceWithWhoSetsItAndConflicts) {
  const auto data = nlohmann::json::parse(
      run("check peace_through_strength --with membership_must_wait --set mechanisms=core --set "
          "rule=rational --set actors.HU.tie=0.3 --set events.patron_change=2027-01 --json")
          .out);
  std::map<std::string, std::array<std::string, 3>> changes;
  for (const auto& c : data["changes"])
    changes[c["name"]] = {c["value"], c["default"], c["set_by"]};
  const auto is = [&](const char* name, const char* value, const char* usual, const char* by) {
    EXPECT_EQ(changes[name], (std::array<std::string, 3>{value, usual, by})) << name;
  };
  is("levers.us_backup", "0.8", "0.5", "peace_through_strength");
  is("mechanisms", "core", "full", "--set");
  is("rule", "rational", "quantal", "--set");
  is("events.patron_change", "2027-01", "never", "--set");
  is("actors.HU.tie", "0.3", "0.9", "--set");
  ASSERT_EQ(data["conflicts"].size(), 1u);
  EXPECT_EQ(data["conflicts"][0]["name"], "levers.nato_before_ceasefire");
  EXPECT_EQ(data["conflicts"][0]["second"], "with membership_must_wait");
  EXPECT_THAT(run("check peace_through_strength --with membership_must_wait").out,
              AllOf(HasSubstr("Set twice"), HasSubstr("with membership_must_wait")));
}

TEST_F(Program, CheckNamesTheLayerWhoseValueCountsInAConflict) {
  const Answer answer = run("check europe_only --with no_us_backup --json");
  ASSERT_EQ(answer.status, 0) << answer.err;
  const auto data = nlohmann::json::parse(answer.out);
  std::map<std::string, std::array<std::string, 2>> conflicts;
  for (const auto& c : data["conflicts"]) {
    EXPECT_EQ(conflicts.count(c["name"]), 0u) << c["name"];
    conflicts[c["name"]] = {c["second_value"], c["second"]};
  }
  const std::array<std::string, 2> backup{"0.1", "with no_us_backup"};
  EXPECT_EQ(conflicts["levers.us_backup"], backup);
  std::size_t both = 0;
  for (const auto& c : data["changes"]) {
    const auto conflict = conflicts.find(c["name"]);
    if (conflict == conflicts.end()) continue;
    ++both;
    const std::string drawn = c["distribution"];
    const std::string value = drawn.empty() ? std::string(c["value"]) : drawn;
    EXPECT_EQ(conflict->second, (std::array<std::string, 2>{value, c["set_by"]})) << c["name"];
  }
  EXPECT_GE(both, 3u);
}

TEST_F(Program, ScenarioIsReadFromStandardInputAndFromAPipe) {
  const Answer from_input = shell(
      "printf 'extends = \"status_quo\"\\n[levers]\\nus_backup = 0.9\\n' | \"$A\" check - --json");
  ASSERT_EQ(from_input.status, 0) << from_input.err;
  const auto data = nlohmann::json::parse(from_input.out);
  EXPECT_EQ(data["name"], "stdin");
  EXPECT_EQ(data["changes"].size(), 1u);
  // A sweep reads it again and again.
  const Answer sweep = shell(
      "mkfifo pipe.toml && { printf 'extends = \"status_quo\"\\n' > pipe.toml & } && \"$A\" sweep "
      "pipe.toml --design lhs --samples 4 --replicates 1 --horizon 12 --factor "
      "rule=quantal,rational --out s --quiet");
  EXPECT_EQ(sweep.status, 0) << sweep.err;
}

TEST_F(Program, WaitingForAPipeThatNobodyWritesToIsInterrupted) {
  const Answer waiting =
      shell("mkfifo p.toml && timeout --preserve-status -s INT -k 20 1 \"$A\" check p.toml");
  EXPECT_EQ(waiting.status, 130) << waiting.err;
  const Answer design = shell(
      "mkfifo d.csv && timeout --preserve-status -s INT -k 20 1 \"$A\" sweep status_quo --design "
      "d.csv --out s");
  EXPECT_EQ(design.status, 130) << design.err;
  EXPECT_FALSE(fs::exists(folder_ / "s"));
}

TEST_F(Program, DraftAmongTheScenariosHidesNoOther) {
  const Answer answer = shell(
      "mkdir scenarios && echo 'us_backup = 80%' > scenarios/draft.toml && \"$A\" scenarios && "
      "\"$A\" check status_quo > /dev/null");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("peace_through_strength"),
                                HasSubstr("can't be read: scenarios/draft.toml:1:")));
}

}  // namespace
}  // namespace armistice::support
