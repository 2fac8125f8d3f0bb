// Work that is killed, stopped, cut into shards or goes wrong: nothing of it is lost, and the files
// are those of a run that was left alone.
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

namespace fs = std::filesystem;

class Campaign : public support::Program {
 protected:
  // Starts `line` in the background and sends the signal once it has kept something.
  Answer killed(const std::string& line, const std::string& signal) const {
    return shell("\"$A\" " + line +
                 " & P=$!; for i in $(seq 300); do grep -qs '\"blocks\": [1-9]' "
                 "out/part/progress.json && break; sleep 0.1; done; kill -" +
                 signal + " $P; wait $P");
  }

  void expect_same_result(const std::string& one, const std::string& other) const {
    EXPECT_EQ(names_in(one), names_in(other));
    for (const std::string& name : names_in(one)) {
      if (name == "manifest.json") {
        EXPECT_EQ(manifest(one), manifest(other));
      } else {
        EXPECT_TRUE(result(one + "/" + name) == result(other + "/" + name)) << name;
      }
    }
  }
  nlohmann::ordered_json manifest(const std::string& folder) const {
    auto json = nlohmann::ordered_json::parse(result(folder + "/manifest.json"));
    json.erase("environment");
    return json;
  }
};

// Quick trials, and so many that they take some seconds.
const std::string kLongRun = "run status_quo --horizon 12 --trials 600000 --record summary --out ";
const std::string kLongSweep =
    "sweep status_quo --horizon 12 --samples 8192 --design sobol --replicates 128 "
    "--outcome negotiated_peace --factor levers.us_backup=0:1 --out ";

TEST_F(Campaign, ARunThatWasKilledGoesOnToTheSameBytes) {
  const Answer answer = killed(kLongRun + "out", "KILL");
  EXPECT_EQ(answer.status, 128 + 9);
  ASSERT_THAT(names_in("out"), testing::ElementsAre("part"));
  ASSERT_EQ(run(kLongRun + "out --resume").status, 0);
  ASSERT_EQ(run(kLongRun + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Campaign, ASweepThatWasKilledGoesOnToTheSameBytes) {
  killed(kLongSweep + "out", "KILL");
  ASSERT_THAT(names_in("out"), testing::ElementsAre("part"));
  ASSERT_EQ(run(kLongSweep + "out --resume").status, 0);
  ASSERT_EQ(run(kLongSweep + "whole --threads 1").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Campaign, TermAndCtrlCStopARunThatCanBeResumed) {
  Answer answer = killed(kLongRun + "out", "TERM");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("stopped by SIGTERM"), HasSubstr("--resume goes on")));
  EXPECT_THAT(names_in("out"), testing::ElementsAre("part")) << "no half file";
  answer = shell(
      "\"$A\" run status_quo --trials 4000000000 --out other & P=$!; sleep 0.5; kill -INT $P; wait "
      "$P");
  EXPECT_EQ(answer.status, 130);
  EXPECT_THAT(answer.err, HasSubstr("stopped by Ctrl-C"));
  EXPECT_THAT(names_in("other"), testing::ElementsAre("part"));
  ASSERT_EQ(run(kLongRun + "out --resume").status, 0);
  ASSERT_EQ(run(kLongRun + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Campaign, ATimeLimitStopsInTime) {
  const std::string line =
      "run status_quo --trials 4000000000 --record summary --out out --time-limit 0.5s";
  const Answer answer = run(line);
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("stopped by its time limit"));
  EXPECT_EQ(run(line).status, 2) << "neither --resume nor --force";
  EXPECT_EQ(run(line + " --resume").status, 75);
  EXPECT_EQ(run("sweep status_quo --samples 1048576 --out sweep --time-limit 0.5s").status, 75);
}

TEST_F(Campaign, AFullDiskLosesNothingOfWhatWasKept) {
  // A limit on the size of files stands in for a full disk.
  const std::string line =
      "sweep status_quo --horizon 12 --design lhs --samples 60000 --replicates 8 --out ";
  const Answer answer = shell("( ulimit -f 6000 && \"$A\" " + line + "out )");
  EXPECT_EQ(answer.status, 3) << answer.err;
  EXPECT_THAT(answer.err, HasSubstr("can't be written"));
  ASSERT_EQ(run(line + "out --resume").status, 0);
  ASSERT_EQ(run(line + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Campaign, OtherWorkIsNotGoneOnWith) {
  const std::string line = "sweep status_quo --samples 16384 --out out ";
  ASSERT_EQ(run(line + "--time-limit 0.3s").status, 75);
  const auto refusal = [&](const std::string& change) {
    const Answer answer = run(line + "--resume " + change);
    EXPECT_EQ(answer.status, 2) << change;
    return answer.err;
  };
  EXPECT_THAT(refusal("--seed 2"), HasSubstr("seed: 1, not 2"));
  EXPECT_THAT(refusal("--set parameters.front.dead_zone=0.3"), HasSubstr("scenario.digest"));
  EXPECT_THAT(refusal("--replicates 8"), HasSubstr("design.replicates: 16, not 8"));
  EXPECT_THAT(refusal("--horizon 60"), HasSubstr("horizon_months: 120, not 60"));
  EXPECT_THAT(refusal("--shard 1/2"), HasSubstr("shard"));
  EXPECT_THAT(refusal("--factor levers.us_backup=0:1"), HasSubstr("design.factors"));
  EXPECT_THAT(refusal("--force"), HasSubstr("say one of them"));
  EXPECT_EQ(run("run status_quo --trials 100 --out out --resume").status, 2);
}

TEST_F(Campaign, WhatIsDoneIsNotDoneAgain) {
  for (const std::string line : {"run status_quo --trials 200 --out run",
                                 "sweep status_quo --design lhs --samples 50 --out sweep"}) {
    ASSERT_EQ(run(line).status, 0);
    const Answer again = run(line + " --resume");
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.out, HasSubstr("done already"));
    EXPECT_EQ(run(line).status, 2);
    const Answer other = run(line + " --resume --seed 5");
    EXPECT_EQ(other.status, 2);
    EXPECT_THAT(other.err, HasSubstr("seed: 1, not 5"));
  }
}

TEST_F(Campaign, ShardsOfARunInAnyOrderAreTheRun) {
  const std::string line = "run status_quo --trials 14000 --horizon 24 --by 2026-12 --record all ";
  ASSERT_EQ(run(line + "--out whole").status, 0);
  for (const std::string i : {"3", "1", "2"}) {
    const Answer answer = run(line + "--shard " + i + "/3 --out part" + i);
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_THAT(answer.out, HasSubstr("armistice merge"));
  }
  const Answer merged = run("merge part2 part3 part1 --out merged");
  ASSERT_EQ(merged.status, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("negotiated peace")) << "the summary of the whole";
  expect_same_result("whole", "merged");
}

TEST_F(Campaign, ShardsOfASweepInAnyOrderAreTheSweep) {
  const std::string line =
      "sweep peace_through_strength --design lhs --samples 1500 --replicates 10 --horizon 12 ";
  ASSERT_EQ(run(line + "--out whole").status, 0);
  for (const std::string i : {"2", "4", "1", "3"}) {
    ASSERT_EQ(run(line + "--shard " + i + "/4 --out part" + i).status, 0);
  }
  ASSERT_EQ(run("merge part4 part1 part3 part2 --out merged").status, 0);
  expect_same_result("whole", "merged");
}

TEST_F(Campaign, AMergeProvesThatItHasEverythingOnce) {
  const std::string line = "sweep status_quo --design lhs --samples 1200 --horizon 12 ";
  for (const std::string i : {"1", "2", "3"}) {
    ASSERT_EQ(run(line + "--shard " + i + "/4 --out p" + i).status, 0);
  }
  ASSERT_EQ(run(line + "--seed 9 --shard 4/4 --out other").status, 0);
  const auto refusal = [&](const std::string& folders) {
    const Answer answer = run("merge " + folders + " --out merged");
    EXPECT_EQ(answer.status, 2) << folders;
    EXPECT_FALSE(fs::exists(folder_ / "merged")) << folders;
    return answer.err;
  };
  EXPECT_THAT(refusal("p1 p3"), HasSubstr("missing shards: 2/4, 4/4"));
  EXPECT_THAT(refusal("p1 p2 p3"), HasSubstr("missing shard: 4/4"));
  EXPECT_THAT(refusal("p1 p2 p3 p2"), HasSubstr("shard 2/4 is there twice: p2 and p2"));
  EXPECT_THAT(refusal("p1 p2 p3 other"), HasSubstr("seed: 9, not 1"));
  EXPECT_THAT(refusal("p1 p2 p3 nowhere"), HasSubstr("nowhere"));
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 400000 --shard 4/4 --out unfinished "
                "--time-limit 0.3s")
                .status,
            75);
  EXPECT_THAT(refusal("unfinished"), HasSubstr("shard 4/4 is unfinished"));
  fs::resize_file(folder_ / "p2/part/results.csv", 100);
  ASSERT_EQ(run(line + "--shard 4/4 --out p4").status, 0);
  EXPECT_THAT(refusal("p1 p2 p3 p4"), HasSubstr("p2: results.csv is damaged: 100 bytes"));
}

TEST_F(Campaign, TwoAtOnceDoNotWriteIntoOneFolder) {
  const Answer answer = shell(
      "\"$A\" " + kLongRun +
      "out & P=$!; for i in $(seq 300); do test -e out/part/identity.json && break; sleep 0.1; "
      "done; \"$A\" " +
      kLongRun + "out --resume; S=$?; kill $P; wait $P; exit $S");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("another armistice is at work there"));
}

TEST_F(Campaign, ShardsAndResumingNeedAPlace) {
  for (const std::string option : {"--shard 1/2", "--resume"}) {
    const Answer answer = run("run status_quo --trials 10000 " + option);
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, HasSubstr("need --out DIR"));
  }
  EXPECT_THAT(run("run status_quo --trials 5000 --shard 3/3 --out out").err,
              HasSubstr("5000 trials are 2 blocks of 4096"));
  EXPECT_THAT(run("run status_quo --precision 0.01 --shard 1/2 --out out").err,
              HasSubstr("can't be cut"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

}  // namespace
}  // namespace armistice
