// What is said of the settings: those of the command line, those without effect, what a scenario
// resolves to, and what there is.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
using support::Program;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(Program, RunNotesWhatOfAScenarioHasNoEffectOrIsOfAnotherMonth) {
  const Answer answer = run(
      "run status_quo --trials 1 --horizon 12 --set start=2026-01 --set initial.reserve_usd_bn=30 "
      "--set 'actors.HU.tie={ value = 0.3, from = \"2031-05\" }'");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, AllOf(HasSubstr("note: start is 2026-01, but the initial state has"),
                                HasSubstr("note: actors.HU.tie changes from 2031-05, after the 12"),
                                HasSubstr("\n1 trial, seed 1")));
}

TEST_F(Program, WhatIsWithoutEffectIsToldBeforeTheFigures) {
  const std::string late =
      " --set 'actors.HU.tie={ value = 0.3, from = \"2031-05\" }' "
      "--trials 20 --horizon 12 ";
  for (const auto& [command, note, figures] :
       {std::tuple{"run status_quo", "note: actors.HU.tie changes", "negotiated peace"},
        {"compare status_quo europe_only", "note on A: actors.HU.tie changes", "europe_only "},
        {"pivotal status_quo", "note: actors.HU.tie changes", " is pivotal most often"}}) {
    const Answer answer = run(command + late);
    ASSERT_EQ(answer.status, 0) << answer.err;
    const std::size_t told = answer.out.find(note);
    EXPECT_NE(told, std::string::npos) << answer.out;
    EXPECT_LT(told, answer.out.find(figures, answer.out.find(" seed 1"))) << command;
  }
  EXPECT_THAT(run("trace status_quo --horizon 12 --set 'actors.HU.tie={ value = 0.3, from = "
                  "\"2031-05\" }'")
                  .out,
              HasSubstr("\nnote: actors.HU.tie changes"));
}

TEST_F(Program, EachCommandSaysWhatIsSetOnTheCommandLineInPrintAndAsData) {
  const std::string set = " --set levers.us_backup=0.9 --set rule=rational ";
  const std::string line = "\nset here: levers.us_backup = 0.9; rule = rational\n";
  const std::string few = set + "--trials 32 --horizon 12 ";
  for (const std::string& command :
       {"run status_quo" + few, "compare status_quo europe_only" + few,
        "attribute europe_only --permutations 2" + few, "pivotal status_quo" + few,
        "information status_quo europe_only" + set + "--trials 100 --horizon 12 ",
        "search peace_through_strength --finalists 2" + set + "--trials 100 --horizon 12 ",
        "trace status_quo --horizon 12" + set}) {
    const Answer text = run(command);
    ASSERT_EQ(text.status, 0) << command << text.err;
    EXPECT_THAT(text.out, HasSubstr(line)) << command;
    const auto data = nlohmann::json::parse(run(command + "--json").out);
    const nlohmann::json expected = {"levers.us_backup = 0.9", "rule = rational"};
    EXPECT_EQ(data.contains("run") ? data["run"]["set"] : data["set"], expected) << command;
  }
  ASSERT_EQ(run("run status_quo europe_only --out both" + few).status, 0);
  EXPECT_EQ(nlohmann::json::parse(result("both/manifest.json")).at("set").size(), 2u);
  EXPECT_EQ(run("run status_quo europe_only --resume --out both" + few).status, 0);
  const Answer plain = run("run status_quo --with nato_provokes --trials 1 --horizon 12");
  EXPECT_THAT(plain.out, Not(HasSubstr("set here"))) << "its name says what is laid over it";
  EXPECT_THAT(run("run status_quo --trials 1 --horizon 12 --json").out, Not(HasSubstr("\"set\"")));
}

TEST_F(Program, AScenarioThatIsComparedWithTheSameOneIsTold) {
  const std::string few = " --trials 16 --horizon 12 --quiet";
  ASSERT_EQ(shell("printf 'extends = \"status_quo\"\n' > copy.toml").status, 0);
  const Answer same = run("compare status_quo ./copy.toml --set levers.mediation=1" + few);
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_THAT(same.err, HasSubstr("copy is the same as status_quo"));
  EXPECT_THAT(run("compare status_quo capitulation" + few).err, Not(HasSubstr("is the same as")));
}

TEST_F(Program, CheckSaysWhatDiffers) {
  const Answer answer = run("check status_quo --set levers.us_backup=0.9");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out,
              AllOf(HasSubstr("levers.us_backup"), HasSubstr("0.9"), HasSubstr("Nothing was run")));
  EXPECT_EQ(nlohmann::json::parse(run("check status_quo --json").out)["changes"].size(), 0u);
}

TEST_F(Program, AScenarioOfTheListIsShownWithWhatItSets) {
  const Answer answer = run("scenarios no_us_backup");
  EXPECT_THAT(answer.out, AllOf(HasSubstr("levers.us_backup"), HasSubstr("no_us_backup\n"),
                                HasSubstr("levers.oil_and_gas_squeeze"),
                                HasSubstr("peace_through_strength\n")));
  const auto data = nlohmann::json::parse(run("scenarios no_us_backup --json").out);
  ASSERT_EQ(data.size(), 1u);
  bool found = false;
  for (const auto& setting : data[0]["settings"]) {
    if (setting["name"] != "levers.us_backup") continue;
    found = true;
    EXPECT_EQ(setting["value"], "0.1");
    EXPECT_EQ(setting["set_by"], "no_us_backup");
  }
  EXPECT_TRUE(found);
  EXPECT_FALSE(nlohmann::json::parse(run("scenarios --json").out)[0].contains("settings"));
}

TEST_F(Program, CataloguesListWhatThereIs) {
  EXPECT_THAT(run("parameters front").out, HasSubstr("parameters.front.dead_zone"));
  EXPECT_THAT(run("levers nato").out, HasSubstr("nato_fast_track"));
  EXPECT_THAT(run("actors").out, HasSubstr("Germany"));
  EXPECT_THAT(run("scenarios").out, HasSubstr("status_quo"));
  for (const char* what : {"parameters", "levers", "actors", "scenarios"}) {
    EXPECT_TRUE(nlohmann::json::parse(run(std::string(what) + " --json").out).is_array()) << what;
  }
}

TEST_F(Program, ASweepNotesWhatTheValuesOfItsFactorsBring) {
  const std::string line =
      "sweep status_quo --design lhs --samples 20 --replicates 2 --horizon 12 ";
  EXPECT_THAT(run(line + "--factor start=2024-06,2025-03 --out a").err,
              HasSubstr("start=2024-06: start is 2024-06, but the initial state has"));
  EXPECT_THAT(
      run(line + "--set mechanisms=core --factor levers.guarantee_scope=0:1 --out b").err,
      HasSubstr("levers.guarantee_scope=0: lever guarantee_scope is set to 0, but it has no"));
}

TEST_F(Program, PagesOfTheDocsAreWhatItPrints) {
  const std::filesystem::path docs = std::filesystem::path(ARMISTICE_SOURCE_DIR) / "docs";
  for (const auto& [command, page] :
       {std::pair{"parameters", "parameters.md"},
        std::pair{"parameters --by-influence", "influence.md"}, std::pair{"levers", "levers.md"}}) {
    EXPECT_EQ(run(std::string(command) + " --markdown").out, text_of(docs / page))
        << "armistice " << command << " --markdown > docs/" << page;
  }
}

TEST_F(Program, NumbersAreRankedByTheirInfluenceAndByClass) {
  const auto all = nlohmann::json::parse(run("parameters --by-influence --json").out);
  const auto largest = [](const nlohmann::json& row) {
    double most = 0;
    for (const auto& [name, value] : row.items()) {
      if (name.ends_with("_mu_star")) most = std::max(most, value.get<double>());
    }
    return most;
  };
  ASSERT_GT(all.size(), 500u);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GE(largest(all[i - 1]), largest(all[i])) << i;
  const auto judged = nlohmann::json::parse(run("parameters judgement --by-influence --json").out);
  EXPECT_LT(judged.size(), all.size());
  for (const auto& row : judged) EXPECT_EQ(row["class"], "judgement") << row["name"];
  EXPECT_THAT(run("parameters --by-influence").out, HasSubstr("Not moved"));
}

}  // namespace
}  // namespace armistice
