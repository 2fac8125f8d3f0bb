// Results of several scenarios beside each other, and tables for spreadsheets.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "experiments/report/csv.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using support::Program;
using testing::ElementsAre;
using testing::HasSubstr;

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

}  // namespace
}  // namespace armistice
