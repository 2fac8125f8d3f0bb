// What the program says to type, or to write instead: it can be typed as it stands, and it is
// right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFew = " --trials 40 --horizon 12 --quiet";

class Hints : public support::Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    std::filesystem::create_directories(folder_ / "my own");
    write("mine.toml", "extends = \"status_quo\"\n[levers]\nmediation = 1\n");
    write("my own/it's.toml", "extends = \"status_quo\"\nwith = [\"nato_provokes\"]\n");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }

  /// The commands after "why: " and "and: ", without what stands in brackets behind each.
  static std::vector<std::string> commands_in(const std::string& out) {
    std::vector<std::string> commands;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("why: ") && !line.starts_with("and: ")) continue;
      static const std::regex kCommand(R"(armistice (.*?)( \([a-z ]+\))?(, (?=armistice )|$))");
      for (std::sregex_iterator c(line.begin(), line.end(), kCommand), end; c != end; ++c) {
        commands.push_back((*c)[1].str());
      }
    }
    return commands;
  }

  /// Runs what is said to be typed, and looks that it is of the same scenario.
  void expect_they_run(const std::string& line, std::size_t how_many) const {
    const Answer said = run(line + kFew);
    ASSERT_EQ(said.status, 0) << said.err;
    const std::vector<std::string> commands = commands_in(said.out);
    EXPECT_EQ(commands.size(), how_many) << said.out;
    static const std::regex kDigest("digest ([0-9a-f]{16})");
    std::smatch digest;
    std::regex_search(said.out, digest, kDigest);
    for (const std::string& command : commands) {
      EXPECT_THAT(command, HasSubstr("--horizon 12"));
      const bool trace = command.starts_with("trace");
      const Answer answer = run(command + (trace ? " --json" : " --json --trials 40"));
      EXPECT_EQ(answer.status, 0) << command << "\n" << answer.err;
      if (!digest.empty()) EXPECT_THAT(answer.out, HasSubstr(digest[1].str())) << command;
    }
  }
};

TEST_F(Hints, OfAShippedScenarioRunAsPrinted) { expect_they_run("run status_quo", 2); }

TEST_F(Hints, OfOnesOwnFileRunAsPrinted) {
  expect_they_run("run ./mine.toml", 2);
  expect_they_run("run 'my own/it'\\''s.toml' --seed 3", 2);
}

TEST_F(Hints, OfAFileWithTheNameOfAShippedScenarioAreOfTheFile) {
  write("my own/status_quo.toml", "extends = \"europe_only\"\n");
  expect_they_run("run 'my own/status_quo.toml'", 2);
}

TEST_F(Hints, OfScenariosLaidOverOneAnotherRunAsPrinted) {
  expect_they_run("run status_quo --with nato_provokes --with europe_only", 2);
  expect_they_run("run ./mine.toml --with nato_provokes --set levers.us_backup=0.5", 2);
  expect_they_run("compare status_quo mine --with nato_provokes", 2);
}

TEST_F(Hints, ThatWouldNotFindAScenarioAreNotPrinted) {
  write("my own/over.toml", "extends = \"status_quo\"\n[levers]\nus_backup = 1\n");
  const Answer answer = run(std::string("run status_quo --with 'my own/over.toml'") + kFew);
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, Not(HasSubstr("why: ")));
}

TEST_F(Hints, AWholeNumberWithMarksIsWrittenPlainlyForEveryCount) {
  const std::string sweep = "sweep status_quo --factor levers.us_backup=0:1 ";
  for (const std::string line :
       {"run status_quo --trials ", "run status_quo --seed ", "run status_quo --threads ",
        "run status_quo --horizon ", "trace status_quo --trial ", "trace status_quo --replicate ",
        "attribute peace_through_strength --permutations ", "validate --trials ",
        "validate --sets ", "validate --replicates ", "backtest status_quo --trials ",
        "search peace_through_strength --finalists ", "analyse x --bootstrap "}) {
    for (const std::string typed : {"1,000", "1.000", "\"1'000\"", "'1 000'", "1_000"}) {
      const Answer answer = run(line + typed);
      EXPECT_EQ(answer.status, 2) << line << typed;
      EXPECT_THAT(answer.err, HasSubstr("write 1000\n")) << line << typed;
    }
  }
  EXPECT_THAT(run(sweep + "--samples 1,048,576").err, HasSubstr("write 1048576\n"));
  EXPECT_THAT(run(sweep + "--replicates 1,000").err, HasSubstr("write 1000\n"));
  EXPECT_THAT(run("run status_quo --shard 1/1,000").err, HasSubstr("write 1000\n"));
  for (const std::string other : {"1,00", ",100", "1,000,0", "1000,", "ten", "1,000x"}) {
    EXPECT_THAT(run("run status_quo --trials " + other).err,
                AllOf(HasSubstr("expected a whole number"), Not(HasSubstr("write"))))
        << other;
  }
}

TEST_F(Hints, ACountThatIsSetIsWrittenPlainlyToo) {
  for (const std::string typed : {"1,000", "1 000", "1.000"}) {
    const Answer answer =
        run("check status_quo --set 'levers.us_backup.start_month=" + typed + "'");
    EXPECT_EQ(answer.status, 2) << typed;
    EXPECT_THAT(answer.err, testing::ContainsRegex("write (1 or )?1000")) << typed;
  }
  // What is no count may have three digits behind the point.
  EXPECT_EQ(run("check status_quo --set initial.occupied_share_pct=18.625").status, 0);
}

TEST_F(Hints, ALeverThatIsHeldIsInNoGroupThatIsLeftOut) {
  const std::string search = "search peace_through_strength --trials 200 --horizon 12 ";
  for (const std::string words : {"--fix european_forces=0.5 --without military",
                                  "--without military --fix european_forces=0.5"}) {
    const Answer answer = run(search + words);
    EXPECT_EQ(answer.status, 2) << words;
    EXPECT_THAT(answer.err, AllOf(HasSubstr("--fix european_forces"),
                                  HasSubstr("--without military"), HasSubstr("one of the two")));
  }
  // It begins, and goes on until its time is over.
  EXPECT_EQ(run(search + "--fix european_forces=0.5 --without nato --time-limit 0.1s").status, 75);
}

TEST_F(Hints, AStartWithoutAStateNamesTheMonthsThatHaveOne) {
  const Answer answer = run("check status_quo --set start=2021-06");
  ASSERT_EQ(answer.status, 2) << answer.out;
  EXPECT_THAT(answer.err, HasSubstr("a month that has a state: "));
  static const std::regex kMonth(R"(\d{4}-\d{2})");
  const std::string months = answer.err.substr(answer.err.find("has a state: "));
  int named = 0;
  for (std::sregex_iterator m(months.begin(), months.end(), kMonth), end; m != end; ++m, ++named) {
    EXPECT_EQ(run("check status_quo --set start=" + m->str()).status, 0) << m->str();
  }
  EXPECT_GT(named, 1);
}

TEST_F(Hints, ATraceSpeaksOfADeFactoCeasefire) {
  const Answer answer = run("trace status_quo --trial 3");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("de facto cease-fire that lasts"),
                                Not(testing::ContainsRegex("[Ff]r(ee|o)ze"))));
}

TEST_F(Hints, AnEditOfTheEnvironmentIsNoticed) {
  ASSERT_EQ(run(std::string("run status_quo --out out") + kFew).status, 0);
  EXPECT_EQ(run("verify out").status, 0);
  const std::string manifest = result("out/manifest.json");
  std::string edited = manifest;
  const std::size_t at = edited.find("\"--horizon\"");
  ASSERT_NE(at, std::string::npos);
  edited[at + 3] = 'H';
  std::ofstream(folder_ / "out/manifest.json", std::ios::binary) << edited;
  const Answer verify = run("verify out");
  EXPECT_EQ(verify.status, 2);
  EXPECT_THAT(verify.out + verify.err, HasSubstr("manifest.json has other bytes"));
  const Answer replaced = run(std::string("run status_quo --force --out out") + kFew);
  EXPECT_EQ(replaced.status, 2);
  EXPECT_THAT(replaced.err, HasSubstr("has changed since armistice wrote it"));
  EXPECT_EQ(result("out/manifest.json"), edited);
  std::ofstream(folder_ / "out/manifest.json", std::ios::binary) << manifest;
  EXPECT_EQ(run(std::string("run status_quo --force --out out") + kFew).status, 0);
}

}  // namespace
}  // namespace armistice
