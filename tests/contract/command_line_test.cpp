// The built program, as a user's script sees it: exit statuses, messages, files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <tuple>

#include "experiments/report/csv.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using support::Program;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(Program, HelpAndVersionAreDoneWithoutARun) {
  EXPECT_EQ(run("--help").status, 0);
  EXPECT_THAT(run("--version").out, StartsWith("armistice "));
}

TEST_F(Program, RunPrintsTheSummaryAndNothingElse) {
  const Answer answer = run("run status_quo --trials 200");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("negotiated peace"), HasSubstr("not a forecast")));
  EXPECT_EQ(answer.err, "") << "progress is for terminals";
  EXPECT_THAT(names_in("."), ElementsAre("stderr", "stdout")) << "no --out, no file";
}

TEST_F(Program, RunWritesTheContractsFiles) {
  ASSERT_EQ(run("run status_quo --trials 200 --record all --out deep/out").status, 0);
  EXPECT_THAT(names_in("deep/out"),
              ElementsAre("actors.csv", "columns.csv", "costs.csv", "incidence.csv", "leaders.csv",
                          "manifest.json", "outcomes.csv", "parameters.csv", "relapse.csv",
                          "timeline.csv", "trial_donors.csv", "trials.csv", "vetoes.csv"));
  EXPECT_THAT(result("deep/out/trials.csv"), StartsWith("trial,outcome,detail,end_month,"));
  EXPECT_THAT(result("deep/out/timeline.csv"), StartsWith("month,date,quantity,mean,"));
  EXPECT_THAT(result("deep/out/parameters.csv"), StartsWith("name,kind,value,distribution,"));
  EXPECT_THAT(result("deep/out/actors.csv"), HasSubstr("\nUS,United States,"));
}

TEST_F(Program, ByADateTheSharesHaveBothUncertainties) {
  const std::string options = "--trials 500 --horizon 36 --by 2026-12 --by 2028-02 --out out";
  const Answer answer = run("run status_quo " + options);
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("\nby 2026-12, month 22\n"));
  const std::string csv = result("out/by_date.csv"), months = result("out/incidence.csv");
  EXPECT_THAT(csv, StartsWith("date,month,outcome,count,share,sampling_low,sampling_high,"
                              "parameter_p05,parameter_p95\n2026-12,22,negotiated_peace,"));
  const std::string key = "2026-12,22,continued_war,";
  const std::size_t at = csv.find(key) + key.size();
  const std::string shares = csv.substr(at, csv.find('\n', at) - at);
  EXPECT_THAT(months, HasSubstr("\n22,2026-12,continued_war," + shares + "\n"))
      << "as in the table of all months";
  const auto data = nlohmann::json::parse(run("run status_quo --json " + options + " --force").out);
  EXPECT_EQ(data["by_date"][0]["date"], "2026-12");
  EXPECT_THAT(data["by_date"][1]["outcomes"][2]["share"], data["outcomes"][2]["share"]);
  ASSERT_EQ(run("run status_quo --trials 200 --horizon 36 --out out --force").status, 0);
  EXPECT_FALSE(names_in("out").contains("by_date.csv")) << "it answers another question";
}

TEST_F(Program, AScenarioNamedAsAFileOfTheResultIsRefusedBesideOthers) {
  for (const std::string name : {"columns.csv", "manifest.json", "..", ".hidden"}) {
    ASSERT_EQ(shell("printf 'extends = \"status_quo\"\\n' > '" + name + ".toml'").status, 0);
    const std::string both = "run status_quo './" + name + ".toml' --trials 50 --horizon 12";
    const Answer answer = run(both + " --out out");
    EXPECT_EQ(answer.status, 2) << name;
    EXPECT_THAT(answer.err, HasSubstr("--out: a scenario is called \"" + name + "\""));
    EXPECT_FALSE(fs::exists(folder_ / "out")) << name;
    EXPECT_EQ(run(both).status, 0) << "without files there is no folder of its name";
  }
  EXPECT_EQ(run("run ./columns.csv.toml --trials 50 --horizon 12 --out out").status, 0);
}

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

TEST_F(Program, AScenarioThatIsComparedWithItselfIsTold) {
  const std::string few = " --trials 16 --horizon 12 --quiet";
  const Answer same = run("compare status_quo status_quo --set levers.mediation=1" + few);
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_THAT(same.err, HasSubstr("status_quo is the same as status_quo"));
  EXPECT_THAT(run("compare status_quo capitulation" + few).err, Not(HasSubstr("is the same as")));
}

TEST_F(Program, RelapseOfTooFewPeacesIsNotCalledCertain) {
  const Answer answer = run("run status_quo --trials 3 --seed 6");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, AllOf(HasSubstr("months of a stop: 0 % (sampling error 0 - 84)"),
                                Not(HasSubstr("about 0)")), Not(HasSubstr("0 in all 3 sets"))));
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

TEST_F(Program, ADateOutsideTheRunIsRefusedBeforeAnythingIsDone) {
  for (const std::string command : {"run status_quo", "compare status_quo europe_only"}) {
    const Answer late = run(command + " --trials 50 --horizon 12 --by 2026-03 --out out");
    EXPECT_EQ(late.status, 2);
    EXPECT_THAT(late.err, HasSubstr("expected a month from 2025-03 to 2026-02"));
    EXPECT_THAT(run(command + " --by 2025-02").err, HasSubstr("from 2025-03 to 2035-02"));
    EXPECT_THAT(run(command + " --by december").err, HasSubstr("such as 2026-12"));
    EXPECT_THAT(run(command + " --by 2026-12 --by 2026-12").err, HasSubstr("is given twice"));
    EXPECT_FALSE(fs::exists(folder_ / "out"));
  }
}

TEST_F(Program, ComparedByADateThereAreDifferences) {
  const Answer answer =
      run("compare status_quo capitulation --trials 200 --horizon 24 --by 2026-12 --out out");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("\nby 2026-12, month 22\n"));
  EXPECT_THAT(result("out/by_date.csv"),
              HasSubstr("\nstatus_quo,capitulation,2026-12,22,continued_war,"));
}

TEST_F(Program, APrecisionInPointsIsRefusedForShares) {
  for (const char* command : {"run status_quo", "compare status_quo europe_only"}) {
    const Answer points = run(std::string(command) + " --precision 5");
    EXPECT_EQ(points.status, 2);
    EXPECT_THAT(points.err, HasSubstr("for +-5 points write --precision 0.05"));
    EXPECT_THAT(run(std::string(command) + " --precision 0.5").err, HasSubstr("0.005"));
  }
  EXPECT_EQ(run("compare status_quo europe_only --trials 100 --horizon 12 --precision 5 "
                "--objective russian_casualties_thousand")
                .status,
            0)
      << "a mean is no share";
}

TEST_F(Program, ATracesMonthsCountFromOneAndHaveDates) {
  const Answer text = run("trace status_quo --trial 0 --horizon 12");
  EXPECT_THAT(text.out, AllOf(HasSubstr("\n2025-03  month 1  "), HasSubstr("\n2026-02  month 12  "),
                              testing::Not(HasSubstr("month 0"))));
  EXPECT_THAT(run("trace status_quo --trial 0 --horizon 12 --format csv").out,
              HasSubstr("value\n1,2025-03,"));
  EXPECT_THAT(run("trace status_quo --trial 0 --horizon 12 --format jsonl").out,
              StartsWith("{\"month\":1,\"date\":\"2025-03\""));
}

TEST_F(Program, RecordSummaryLeavesTrialsOut) {
  ASSERT_EQ(run("run status_quo --trials 200 --record all --out out").status, 0);
  ASSERT_EQ(run("run status_quo --trials 200 --record summary --out out --force").status, 0);
  EXPECT_THAT(names_in("out"),
              ElementsAre("actors.csv", "columns.csv", "costs.csv", "incidence.csv", "leaders.csv",
                          "manifest.json", "outcomes.csv", "parameters.csv", "relapse.csv",
                          "timeline.csv", "vetoes.csv"));
}

TEST_F(Program, ThreadsAndLanesChangeNoByte) {
  ASSERT_EQ(
      shell("ARMISTICE_LANES=scalar \"$A\" run status_quo --trials 5000 --horizon 24 --threads 1 "
            "--record all --out one")
          .status,
      0);
  ASSERT_EQ(
      run("run status_quo --trials 5000 --horizon 24 --threads 3 --record all --out two").status,
      0);
  EXPECT_THAT(names_in("one"), testing::Contains("trials.csv"));
  for (const std::string& name : names_in("one")) {
    if (name == "manifest.json") continue;
    EXPECT_EQ(result("one/" + name), result("two/" + name)) << name;
  }
  const auto manifest = [this](const std::string& folder) {
    auto data = nlohmann::json::parse(result(folder + "/manifest.json"));
    data.erase("environment");
    return data;
  };
  EXPECT_EQ(manifest("one"), manifest("two"));
}

TEST_F(Program, AResultIsKeptUnlessForced) {
  ASSERT_EQ(run("run status_quo --trials 100 --out out").status, 0);
  const std::string before = result("out/trials.csv");
  const Answer again = run("run status_quo --trials 100 --seed 2 --out out");
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("--force"));
  EXPECT_EQ(result("out/trials.csv"), before);
  EXPECT_EQ(run("run status_quo --trials 100 --seed 2 --out out --force").status, 0);
  EXPECT_NE(result("out/trials.csv"), before);
}

TEST_F(Program, SeveralScenariosHaveAFolderEachAndOneTable) {
  const Answer answer = run("run status_quo peace_through_strength --trials 100 --out out");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, HasSubstr("Side by side"));
  EXPECT_THAT(names_in("out"),
              ElementsAre("actors.csv", "columns.csv", "costs.csv", "manifest.json", "outcomes.csv",
                          "peace_through_strength", "status_quo", "timeline.csv", "vetoes.csv"));
  EXPECT_EQ(run("run status_quo status_quo --trials 100 --out other").status, 2);
  EXPECT_FALSE(fs::exists(folder_ / "other"));
}

TEST_F(Program, TablesOfSeveralScenariosAreJoinedWithTheScenarioInFront) {
  ASSERT_EQ(run("run status_quo peace_through_strength --trials 100 --horizon 24 --by 2026-12 "
                "--out out")
                .status,
            0);
  for (const char* const name :
       {"outcomes.csv", "by_date.csv", "timeline.csv", "actors.csv", "costs.csv", "vetoes.csv"}) {
    std::string expected;
    for (const std::string scenario : {"status_quo", "peace_through_strength"}) {
      std::istringstream rows(result("out/" + scenario + "/" + name));
      bool header = true;
      for (std::string row; std::getline(rows, row); header = false) {
        if (!header) expected += scenario + "," + row + "\n";
        if (header && expected.empty()) expected = "scenario," + row + "\n";
      }
    }
    EXPECT_EQ(result(std::string("out/") + name), expected) << name;
  }
}

TEST_F(Program, JoinedTablesAreRefusedWhereAnotherResultIsAndResumedWhereTheyAreMissing) {
  const std::string both = "run status_quo europe_only --trials 100 --horizon 24 --out out";
  ASSERT_EQ(run("run status_quo --trials 100 --horizon 24 --out out").status, 0);
  const std::string before = result("out/outcomes.csv");
  EXPECT_EQ(run(both).status, 2);
  EXPECT_EQ(run(both + " --resume").status, 2) << "the result there is of one scenario";
  EXPECT_EQ(result("out/outcomes.csv"), before);
  fs::remove_all(folder_ / "out");
  ASSERT_EQ(run(both).status, 0);
  const std::string joint = result("out/outcomes.csv");
  fs::remove_all(folder_ / "out/europe_only");
  for (const std::string& name : names_in("out")) {
    if (name != "status_quo") fs::remove(folder_ / "out" / name);  // as if it had been stopped
  }
  ASSERT_EQ(run(both + " --resume").status, 0);
  EXPECT_EQ(result("out/outcomes.csv"), joint);
  ASSERT_EQ(run(both + " --resume").status, 0) << "all of it is done";
  EXPECT_EQ(result("out/outcomes.csv"), joint);
  EXPECT_EQ(run(both + " --force").status, 0);
  EXPECT_EQ(run("run status_quo --trials 100 --horizon 24 --out out --resume").status, 2)
      << "what is there is of two scenarios";
}

TEST_F(Program, SpreadsheetsOfOtherCountriesReadEachTable) {
  const std::string european = " --delimiter ';' --decimal , --trials 100 --horizon 24 --out ";
  const std::string plain = " --trials 100 --horizon 24 --out ";
  for (const std::string command :
       {"run status_quo europe_only", "compare status_quo europe_only",
        "attribute europe_only --reference status_quo", "pivotal status_quo",
        "search europe_only --finalists 2 --levels 1", "information status_quo europe_only"}) {
    fs::remove_all(folder_ / "a");
    fs::remove_all(folder_ / "b");
    ASSERT_EQ(run(command + plain + "a").status, 0) << command;
    ASSERT_EQ(run(command + european + "b").status, 0) << command;
    int tables = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "a")) {
      if (entry.path().extension() != ".csv") continue;
      const fs::path twin = folder_ / "b" / fs::relative(entry.path(), folder_ / "a");
      EXPECT_EQ(text_of(twin), in_format(text_of(entry.path()), {';', ','})) << twin;
      EXPECT_NE(text_of(twin), text_of(entry.path()));
      ++tables;
    }
    EXPECT_GE(tables, 1) << command;
    const auto manifest = nlohmann::json::parse(result("b/manifest.json"));
    EXPECT_EQ(manifest.at("csv").at("delimiter"), ";") << command;
    EXPECT_EQ(manifest.at("csv").at("decimal"), ",") << command;
  }
}

TEST_F(Program, AFormatOfTablesIsRefusedWhereItCanNotBe) {
  const std::string quick = " --trials 50 --horizon 24";
  const auto refused = [this](const std::string& arguments, const std::string& reason) {
    const Answer answer = run(arguments);
    EXPECT_EQ(answer.status, 2) << arguments;
    EXPECT_THAT(answer.err, HasSubstr(reason)) << arguments;
  };
  refused("run status_quo --out d --decimal ,", "--delimiter ';' --decimal ,");
  refused("run status_quo --delimiter ';'", "expected --out DIR too");
  refused("run status_quo --out d --delimiter x", "expected , ; |");
  refused("run status_quo --out d --decimal x", "expected . or ,");
  refused("run status_quo --out d --shard 1/2 --trials 9000 --delimiter ';'", "merge");
  refused("sweep status_quo --out d --delimiter ';'", "armistice analyse");
  refused("merge a b --out d --decimal ,", "as the shards wrote them");
  EXPECT_FALSE(fs::exists(folder_ / "d"));
  ASSERT_EQ(run("run status_quo --out d --delimiter ';' --decimal ," + quick).status, 0);
  EXPECT_EQ(run("run status_quo --out d --resume" + quick).status, 2)
      << "the result there is in another format";
  EXPECT_EQ(run("run status_quo --out d --resume --delimiter ';' --decimal ," + quick).status, 0);
}

TEST_F(Program, AttributeAloneRanksThePlayers) {
  const Answer answer =
      run("attribute peace_through_strength --by levers --permutations 1 --alone "
          "--trials 64 --horizon 24 --json --out out");
  ASSERT_EQ(answer.status, 0);
  const auto data = nlohmann::json::parse(answer.out);
  const auto& players = data.at("ranking").at("players");
  ASSERT_EQ(players.size(), data.at("players").size());
  for (std::size_t k = 1; k < players.size(); ++k) {
    EXPECT_GE(players[k - 1].at("alone"), players[k].at("alone"));
  }
  EXPECT_THAT(result("out/attribution.csv"),
              AllOf(HasSubstr(",alone,"), HasSubstr(",last,"), HasSubstr(",alone_over,")));
}

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

TEST_F(Program, SearchWritesPackagesAndFronts) {
  const Answer answer =
      run("search peace_through_strength --levels 0,1 --without military --fix us_backup=0 "
          "--horizon 24 --trials 200 --finalists 3 --budget-us 60 --out out");
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.err, "");
  EXPECT_THAT(answer.out, AllOf(HasSubstr("32 of 32 looked at"), HasSubstr("EUR bn"),
                                HasSubstr("not a forecast")));
  EXPECT_THAT(names_in("out"),
              ElementsAre("columns.csv", "front.csv", "manifest.json", "packages.csv"));
  EXPECT_THAT(result("out/packages.csv"),
              StartsWith("package,level_economic,level_eu,level_nato,"));
  EXPECT_THAT(result("out/front.csv"), StartsWith("criterion,package,levels,objective,"));
  const auto manifest = nlohmann::json::parse(result("out/manifest.json"));
  EXPECT_EQ(manifest["packages"], 32);
  EXPECT_EQ(manifest["budget"]["united_states_eur_bn"], 60);
}

TEST_F(Program, InformationWritesItsTable) {
  const Answer answer =
      run("information europe_only --trials 200 --horizon 24 --eur-bn-per-point 3 --out out");
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.err, "");
  EXPECT_THAT(answer.out, AllOf(HasSubstr("status_quo"), HasSubstr("Without knowing more"),
                                HasSubstr("not a forecast")));
  EXPECT_THAT(names_in("out"), ElementsAre("columns.csv", "information.csv", "manifest.json"));
  EXPECT_THAT(result("out/information.csv"), StartsWith("parameter,evppi,sampling_low,"));
  EXPECT_THAT(result("out/information.csv"), HasSubstr("\nall,"));
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

TEST_F(Program, ADiskThatFillsUpDuringTheRunLeavesNothing) {
  // A limit on the size of files stands in for a full disk.
  for (const auto& [limit, file] : {std::pair("8", "identity"), std::pair("400", "trial")}) {
    const Answer answer = shell(std::string("( ulimit -f ") + limit +
                                " && \"$A\" run status_quo --trials 9000 --record all --out out )");
    EXPECT_EQ(answer.status, 3);
    EXPECT_THAT(answer.err, HasSubstr(file));
    EXPECT_FALSE(fs::exists(folder_ / "out")) << file;
  }
}

TEST_F(Program, TermStopsASearchAndWhatIsWorthKnowing) {
  for (const char* line : {"search peace_through_strength --trials 2000000000",
                           "information europe_only --trials 10000000"}) {
    const Answer answer = shell("\"$A\" " + std::string(line) +
                                " --threads 1 --out out & P=$!; sleep 1; kill -TERM $P; wait $P");
    EXPECT_EQ(answer.status, 75) << line;
    EXPECT_THAT(answer.err, HasSubstr("stopped by SIGTERM")) << line;
    EXPECT_FALSE(fs::exists(folder_ / "out")) << line;
  }
}

TEST_F(Program, TermStopsAnAttributionInTheMiddleOfABlock) {
  const Answer answer = shell(
      "\"$A\" attribute peace_through_strength --trials 4000000000 --threads 1 --out out & P=$!; "
      "sleep 1; kill -TERM $P; wait $P");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("attribute: stopped by SIGTERM"));
  EXPECT_FALSE(fs::exists(folder_ / "out")) << "no half file";
}

TEST_F(Program, AttributeWritesItsTableAndSumsToTheEffect) {
  const std::string line =
      "attribute status_quo --reference europe_only --trials 20 --horizon 12 --out out";
  ASSERT_EQ(run(line).status, 0);
  EXPECT_THAT(names_in("out"), ElementsAre("attribution.csv", "columns.csv", "manifest.json"));
  EXPECT_THAT(result("out/attribution.csv"),
              StartsWith("reference,scenario,quantity,detail,term,player,other,value,"));
  EXPECT_EQ(run(line).status, 2) << "not without --force";
  const auto data = nlohmann::json::parse(
      run("attribute status_quo --reference europe_only --trials 20 --horizon 12 --json "
          "--objective russian_casualties_thousand --permutations 2")
          .out);
  double sum = 0, total = 0;
  for (const auto& row : data["terms"]) {
    if (row["term"] == "shapley") sum += row["value"].get<double>();
    if (row["term"] == "total") total = row["value"].get<double>();
  }
  EXPECT_NE(total, 0);
  EXPECT_NEAR(sum, total, 1e-9 * std::abs(total));
  EXPECT_EQ(run("attribute status_quo --reference status_quo --trials 20").status, 2);
}

TEST_F(Program, TermStopsAPivotalAnalysisInTheMiddleOfAGroup) {
  const Answer answer = shell(
      "\"$A\" pivotal status_quo --trials 4000000000 --threads 1 --out out & P=$!; sleep 1; "
      "kill -TERM $P; wait $P");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("pivotal: stopped by SIGTERM"));
  EXPECT_FALSE(fs::exists(folder_ / "out")) << "no half file";
}

TEST_F(Program, PivotalWritesItsTableAndRanksAllActors) {
  const std::string line = "pivotal status_quo --trials 20 --horizon 24";
  ASSERT_EQ(run(line + " --out out").status, 0);
  EXPECT_THAT(names_in("out"), ElementsAre("columns.csv", "manifest.json", "pivotal.csv"));
  EXPECT_THAT(result("out/pivotal.csv"),
              StartsWith("actor,name,kind,choice,end,trials,changed_outcome,changed_detail,"));
  const auto manifest = nlohmann::json::parse(result("out/manifest.json"));
  EXPECT_EQ(manifest["command"], "pivotal");
  EXPECT_EQ(run(line + " --out out").status, 2) << "not without --force";
  const auto data = nlohmann::json::parse(run(line + " --json").out);
  EXPECT_EQ(data["pivotal"].size(), manifest["actors"]);
  std::size_t interventions = 0;
  int before = 20;
  for (const auto& actor : data["pivotal"]) {
    interventions += actor["interventions"].size();
    EXPECT_LE(actor["any"]["changed_detail"].get<int>(), before);
    before = actor["any"]["changed_detail"].get<int>();
  }
  EXPECT_EQ(interventions, manifest["interventions"]);
  const Answer mean = run(line + " --objective russian_casualties_thousand");
  EXPECT_EQ(mean.status, 2);
  EXPECT_THAT(mean.err, HasSubstr("expected a row of outcomes.csv"));
}

TEST_F(Program, APrecisionSaysHowManyTrialsItTook) {
  const Answer reached = run("run status_quo --horizon 12 --precision 0.03 --out out");
  ASSERT_EQ(reached.status, 0);
  EXPECT_THAT(reached.out, HasSubstr("precision reached"));
  const auto manifest = nlohmann::json::parse(result("out/manifest.json"));
  EXPECT_EQ(manifest["trials"], 4096);
  EXPECT_EQ(manifest["precision"]["reached"], true);
  EXPECT_EQ(manifest["precision"]["half_width"], 0.03);
  const Answer not_reached =
      run("compare status_quo europe_only --horizon 12 --precision 1e-6 --trials 300");
  EXPECT_EQ(not_reached.status, 0);
  EXPECT_THAT(not_reached.out,
              AllOf(HasSubstr("PRECISION NOT REACHED"), HasSubstr("300 (--trials)")));
}

TEST_F(Program, CheckSaysWhatDiffers) {
  const Answer answer = run("check status_quo --set levers.us_backup=0.9");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out,
              AllOf(HasSubstr("levers.us_backup"), HasSubstr("0.9"), HasSubstr("Nothing was run")));
  EXPECT_EQ(nlohmann::json::parse(run("check status_quo --json").out)["changes"].size(), 0u);
}

TEST_F(Program, CataloguesListWhatThereIs) {
  EXPECT_THAT(run("parameters front").out, HasSubstr("parameters.front.dead_zone"));
  EXPECT_THAT(run("parameters --markdown").out, StartsWith("# Parameters"));
  EXPECT_THAT(run("levers nato").out, HasSubstr("nato_fast_track"));
  EXPECT_THAT(run("actors").out, HasSubstr("Germany"));
  EXPECT_THAT(run("scenarios").out, HasSubstr("status_quo"));
  for (const char* what : {"parameters", "levers", "actors", "scenarios"}) {
    EXPECT_TRUE(nlohmann::json::parse(run(std::string(what) + " --json").out).is_array()) << what;
  }
}

}  // namespace
}  // namespace armistice
