// Work that is killed, stopped, cut into shards or goes wrong: nothing of it is lost, and the files
// are those of a run that was left alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/resumed.hpp"

namespace armistice {
namespace {

using support::Answer;
using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

class Resuming : public support::ResumedProgram {};

// Quick trials, and so many that they take some seconds.
const std::string kLongRun = "run status_quo --horizon 12 --trials 600000 --record summary --out ";
const std::string kLongSweep =
    "sweep status_quo --horizon 12 --samples 8192 --design sobol --replicates 128 "
    "--outcome negotiated_peace --factor levers.us_backup=0:1 --out ";

TEST_F(Resuming, ARunThatWasKilledGoesOnToTheSameBytes) {
  const Answer answer = killed(kLongRun + "out", "KILL");
  EXPECT_EQ(answer.status, 128 + 9);
  ASSERT_THAT(names_in("out"), testing::ElementsAre(".armistice-work"));
  ASSERT_EQ(run(kLongRun + "out --resume").status, 0);
  ASSERT_EQ(run(kLongRun + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Resuming, ASweepThatWasKilledGoesOnToTheSameBytes) {
  killed(kLongSweep + "out", "KILL");
  ASSERT_THAT(names_in("out"), testing::ElementsAre(".armistice-work"));
  ASSERT_EQ(run(kLongSweep + "out --resume").status, 0);
  ASSERT_EQ(run(kLongSweep + "whole --threads 1").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Resuming, TermAndCtrlCStopARunThatCanBeResumed) {
  Answer answer = killed(kLongRun + "out", "TERM");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("stopped by SIGTERM"), HasSubstr("--resume continues")));
  EXPECT_THAT(names_in("out"), testing::ElementsAre(".armistice-work")) << "no half file";
  answer = shell(
      "\"$A\" run status_quo --trials 4000000000 --out other & P=$!; sleep 0.5; kill -INT $P; wait "
      "$P");
  EXPECT_EQ(answer.status, 130);
  EXPECT_THAT(answer.err, HasSubstr("stopped by Ctrl-C"));
  EXPECT_THAT(names_in("other"), testing::ElementsAre(".armistice-work"));
  ASSERT_EQ(run(kLongRun + "out --resume").status, 0);
  ASSERT_EQ(run(kLongRun + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Resuming, ATimeLimitStopsInTime) {
  const std::string line =
      "run status_quo --trials 4000000000 --record summary --out out --time-limit 0.5s";
  const Answer answer = run(line);
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, HasSubstr("stopped by its time limit"));
  EXPECT_EQ(run(line).status, 2) << "neither --resume nor --force";
  EXPECT_EQ(run(line + " --resume").status, 75);
  EXPECT_EQ(run("sweep status_quo --samples 1048576 --out sweep --time-limit 0.5s").status, 75);
}

TEST_F(Resuming, AFullDiskLosesNothingOfWhatWasKept) {
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

TEST_F(Resuming, OtherWorkIsNotGoneOnWith) {
  const std::string line = "sweep status_quo --samples 16384 --out out ";
  ASSERT_EQ(run(line + "--time-limit 0.3s").status, 75);
  const auto refusal = [&](const std::string& change) {
    const Answer answer = run(line + "--resume " + change);
    EXPECT_EQ(answer.status, 2) << change;
    return answer.err;
  };
  EXPECT_THAT(refusal("--seed 2"), HasSubstr("seed: 1 there, 2 here"));
  EXPECT_THAT(refusal("--set parameters.front.dead_zone=0.3"),
              HasSubstr("parameters.front.dead_zone: "));
  EXPECT_THAT(refusal("--replicates 8"), HasSubstr("design.replicates: 16 there, 8 here"));
  EXPECT_THAT(refusal("--horizon 60"), HasSubstr("horizon_months: 120 there, 60 here"));
  EXPECT_THAT(refusal("--shard 1/2"), HasSubstr("shard"));
  EXPECT_THAT(refusal("--factor levers.us_backup=0:1"), HasSubstr("design.factors"));
  EXPECT_THAT(refusal("--force"), HasSubstr("expected one of them"));
  EXPECT_EQ(run("run status_quo --trials 100 --out out --resume").status, 2);
}

TEST_F(Resuming, WhatIsDoneIsNotDoneAgain) {
  for (const std::string line : {"run status_quo --trials 200 --out run",
                                 "sweep status_quo --design lhs --samples 50 --out sweep"}) {
    ASSERT_EQ(run(line).status, 0);
    const Answer again = run(line + " --resume");
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.out, HasSubstr("done already"));
    EXPECT_EQ(run(line).status, 2);
    const Answer other = run(line + " --resume --seed 5");
    EXPECT_EQ(other.status, 2);
    EXPECT_THAT(other.err, HasSubstr("seed: 1 there, 5 here"));
  }
}

TEST_F(Resuming, ShardsOfARunInAnyOrderAreTheRun) {
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

TEST_F(Resuming, ShardsOfASweepInAnyOrderAreTheSweep) {
  const std::string line =
      "sweep peace_through_strength --design lhs --samples 1500 --replicates 10 --horizon 12 ";
  ASSERT_EQ(run(line + "--out whole").status, 0);
  for (const std::string i : {"2", "4", "1", "3"}) {
    ASSERT_EQ(run(line + "--shard " + i + "/4 --out part" + i).status, 0);
  }
  ASSERT_EQ(run("merge part4 part1 part3 part2 --out merged").status, 0);
  expect_same_result("whole", "merged");
}

TEST_F(Resuming, AMergeProvesThatItHasEverythingOnce) {
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
  EXPECT_THAT(refusal("p1 p2 p3 other"), HasSubstr("seed: 1 in the former, 9 in the latter"));
  EXPECT_THAT(refusal("p1 p2 p3 nowhere"), HasSubstr("nowhere"));
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 400000 --shard 4/4 --out unfinished "
                "--time-limit 0.3s")
                .status,
            75);
  EXPECT_THAT(refusal("unfinished"), HasSubstr("shard 4/4 is unfinished"));
  fs::resize_file(folder_ / "p2/.armistice-work/results.csv", 100);
  ASSERT_EQ(run(line + "--shard 4/4 --out p4").status, 0);
  EXPECT_THAT(refusal("p1 p2 p3 p4"), HasSubstr("p2: is damaged: results.csv has 100 bytes"));
}

TEST_F(Resuming, TwoAtOnceDoNotWriteIntoOneFolder) {
  const Answer answer = shell("\"$A\" " + kLongRun +
                              "out & P=$!; for i in $(seq 300); do test -e "
                              "out/.armistice-work/identity.json && break; sleep 0.1; "
                              "done; \"$A\" " +
                              kLongRun + "out --resume; S=$?; kill $P; wait $P; exit $S");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("another armistice is at work there"));
}

TEST_F(Resuming, OfTwoThatBeginAtOnceOneGivesTheResult) {
  for (const std::string option : {"", " --resume"}) {
    const Answer answer = shell(
        "rm -rf out; for i in 1 2 3 4 5 6; do ( \"$A\" run status_quo --trials 3000 --horizon 24 "
        "--threads 1 --quiet --out out" +
        option +
        " > /dev/null 2>> errors; echo $? >> states ) & done; wait; sort -u states | tr '\\n' ' '; "
        "rm states");
    // A resumed one may come when it is done already, and says so.
    EXPECT_EQ(answer.out, "0 2 ") << option << result("errors");
    EXPECT_EQ(run("run status_quo --trials 3000 --horizon 24 --resume --out out").status, 0);
    EXPECT_EQ(shell("ls -A out | grep -c armistice").out, "0\n") << "nothing is left over";
  }
}

TEST_F(Resuming, AWholeSweepThatCouldNotBePutInItsPlaceIsPutThereLater) {
  const std::string sweep =
      "sweep status_quo --design lhs --samples 400 --replicates 16 --horizon 24 --quiet "
      "--factor levers.us_backup=0:1 --out s";
  // What a person puts there while it runs is in the way of the result.
  const Answer first = shell(
      "\"$A\" " + sweep +
      " --threads 1 & P=$!; for i in $(seq 200); do test -e s/.armistice-work/points.csv && break; "
      "sleep 0.05; done; echo mine > s/points.csv; wait $P");
  EXPECT_EQ(first.status, 2) << first.err;
  EXPECT_EQ(result("s/points.csv"), "mine\n");
  shell("rm s/points.csv");
  const Answer again = run(sweep + " --resume");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_TRUE(fs::exists(folder_ / "s/manifest.json"));
  EXPECT_FALSE(fs::exists(folder_ / "s/.armistice-work"));
  EXPECT_EQ(run("analyse s --bootstrap 100").status, 0);
}

TEST_F(Resuming, AResultOfAnotherPrecisionIsAnotherResult) {
  const std::string line = "run status_quo --horizon 24 --quiet --resume --out p";
  ASSERT_EQ(run(line + " --precision 0.05").status, 0);
  EXPECT_EQ(run(line + " --precision 0.05").status, 0);
  for (const char* const other :
       {" --precision 0.04", " --precision 0.05 --trials 20000", " --trials 4096"}) {
    const Answer answer = run(line + other);
    EXPECT_EQ(answer.status, 2) << other;
    EXPECT_THAT(answer.err, HasSubstr("the result there is another")) << other;
  }
}

TEST_F(Resuming, OtherCommandsLeaveUnfinishedWorkAlone) {
  shell("\"$A\" " + kLongRun + "out --time-limit 1s");
  const Answer compare =
      run("compare status_quo europe_only --trials 64 --horizon 12 --out out --force");
  EXPECT_EQ(compare.status, 2);
  EXPECT_THAT(compare.err, HasSubstr("holds other work that is unfinished"));
  const Answer other = run("run europe_only --trials 64 --horizon 12 --out out");
  EXPECT_EQ(other.status, 2);
  EXPECT_THAT(other.err, HasSubstr("give another --out"));
}

TEST_F(Resuming, AnAnalysisCanBeInterruptedAndWaitsForNoPipe) {
  ASSERT_EQ(run("sweep status_quo --design lhs --samples 200 --replicates 4 --horizon 12 --factor "
                "levers.us_backup=0:1 --factor parameters.front --out s")
                .status,
            0);
  const Answer stopped =
      shell("timeout --preserve-status -s INT -k 60 1 \"$A\" analyse s --bootstrap 100000 --out a");
  EXPECT_EQ(stopped.status, 130) << stopped.err;
  EXPECT_FALSE(fs::exists(folder_ / "a"));
  shell("mv s/results.csv kept.csv; mkfifo s/results.csv");
  EXPECT_EQ(shell("timeout -k 60 60 \"$A\" analyse s").status, 2);
}

TEST_F(Resuming, AFolderOfAPersonIsNotTakenForWork) {
  for (const std::string name : {"part", ".armistice-work"}) {
    for (const std::string option : {"", " --resume", " --force"}) {
      shell("rm -rf d; mkdir -p d/" + name + "; echo mine > d/" + name + "/data.txt");
      const Answer answer = run("run status_quo --trials 10 --out d" + option);
      EXPECT_EQ(answer.status, name == "part" ? 0 : 2) << name << option << answer.err;
      EXPECT_EQ(result("d/" + name + "/data.txt"), "mine\n");
    }
  }
  // The same holds for a scenario of that name, and where a run fails.
  shell("rm -rf d; S='" ARMISTICE_SOURCE_DIR
        "/scenarios'; cp $S/actors.toml .; for s in part other; "
        "do cp $S/status_quo.toml $s.toml; done");
  ASSERT_EQ(run("run part.toml --trials 10 --out d/part").status, 0);
  const std::string before = result("d/part/trials.csv");
  ASSERT_EQ(run("run other.toml --trials 10 --seed 2 --out d").status, 0);
  EXPECT_EQ(result("d/part/trials.csv"), before);
  shell(
      "mkdir -p e/part; echo mine > e/part/data.txt; ulimit -f 8; \"$A\" run status_quo --trials "
      "9000 --out e");
  EXPECT_EQ(result("d/part/trials.csv"), before);
  EXPECT_EQ(result("e/part/data.txt"), "mine\n");
}

TEST_F(Resuming, WhatIsReadIsNeverWrittenOver) {
  const std::string sweep =
      "sweep status_quo --samples 4 --design sobol --horizon 12 --factor levers.us_backup=0:1 ";
  ASSERT_EQ(run(sweep + "--out s").status, 0);
  const std::string before = result("s/results.csv") + result("s/manifest.json");
  shell("ln -s s link");
  for (const std::string out : {"s", "s/", "./s", "link", "s/../s"}) {
    for (const std::string force : {"", " --force"}) {
      const Answer answer = run("analyse s --bootstrap 100 --out " + out + force);
      EXPECT_EQ(answer.status, 2);
      EXPECT_THAT(answer.err, AllOf(HasSubstr("is read here"), HasSubstr("/result"),
                                    testing::Not(HasSubstr("--force"))));
    }
  }
  EXPECT_EQ(run("run status_quo --trials 10 --out s --force").status, 2);
  EXPECT_EQ(run("sweep status_quo --design s/points.csv --horizon 12 --out s --force").status, 2);
  EXPECT_EQ(result("s/results.csv") + result("s/manifest.json"), before);
  EXPECT_EQ(run("analyse s --bootstrap 100 --out s/result").status, 0);
  EXPECT_EQ(result("s/results.csv") + result("s/manifest.json"), before);
  fs::remove_all(folder_ / "s/result");

  for (const std::string i : {"1", "2"}) {
    ASSERT_EQ(run(sweep + "--shard " + i + "/2 --out part" + i).status, 0);
  }
  for (const std::string out : {"part1", "part2/.armistice-work"}) {
    EXPECT_THAT(run("merge part1 part2 --force --out " + out).err, HasSubstr("is read here"))
        << out;
  }
  ASSERT_EQ(run("merge part1 part2 --out whole").status, 0);
  expect_same_result("s", "whole");
}

TEST_F(Resuming, AnEditedFileIsKeptFromForce) {
  const std::string line = "run status_quo --trials 100 --horizon 12 --out d";
  ASSERT_EQ(run(line).status, 0);
  shell("sort -r d/trials.csv > t && mv t d/trials.csv; echo mine > d/notes.txt");
  const std::string sorted = result("d/trials.csv");
  const Answer answer = run(line + " --force");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("d/trials.csv: has changed since armistice wrote it"));
  EXPECT_EQ(result("d/trials.csv"), sorted);
  shell("mv d/trials.csv mine.csv");
  EXPECT_EQ(run(line + " --force").status, 0);
  EXPECT_EQ(result("d/notes.txt"), "mine\n");
}

TEST_F(Resuming, ADesignGrowsToTheBytesOfTheLargerOne) {
  for (const std::string design : {"sobol", "saltelli", "morris"}) {
    const std::string line = "sweep status_quo --horizon 12 --replicates 20 --design " + design +
                             " --factor levers.us_backup=0:1 --factor rule=quantal,rational "
                             "--outcome negotiated_peace --outcome european_military_aid_eur_bn ";
    const std::string out = "--out " + design;
    ASSERT_EQ(run(line + "--samples 4 " + out).status, 0);
    const Answer larger = run(line + "--samples 16 --resume " + out);
    EXPECT_EQ(larger.status, 0) << larger.err;
    ASSERT_EQ(run(line + "--samples 16 --out whole_" + design).status, 0);
    expect_same_result(design, "whole_" + design);
    EXPECT_EQ(run(line + "--samples 16 --resume " + out).status, 0);
    EXPECT_THAT(run(line + "--samples 8 --resume " + out).err,
                HasSubstr("design.samples: 16 there, 8 here"));
  }
  const std::string lhs = "sweep status_quo --horizon 12 --design lhs --out lhs --samples ";
  ASSERT_EQ(run(lhs + "10").status, 0);
  const Answer answer = run(lhs + "20 --resume");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("does not begin with the points of a smaller one"));
}

TEST_F(Resuming, AnUnfinishedDesignGrowsToo) {
  const std::string line =
      "sweep status_quo --design sobol --factor levers.us_backup=0:1 "
      "--outcome negotiated_peace --horizon 12 ";
  ASSERT_EQ(run(line + "--samples 1048576 --out out --time-limit 0.5s").status, 75);
  EXPECT_EQ(run(line + "--samples 2097152 --out out --time-limit 0.2s --resume").status, 75);
  EXPECT_EQ(run(line + "--samples 1048576 --out out --resume").status, 2) << "never to a smaller";
}

TEST_F(Resuming, ARunOfMoreTrialsSaysWhyItIsAnother) {
  ASSERT_EQ(run("run status_quo --trials 100 --horizon 12 --out out").status, 0);
  const Answer answer = run("run status_quo --trials 200 --horizon 12 --out out --resume");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("trials: 100 there, 200 here"),
                                HasSubstr("goes on from whole blocks only")));
}

TEST_F(Resuming, AResultOfOtherSettingsIsToldByThem) {
  const std::string line = "run status_quo --trials 100 --horizon 12 --out out ";
  ASSERT_EQ(run(line + "--set levers.us_backup=0.5").status, 0);
  const Answer answer = run(line + "--set levers.us_backup=1 --resume");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("\n  levers.us_backup: 0.5 there, 1 here\n"));
  EXPECT_THAT(answer.err, testing::Not(HasSubstr("digest")));
}

TEST_F(Resuming, ATimeLimitNeverStopsARunForGood) {
  const std::string line = "run status_quo --trials 5000 --record summary --out ";
  int goes = 0, status = 75;
  for (; status == 75 && goes < 100; ++goes) {
    status = run(line + "out --time-limit 0.3s --resume").status;
  }
  EXPECT_EQ(status, 0);
  EXPECT_GT(goes, 1) << "it was never stopped, so this shows nothing";
  ASSERT_EQ(run(line + "whole").status, 0);
  expect_same_result("out", "whole");
}

TEST_F(Resuming, FewPointsAreCutIntoAsManyShardsAsAreWanted) {
  const std::string line =
      "sweep status_quo --horizon 12 --design sobol --samples 16 "
      "--factor levers.us_backup=0:1 --outcome negotiated_peace ";
  ASSERT_EQ(run(line + "--replicates 16 --out whole").status, 0);
  std::string parts;
  for (int i = 1; i <= 7; ++i) {
    const std::string n = std::to_string(i);
    ASSERT_EQ(run(line + "--replicates 16 --shard " + n + "/7 --out part" + n).status, 0);
    parts += " part" + n;
  }
  ASSERT_EQ(run("merge" + parts + " --out merged").status, 0);
  expect_same_result("whole", "merged");
  const Answer answer = run(line + "--replicates 4096 --shard 1/17 --out none");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("16 points can't be cut into 17 shards; expected at most 16"));
}

TEST_F(Resuming, ATaskOfAnArrayKnowsOfHowManyShardsItIsOneOrRefuses) {
  shell("printf '#!/bin/sh\\necho \"$@\"\\n' > program; chmod +x program");
  const auto task = [this](const std::string& shards, int id, int first, int last, int count) {
    return shell("export ARMISTICE=./program SHARDS=" + shards + " SLURM_ARRAY_TASK_ID=" +
                 std::to_string(id) + " SLURM_ARRAY_TASK_MIN=" + std::to_string(first) +
                 " SLURM_ARRAY_TASK_MAX=" + std::to_string(last) +
                 " SLURM_ARRAY_TASK_COUNT=" + std::to_string(count) +
                 "; bash '" ARMISTICE_SOURCE_DIR "/tools/slurm/array.sh' sweep status_quo");
  };
  EXPECT_THAT(task("", 3, 0, 31, 32).out, HasSubstr("--shard 4/32 --out results/shards/3 "));
  EXPECT_THAT(task("32", 5, 5, 5, 1).out, HasSubstr("--shard 6/32 --out results/shards/5 "));
  EXPECT_THAT(task("32", 9, 5, 9, 2).out, HasSubstr("--shard 10/32 "));
  for (const Answer& refused :
       {task("", 5, 5, 5, 1), task("", 4, 0, 8, 5), task("", 1, 1, 8, 8), task("", 0, 0, 0, 1),
        task("5", 5, 5, 5, 1), task("x", 1, 0, 3, 4)}) {
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("array.sh: "));
  }
}

TEST_F(Resuming, WhatItSaysToTypeNextCanBeTyped) {
  const Answer sweep =
      run("sweep status_quo --design lhs --samples 8 --replicates 2 --horizon 12 "
          "--out 'my results/$HOME it'\\''s'");
  ASSERT_EQ(sweep.status, 0);
  const std::size_t at = sweep.out.find("Next: armistice ");
  ASSERT_NE(at, std::string::npos);
  const std::string line = sweep.out.substr(at + 16, sweep.out.find('\n', at) - at - 16);
  EXPECT_EQ(run(line + " --bootstrap 100").status, 0) << line;
}

TEST_F(Resuming, ShardsAndResumingNeedAPlace) {
  for (const std::string option : {"--shard 1/2", "--resume"}) {
    const Answer answer = run("run status_quo --trials 10000 " + option);
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, HasSubstr("need --out DIR"));
  }
  EXPECT_THAT(run("run status_quo --trials 5000 --shard 3/3 --out out").err,
              HasSubstr("5,000 trials are 2 blocks of 4,096"));
  EXPECT_THAT(run("run status_quo --precision 0.01 --shard 1/2 --out out").err,
              HasSubstr("can't be cut"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

}  // namespace
}  // namespace armistice
