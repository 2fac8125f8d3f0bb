// What is said twice is refused, and advice that the program gives works when it is followed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace armistice::support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kFew = " --trials 64 --horizon 12 --quiet";

/// Changes a text where it stands first.
std::string with(std::string text, const std::string& old, const std::string& other) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), other);
}

TEST_F(Program, SearchRefusesALeverThatIsHeldTwiceOrHeldAndLeftOut) {
  const auto refusal = [this](const std::string& options) {
    const Answer answer = run("search peace_through_strength --trials 16 --horizon 12" + options);
    EXPECT_EQ(answer.status, 2) << options;
    return answer.err;
  };
  EXPECT_THAT(refusal(" --fix us_backup=0.5 --fix us_backup=1"),
              HasSubstr("--fix us_backup is given twice"));
  EXPECT_THAT(refusal(" --fix us_backup=0.5 --without us_backup"),
              HasSubstr("--fix us_backup and --without us_backup"));
  EXPECT_THAT(refusal(" --fix us_backup=0.5 --set levers.us_backup=1"),
              HasSubstr("--set levers.us_backup=1 has no effect"));
  EXPECT_THAT(refusal(" --without us_backup --without us_backup"),
              HasSubstr("--without us_backup is given twice"));
  EXPECT_THAT(refusal(" --levels 0,0.5,0.5,1"), HasSubstr("0.5 is given twice"));
}

TEST_F(Program, AScenarioOrAFolderThatIsGivenTwiceIsRefused) {
  for (const std::string command : {"run", "compare"}) {
    const Answer twice = run(command + " status_quo status_quo" + kFew);
    EXPECT_EQ(twice.status, 2);
    EXPECT_THAT(twice.err, HasSubstr("status_quo is given twice; expected each scenario once"));
    EXPECT_EQ(run(command + " status_quo europe_only" + kFew).status, 0);
  }
  ASSERT_EQ(run("run status_quo --out out" + kFew).status, 0);
  EXPECT_THAT(run("report out out --out a.html").err, HasSubstr("out is given twice"));
  EXPECT_THAT(run("report out ./out --out a.html").err, HasSubstr("are the same folder"));
  EXPECT_EQ(names_in(".").count("a.html"), 0u);
}

TEST_F(Program, ForceReplacesNoPageThatWasEdited) {
  ASSERT_EQ(run("run status_quo --out out" + kFew).status, 0);
  ASSERT_EQ(run("report out --out a.html").status, 0);
  const std::string page = result("a.html");
  EXPECT_EQ(run("report out --out a.html --force").status, 0);
  for (const std::string& edited : {with(page, "How the war might end", "How the war may end"),
                                    page + "<p>mine</p>\n", page.substr(0, page.rfind("<!--"))}) {
    std::ofstream(folder_ / "a.html", std::ios::binary) << edited;
    const Answer answer = run("report out --out a.html --force");
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, HasSubstr("has changed since armistice wrote it"));
    EXPECT_EQ(result("a.html"), edited);
  }
}

TEST_F(Program, ForceReplacesNoManifestThatWasEdited) {
  ASSERT_EQ(run("run status_quo --out out" + kFew).status, 0);
  const std::string manifest = result("out/manifest.json");
  EXPECT_EQ(run("run status_quo --force --out out" + kFew).status, 0);
  for (const std::string& edited : {with(manifest, "\"seed\": 1", "\"seed\": 7"),
                                    with(manifest, "\"crc64\":", "\"note\": 1, \"crc64\":")}) {
    std::ofstream(folder_ / "out/manifest.json", std::ios::binary) << edited;
    const Answer answer = run("run status_quo --force --out out" + kFew);
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, HasSubstr("manifest.json: has changed since armistice wrote it"));
    EXPECT_EQ(result("out/manifest.json"), edited);
  }
}

TEST_F(Program, RelatedParametersOfADesignAreCheckedWithEachOther) {
  const std::string first = "parameters.wind_down.least_intensity",
                    second = "parameters.wind_down.defender_attack",
                    few = " --replicates 2 --horizon 12 --quiet";
  const auto sweep = [&](const std::string& high) {
    return run("sweep status_quo --design lhs --samples 8 --factor " + first + "=0:0.5 --factor " +
               second + "=0:" + high + " --out lhs" + few);
  };
  const Answer broken = sweep("0.6");
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err,
              AllOf(HasSubstr(first), HasSubstr(second), HasSubstr("more than 1 together")));
  const Answer whole = sweep("0.5");
  EXPECT_EQ(whole.status, 0) << whole.err;

  const auto table = [&](const std::string& rows) {
    std::ofstream(folder_ / "mine.csv") << first << "," << second << "\n" << rows;
    return run("sweep status_quo --design mine.csv --out table" + few);
  };
  const Answer refused = table("0.9,0.1\n0.9,0.2\n");
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("point 1"), HasSubstr(first), HasSubstr(second)));
  const Answer taken = table("0.9,0.1\n0.1,0.9\n");
  EXPECT_EQ(taken.status, 0) << taken.err;
}

TEST_F(Program, DefaultsOfParametersHaveNoDigitsOfRounding) {
  for (const std::string how : {"", " --json", " --markdown"}) {
    const std::string text = run("parameters" + how).out;
    EXPECT_THAT(text, AllOf(Not(HasSubstr("99999999")), Not(HasSubstr("00000000")))) << how;
  }
  for (const auto& p : nlohmann::json::parse(run("parameters initial.infrastructure --json").out)) {
    EXPECT_EQ(p["default"], 0.65);
  }
}

TEST_F(Program, HintsAfterStandardInputReadStandardInput) {
  std::ofstream(folder_ / "mine.toml") << "extends = \"status_quo\"\n";
  const Answer answer = shell("\"$A\" run -" + kFew + " < mine.toml");
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, AllOf(HasSubstr("armistice run - --horizon 12 --out DIR"),
                                HasSubstr("armistice pivotal -"), Not(HasSubstr("./-"))));
  const Answer both = shell("\"$A\" compare status_quo -" + kFew + " < mine.toml");
  EXPECT_THAT(both.out, Not(HasSubstr("armistice attribute"))) << "it is the same";
  const Answer another =
      shell("(cat mine.toml; echo 'levers.mediation = 1') | \"$A\" compare status_quo -" + kFew);
  EXPECT_THAT(another.out, HasSubstr("armistice attribute - "));
}

TEST_F(Program, AdviceOnAColonAndOnADesignCanBeFollowed) {
  std::ofstream(folder_ / "mine.toml") << "extends: status_quo\n";
  EXPECT_THAT(run("check ./mine.toml").err, HasSubstr("write extends = \"status_quo\""));
  std::ofstream(folder_ / "flag.toml") << "extends = \"status_quo\"\n[switches]\ntalks: no\n";
  EXPECT_THAT(run("check ./flag.toml").err, HasSubstr("write talks = false"));
  const Answer answer =
      run("sweep status_quo --design fractional --factor levers.us_backup=0,0.2,0.4,0.6,0.8,1 "
          "--out out");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("design factorial"), Not(HasSubstr("full_factorial"))));
}

TEST_F(Program, AnalyseCallsADesignAsSweepDoesAndSaysWhyIntervalsAreMissing) {
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 40 --replicates 4 --horizon 12 --quiet "
                "--factor levers.us_backup=0:1 --factor parameters.front.dead_zone --outcome all "
                "--out out")
                .status,
            0);
  const std::string text = run("analyse out --outcome all --bootstrap 100").out;
  EXPECT_THAT(text, AllOf(HasSubstr("(lhs; chance"), Not(HasSubstr("latin_hypercube"))));
  EXPECT_THAT(text, HasSubstr("an interval is missing where"));
}

TEST_F(Program, AnalyseRefusesTablesThatItCannotRead) {
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 8 --replicates 4 --horizon 12 --quiet "
                "--factor levers.us_backup=0:1 --out out")
                .status,
            0);
  std::string results = result("out/results.csv");
  std::replace(results.begin(), results.end(), ',', ';');
  std::ofstream(folder_ / "out/results.csv") << results;
  const Answer semicolons = run("analyse out");
  EXPECT_EQ(semicolons.status, 2);
  EXPECT_THAT(semicolons.err, HasSubstr("results.csv: has semicolons between its cells"));
  std::replace(results.begin(), results.end(), ';', ',');
  std::ofstream(folder_ / "out/results.csv") << results;
  ASSERT_EQ(run("analyse out").status, 0);
  std::filesystem::remove(folder_ / "out/replicates.csv");
  const Answer missing = run("analyse out");
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, AllOf(HasSubstr("replicates.csv: is missing"),
                                 Not(HasSubstr("the analysis goes on"))));
}

TEST_F(Program, NamesThatAreNearlyThereGetAHint) {
  EXPECT_THAT(run("levers sanctionss").err, HasSubstr("did you mean sanctions?"));
  EXPECT_THAT(run("parameters levers.us_backup").err,
              HasSubstr("armistice levers us_backup shows it"));
  EXPECT_THAT(run("levers parameters.front.dead_zone").err,
              HasSubstr("armistice parameters parameters.front.dead_zone shows it"));
  for (const std::string typed : {"1,000", "1.000", "1_000", "\"1 000\""}) {
    EXPECT_THAT(run("run status_quo --trials " + typed).err, HasSubstr("write 1000")) << typed;
  }
  EXPECT_THAT(run("run status_quo --trials 1.5").err, HasSubstr("expected a whole number"));
  EXPECT_THAT(run("check korea_1953").out, HasSubstr("none: switches.us_change is false"));
}

}  // namespace
}  // namespace armistice::support
