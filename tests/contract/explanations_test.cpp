// What explains and chooses: `attribute`, `pivotal`, `search` and `information`.
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
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

TEST_F(Program, TermStopsAnAttributionInTheMiddleOfABlock) {
  const Answer answer = shell(
      "\"$A\" attribute peace_through_strength --trials 4000000000 --threads 1 --out out & P=$!; "
      "sleep 1; kill -TERM $P; wait $P");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("attribute: stopped by SIGTERM"));
  EXPECT_EQ(names_in("out"), (std::set<std::string>{".armistice-work"})) << "no half file";
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

TEST_F(Program, TermStopsAPivotalAnalysisInTheMiddleOfAGroup) {
  const Answer answer = shell(
      "\"$A\" pivotal status_quo --trials 4000000000 --threads 1 --out out & P=$!; sleep 1; "
      "kill -TERM $P; wait $P");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("pivotal: stopped by SIGTERM"));
  EXPECT_EQ(names_in("out"), (std::set<std::string>{".armistice-work"})) << "no half file";
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

TEST_F(Program, TermStopsASearchAndWhatIsWorthKnowing) {
  for (const char* line : {"search peace_through_strength --trials 2000000000",
                           "information europe_only --trials 10000000"}) {
    const Answer answer = shell("\"$A\" " + std::string(line) +
                                " --threads 1 --out out & P=$!; sleep 1; kill -TERM $P; wait $P; "
                                "S=$?; rm -rf kept; mv out kept; exit $S");
    EXPECT_EQ(answer.status, 75) << line;
    EXPECT_THAT(answer.err, HasSubstr("stopped by SIGTERM")) << line;
    EXPECT_EQ(names_in("kept"), (std::set<std::string>{".armistice-work"})) << line;
  }
}

TEST_F(Program, ReportRefusesAResultOfWhichItHasNoExhibit) {
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 16 --replicates 2 --horizon 12 --quiet "
                "--factor levers.us_backup=0:1 --out swept")
                .status,
            0);
  const Answer answer = run("report swept --out memo.html");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("swept: has no table that a page shows"));
  EXPECT_FALSE(fs::exists(folder_ / "memo.html"));
}

}  // namespace
}  // namespace armistice
