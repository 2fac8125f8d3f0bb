// What `run` prints and writes, and `trace` of one of its trials.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

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

TEST_F(Program, RunPrintsTheSummaryAndNothingElse) {
  const Answer answer = run("run status_quo --trials 200");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("negotiated peace"), HasSubstr("not a forecast")));
  EXPECT_EQ(answer.err, "") << "progress is for terminals";
  EXPECT_THAT(names_in("."), ElementsAre("stderr", "stdout")) << "no --out, no file";
}

TEST_F(Program, RunWritesTheContractsFiles) {
  ASSERT_EQ(run("run status_quo --trials 200 --record all --out deep/out").status, 0);
  EXPECT_THAT(
      names_in("deep/out"),
      ElementsAre("actors.csv", "columns.csv", "costs.csv", "incidence.csv", "leaders.csv",
                  "manifest.json", "outcomes.csv", "parameters.csv", "relapse.csv", "stories.csv",
                  "timeline.csv", "trial_donors.csv", "trials.csv", "vetoes.csv"));
  EXPECT_THAT(result("deep/out/trials.csv"), StartsWith("trial,outcome,detail,end_month,"));
  EXPECT_THAT(result("deep/out/timeline.csv"), StartsWith("month,date,quantity,mean,"));
  EXPECT_THAT(result("deep/out/parameters.csv"), StartsWith("name,kind,value,distribution,"));
  EXPECT_THAT(result("deep/out/actors.csv"), HasSubstr("\nUS,United States,"));
}

TEST_F(Program, RecordSummaryLeavesTrialsOut) {
  ASSERT_EQ(run("run status_quo --trials 200 --record all --out out").status, 0);
  ASSERT_EQ(run("run status_quo --trials 200 --record summary --out out --force").status, 0);
  EXPECT_THAT(names_in("out"),
              ElementsAre("actors.csv", "columns.csv", "costs.csv", "incidence.csv", "leaders.csv",
                          "manifest.json", "outcomes.csv", "parameters.csv", "relapse.csv",
                          "timeline.csv", "vetoes.csv"));
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

TEST_F(Program, RelapseOfTooFewPeacesIsNotCalledCertain) {
  const Answer answer = run("run status_quo --trials 3 --seed 6");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, AllOf(HasSubstr("months of a stop: 0 % (sampling error 0 - 84)"),
                                Not(HasSubstr("about 0)")), Not(HasSubstr("0 in all 3 sets"))));
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

}  // namespace
}  // namespace armistice
