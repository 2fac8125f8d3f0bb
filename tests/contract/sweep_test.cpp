// What a sweep refuses, reads and says, as a user's script sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Sweep : public support::Program {
 protected:
  Answer sweep(const std::string& options) const {
    return run("sweep status_quo --horizon 12 --replicates 4 " + options);
  }
  std::string refusal(const std::string& options) const {
    const Answer answer = sweep(options + " --out refused");
    EXPECT_EQ(answer.status, 2) << options;
    EXPECT_FALSE(support::fs::exists(folder_ / "refused")) << options;
    return answer.err;
  }
  nlohmann::json design(const std::string& folder) const {
    return nlohmann::json::parse(result(folder + "/manifest.json")).at("design");
  }
};

const std::string kTwo = "--factor levers.us_backup=0:1 --factor levers.mediation=0:1 ";

TEST_F(Sweep, AnAnalysisOfAFolderThatIsNotThereSaysWhatWritesOne) {
  const Answer answer = run("analyse 'no such'");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("no such: there is no such folder; armistice sweep SCENARIO "
                                    "--out 'no such' writes one"));
}

TEST_F(Sweep, SaysWhatIsSetOnTheCommandLineInPrintAndInItsManifest) {
  const Answer answer = sweep(kTwo +
                              "--design factorial --levels 2 --set levers.monitoring=1 "
                              "--out out");
  ASSERT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("\nset here: levers.monitoring = 1\n"));
  const auto manifest = nlohmann::json::parse(result("out/manifest.json"));
  EXPECT_EQ(manifest.at("set"), nlohmann::json({"levers.monitoring = 1"}));
  EXPECT_THAT(run("analyse out").out, HasSubstr("\nset here: levers.monitoring = 1\n"));
  ASSERT_EQ(sweep(kTwo + "--design factorial --levels 2 --out plain").status, 0);
  EXPECT_FALSE(nlohmann::json::parse(result("plain/manifest.json")).contains("set"));
}

TEST_F(Sweep, AnOptionWithoutEffectIsRefusedWithTheDesignsThatItIsFor) {
  EXPECT_THAT(refusal(kTwo + "--design factorial --samples 100"),
              AllOf(HasSubstr("--samples"), HasSubstr("lhs, sobol, saltelli and morris")));
  EXPECT_THAT(refusal(kTwo + "--design lhs --levels 7"), HasSubstr("morris and factorial"));
  EXPECT_THAT(refusal(kTwo + "--design sobol --resolution 3"), HasSubstr("it is for fractional"));
  EXPECT_THAT(refusal(kTwo + "--design lhs --second-order"), HasSubstr("it is for saltelli"));
  EXPECT_THAT(refusal(kTwo + "--layout salib"), HasSubstr("it is for a CSV file"));
  EXPECT_THAT(refusal("--design factorial --levels 3 --factor rule=quantal,rational"),
              HasSubstr("each factor has values of its own"));
  EXPECT_THAT(refusal(kTwo + "--design lhs --group both=levers.us_backup,levers.mediation"),
              HasSubstr("without a correlation"));
  EXPECT_THAT(refusal("--hold-others"), HasSubstr("nothing is left to hold"));
  EXPECT_THAT(refusal(kTwo + "--outcome negotiated_peace --outcome negotiated_peace"),
              HasSubstr("given twice"));
  EXPECT_THAT(refusal(kTwo + "--outcome all --outcome negotiated_peace"), HasSubstr("alone"));
  EXPECT_THAT(refusal("--design mine.csv --samples 3"), HasSubstr("--samples has no effect"));
}

TEST_F(Sweep, ADesignIsReadFromStandardInputAndFromANamedPipe) {
  const std::string make = "printf 'levers.us_backup,switches.talks\\n0.25,True\\n0.75,False\\n' ";
  ASSERT_EQ(shell(make + "> file.csv").status, 0);
  const std::string line = "\"$A\" sweep status_quo --horizon 12 --replicates 4 --design ";
  ASSERT_EQ(shell(line + "file.csv --out file").status, 0);
  ASSERT_EQ(shell(make + "| " + line + "- --out standard").status, 0);
  ASSERT_EQ(shell("mkfifo pipe; " + make + "> pipe & " + line + "pipe --out named").status, 0);
  for (const std::string name : {"points.csv", "results.csv", "replicates.csv"}) {
    EXPECT_EQ(result("standard/" + name), result("file/" + name)) << name;
    EXPECT_EQ(result("named/" + name), result("file/" + name)) << name;
  }
  EXPECT_EQ(design("standard"), design("file")) << "the digest is of the bytes";
  const Answer again = shell(make + "| " + line + "- --resume --out file");
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.out, HasSubstr("done already"));
  EXPECT_EQ(shell(line + "- --out empty").status, 2) << "nothing on standard input";
}

TEST_F(Sweep, WaitingForAPipeThatNobodyWritesCanBeInterrupted) {
  const Answer answer = shell(
      "mkfifo pipe; \"$A\" sweep status_quo --design pipe --out out & P=$!; sleep 1; "
      "kill -TERM $P; wait $P");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("nothing was run"));
  EXPECT_FALSE(support::fs::exists(folder_ / "out"));
}

TEST_F(Sweep, AsDataItAndItsMergeAreWhatTheirManifestsSay) {
  const std::string line =
      "sweep status_quo --design lhs --samples 8 --replicates 2 --horizon 12 --json --out ";
  const auto expect_manifest = [this](const Answer& answer, const std::string& folder) {
    ASSERT_EQ(answer.status, 0) << answer.err;
    auto manifest = nlohmann::json::parse(result(folder + "/manifest.json"));
    for (const char* apart : {"environment", "files", "format", "crc64"}) manifest.erase(apart);
    EXPECT_EQ(nlohmann::json::parse(answer.out), manifest);
    EXPECT_EQ(manifest["design"]["points"], 8);
    EXPECT_EQ(manifest["failed_points"], 0);
  };
  expect_manifest(run(line + "whole"), "whole");
  ASSERT_EQ(run(line + "one --shard 1/2").status, 0);
  ASSERT_EQ(run(line + "two --shard 2/2").status, 0);
  expect_manifest(run("merge one two --json --out both"), "both");
}

TEST_F(Sweep, APointBeyondTheBoundsIsRefusedBeforeAnyIsRun) {
  const std::string name = "parameters.invader_finance.other_revenue_usd_bn";
  ASSERT_EQ(shell("printf '" + name + "\\n40\\n3e38\\n' > far.csv").status, 0);
  const Answer far = run("sweep status_quo --replicates 4 --design far.csv --out far");
  EXPECT_EQ(far.status, 2);
  EXPECT_THAT(far.err, HasSubstr("far.csv: point 1:"));
  EXPECT_THAT(far.err, HasSubstr("expected 0 to 200 (bn USD/month)"));
}

TEST_F(Sweep, ItsOwnPointsAreADesignAgainAfterAnotherProgramWroteThem) {
  ASSERT_EQ(sweep("--samples 4 --factor levers.us_backup=0:1 --factor switches.talks "
                  "--factor levers.us_backup.start_month=0,3,12 --out first")
                .status,
            0);
  // As pandas has them: True and False for truth values, .0 behind numbers that were whole.
  ASSERT_EQ(shell("sed -e 's/true/True/; s/false/False/; 2,$s/\\(,[0-9]*\\)$/\\1.0/' "
                  "first/points.csv > again.csv; cat again.csv")
                .status,
            0);
  ASSERT_THAT(result("again.csv"), AllOf(HasSubstr("True,"), HasSubstr("False,"),
                                         testing::ContainsRegex("(0|3|12)\\.0\n")));
  const Answer answer = sweep("--design again.csv --out second");
  ASSERT_EQ(answer.status, 0) << answer.err;
  for (const std::string name : {"points.csv", "results.csv", "replicates.csv"}) {
    EXPECT_EQ(result("second/" + name), result("first/" + name)) << name;
  }
  EXPECT_EQ(design("second").at("layout"), "saltelli");
  EXPECT_THAT(answer.err, HasSubstr("4 base samples of a pick-freeze design over 3 factors"));
}

TEST_F(Sweep, ReplicatesAreWordsThatNoReaderTakesForNumbers) {
  ASSERT_EQ(sweep("--design lhs --samples 30 " + kTwo + "--outcome continued_war --out out").status,
            0);
  EXPECT_THAT(result("out/replicates.csv"),
              testing::MatchesRegex("point,continued_war.replicates\n([0-9]+,x[0-9a-f]\n)+"));
}

TEST_F(Sweep, WordsWithoutAnOrderAreMarkedAndUnitsListedInTheirOrder) {
  ASSERT_EQ(sweep("--design morris --samples 2 --factor rule=quantal,rational "
                  "--factor switches.talks --factor levers.us_backup=0:1 "
                  "--group both=rule,switches.talks --out out")
                .status,
            0);
  const nlohmann::json data = design("out");
  EXPECT_EQ(data.at("factors")[0].at("unordered"), true);
  EXPECT_FALSE(data.at("factors")[1].contains("unordered"));
  EXPECT_EQ(data.at("unit_order"), (nlohmann::json{"levers.us_backup", "both"}));
}

}  // namespace
}  // namespace armistice
