// What docs/reliability.md promises, as a user's script sees it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using testing::AllOf;
using testing::HasSubstr;

class Reliability : public support::Program {
 protected:
  void flip(const std::string& file, std::size_t at) const {
    std::string bytes = result(file);
    ASSERT_LT(at, bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    std::ofstream(folder_ / file, std::ios::binary) << bytes;
  }
  void sweep(const std::string& options) const {
    const Answer answer = run(
        "sweep status_quo --design lhs --samples 40 --replicates 4 --horizon 12 --quiet --factor "
        "levers.us_backup=0:1 " +
        options);
    ASSERT_EQ(answer.status, 0) << answer.err;
  }
  /// Two shards, and the name of the file of the first one's sums.
  std::string shards() const {
    for (const std::string i : {"1", "2"}) {
      run("run status_quo --trials 5000 --horizon 12 --quiet --shard " + i + "/2 --out s" + i);
    }
    for (const std::string& name : names_in("s1/.armistice-work")) {
      if (name.starts_with("state-")) return name;
    }
    return "";
  }
};

TEST_F(Reliability, ClosedStreamsAreNoFilesOfAResult) {
  sweep("--out open");
  for (const std::string closed : {"<&- >&-", "<&- >&- 2>&-", "2>&-", ">&-"}) {
    const Answer answer = shell(
        "rm -rf s; \"$A\" sweep status_quo --design lhs --samples 40 --replicates 4 --horizon "
        "12 --factor levers.us_backup=0:1 --out s " +
        closed);
    EXPECT_EQ(answer.status, 0) << closed;
    for (const std::string file : {"points.csv", "results.csv", "replicates.csv", "columns.csv"}) {
      EXPECT_TRUE(result("s/" + file) == result("open/" + file)) << file << closed;
    }
  }
}

TEST_F(Reliability, AChangedByteOfAShardIsRefusedByMerge) {
  const std::string state = shards();
  ASSERT_FALSE(state.empty());
  for (const std::string& file : {std::string("trials.csv"), std::string("block_sums.bin"), state,
                                  std::string("identity.json"), std::string("progress.json")}) {
    const std::string path = "s1/.armistice-work/" + file, whole = result(path);
    flip(path, whole.size() / 2);
    const Answer merged = run("merge s1 s2 --out m");
    EXPECT_EQ(merged.status, 2) << file;
    EXPECT_THAT(merged.err, AllOf(HasSubstr(file), HasSubstr("damaged"))) << file;
    EXPECT_FALSE(fs::exists(folder_ / "m")) << file;
    const Answer verified = run("verify s1 s2");
    EXPECT_EQ(verified.status, 2) << file;
    EXPECT_THAT(verified.out, AllOf(HasSubstr("NOT as written"), HasSubstr(file))) << file;
    std::ofstream(folder_ / path, std::ios::binary) << whole;
  }
  EXPECT_EQ(run("verify s1 s2").status, 0);
  EXPECT_EQ(run("merge s1 s2 --out m").status, 0);
}

TEST_F(Reliability, VerifyNamesWhatWasChangedOfAResult) {
  sweep("--out s");
  const Answer whole = run("verify s");
  EXPECT_EQ(whole.status, 0);
  EXPECT_THAT(whole.out, HasSubstr("s: sweep of status_quo: 6 files as written"));
  flip("s/results.csv", 300);
  fs::remove(folder_ / "s/columns.csv");
  const Answer changed = run("verify s");
  EXPECT_EQ(changed.status, 2);
  EXPECT_THAT(changed.out, AllOf(HasSubstr("results.csv has other bytes than were written"),
                                 HasSubstr("columns.csv is missing")));
  const auto data = nlohmann::json::parse(run("verify s --json").out);
  EXPECT_EQ(data[0]["as_written"], false);
  EXPECT_EQ(data[0]["changes"].size(), 2u);
  EXPECT_EQ(run("verify nowhere").status, 2);
  EXPECT_EQ(run("verify").status, 2);
}

TEST_F(Reliability, VerifyLooksIntoTheFoldersOfSeveralScenarios) {
  ASSERT_EQ(run("run status_quo europe_only --trials 50 --horizon 12 --quiet --out s").status, 0);
  EXPECT_EQ(run("verify s").status, 0);
  flip("s/europe_only/trials.csv", 100);
  const Answer changed = run("verify s");
  EXPECT_EQ(changed.status, 2);
  EXPECT_THAT(changed.out, HasSubstr("s/europe_only: run of europe_only: NOT as written"));
}

TEST_F(Reliability, AnAnalysisOfAChangedSweepSaysSoAndRecordsIt) {
  sweep("--out s");
  const std::string analyse = "analyse s --bootstrap 100 --outcome continued_war --quiet --out ";
  const Answer plain = run(analyse + "a");
  EXPECT_EQ(plain.err, "");
  EXPECT_THAT(result("a/manifest.json"), testing::Not(HasSubstr("changed_files")));
  // Its rows in another order: each still says which point it is.
  shell("cd s; { head -1 results.csv; tail -n +2 results.csv | tac; } >r; mv r results.csv");
  const Answer sorted = run(analyse + "b");
  EXPECT_EQ(sorted.status, 0) << sorted.err;
  EXPECT_THAT(sorted.err, HasSubstr("s/results.csv: has other bytes than were written"));
  EXPECT_EQ(result("a/indices.csv"), result("b/indices.csv"));
  const auto manifest = nlohmann::json::parse(result("b/manifest.json"));
  EXPECT_TRUE(manifest["sweep"]["changed_files"].contains("results.csv"));
  shell("cd s; head -20 results.csv >r; mv r results.csv");
  EXPECT_EQ(run(analyse + "c").status, 2) << "a point has no row";
}

TEST_F(Reliability, AResultThatLostAFileIsNotDoneAlready) {
  sweep("--out s");
  fs::remove(folder_ / "s/results.csv");
  const Answer answer =
      run("sweep status_quo --design lhs --samples 40 --replicates 4 --horizon 12 --quiet --factor "
          "levers.us_backup=0:1 --out s --resume");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("no longer whole"), HasSubstr("results.csv is missing")));
}

TEST_F(Reliability, JsonOfAnotherTypeIsAnInputThatIsWrong) {
  sweep("--out s");
  const std::string resume =
      "sweep status_quo --design lhs --samples 40 --replicates 4 --horizon 12 --quiet --factor "
      "levers.us_backup=0:1 --out s --resume";
  auto manifest = nlohmann::ordered_json::parse(result("s/manifest.json"));
  const auto refused = [&](const char* member, const nlohmann::ordered_json& value) {
    auto changed = manifest;
    changed.erase("crc64");  // as of an earlier version, or edited by a person
    changed[member] = value;
    std::ofstream(folder_ / "s/manifest.json") << changed.dump();
    for (const std::string& line :
         {resume, std::string("analyse s"), std::string("merge s --out m")}) {
      const Answer answer = run(line);
      EXPECT_TRUE(answer.status == 2 || answer.status == 0) << member << " " << line << answer.err;
    }
  };
  refused("design", 5);
  refused("design", nlohmann::ordered_json{{"points", "many"}});
  refused("scenario", "x");
  refused("files", "x");
  refused("precision", nlohmann::ordered_json{{"half_width", "x"}});
  refused("format", "two");
  refused("format", 99);
  EXPECT_THAT(run(resume).err, HasSubstr("a later version of armistice wrote it, in format 99"));
}

TEST_F(Reliability, TheOnlyShardIsAResultThatMergeTakes) {
  sweep("--out whole");
  sweep("--shard 1/1 --out one");
  const Answer merged = run("merge one --out m");
  EXPECT_EQ(merged.status, 0) << merged.err;
  for (const std::string& name : names_in("whole")) {
    if (name == "manifest.json") continue;
    EXPECT_TRUE(result("whole/" + name) == result("m/" + name)) << name;
  }
  EXPECT_EQ(run("verify m").status, 0);
  flip("one/results.csv", 200);
  EXPECT_EQ(run("merge one --out n").status, 2);
}

TEST_F(Reliability, MessagesQuoteNothingThatSteersTheTerminal) {
  const Answer answer = shell("\"$A\" run \"$(printf 'no\\033[31m\\342\\200\\256such')\"");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("no\\x1b[31m\\u202esuch"));
  EXPECT_EQ(answer.err.find('\x1b'), std::string::npos);
}

// As the system counts what was held: a limit of addresses would also count what sanitizers
// reserve.
TEST_F(Reliability, MoreThreadsThanProcessorsNeedLittleMemory) {
  const Answer answer = run("run status_quo --trials 100000 --horizon 12 --threads 4096 --quiet");
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_LT(answer.peak_kib, 1500000);
}

TEST_F(Reliability, WhatIsTooLargeIsRefusedInLittleMemory) {
  shell(
      "truncate -s 1G big.toml; printf 'a' | dd of=big.toml conv=notrunc 2>/dev/null; "
      "truncate -s 1G big.csv; printf 'point,x\\n' | dd of=big.csv conv=notrunc 2>/dev/null; "
      "{ echo '[parameters.front]'; seq -f 'k%.0f = 1' 1000000; } >keys.toml");
  for (const std::string line :
       {"check big.toml", "check keys.toml", "run status_quo --trials 1000000000000000000",
        "sweep status_quo --samples 1000000000000000000 --out s",
        "sweep status_quo --design big.csv --out s"}) {
    const Answer answer = shell("timeout 60 \"$A\" " + line);
    EXPECT_EQ(answer.status, 2) << line << answer.err;
    EXPECT_LT(answer.peak_kib, 500000) << line;
    EXPECT_LT(answer.err.size(), 4000u) << line;
  }
}

}  // namespace
}  // namespace armistice
