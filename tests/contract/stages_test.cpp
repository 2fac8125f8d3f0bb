// Commands whose work comes in stages (attribute, compare, information, pivotal, search, validate):
// killed or stopped, they lose nothing, and their files are those of a run that was left alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/resumed.hpp"

namespace armistice {
namespace {

using support::Answer;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

namespace fs = std::filesystem;

/// A command, in a size that takes some seconds, and a setting that makes it another.
struct Long {
  std::string name, line, other, named;
};
std::ostream& operator<<(std::ostream& out, const Long& l) { return out << l.name; }

const Long kLong[] = {
    {"compare", "compare status_quo peace_through_strength --by 2026-02 --trials 250000",
     "--set levers.mediation=1", "status_quo: levers.mediation: "},
    {"attribute", "attribute peace_through_strength --alone --trials 2500",
     "--set levers.mediation=1", "levers.mediation: "},
    {"pivotal", "pivotal status_quo --trials 3500", "--objective negotiated_peace",
     "objective.quantity: durable_acceptable_peace there, negotiated_peace here"},
    {"search", "search peace_through_strength --by levers --levels 0,1 --trials 6500",
     "--finalists 5", "most_finalists: 32 there, 5 here"},
    {"information", "information status_quo peace_through_strength --trials 18000",
     "--eur-bn-per-point 10", "eur_bn_per_point: none there, 10.0 here"},
    {"validate", "validate --only definitions --trials 15000", "--sets 64",
     "claim_sets: 512 there, 64 here"},
};

class Stages : public support::ResumedProgram, public testing::WithParamInterface<Long> {
 protected:
  void SetUp() override {
    Program::SetUp();
    folder_ += "_" + GetParam().name;
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string line() const {
    const std::string& all = GetParam().line;
    return all + (GetParam().name == "validate" ? "" : " --horizon 12") + " --quiet --out ";
  }

  // On one thread it takes its time.
  Answer killed_slowly(const std::string& words, const std::string& signal) const {
    return killed(words + " --threads 1", signal);
  }
};

TEST_P(Stages, KilledStoppedAndGoneOnWithGiveTheBytesOfOneRun) {
  EXPECT_EQ(killed_slowly(line() + "out", "KILL").status, 128 + 9);
  ASSERT_THAT(names_in("out"), ElementsAre(".armistice-work"));

  Answer answer = run(line() + "out");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("holds unfinished work; --resume goes on with it"));
  answer = run(line() + "out --resume " + GetParam().other);
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("can't be resumed"), HasSubstr(GetParam().named)));

  answer = run(line() + "out --resume --time-limit 0.1s");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, AllOf(HasSubstr(GetParam().name + ": stopped by its time limit"),
                                HasSubstr("the same command with --resume continues")));
  ASSERT_THAT(names_in("out"), ElementsAre(".armistice-work"));

  ASSERT_EQ(run(line() + "out --resume --threads 2").status, 0);
  ASSERT_EQ(run(line() + "whole").status, 0);
  expect_same_result("out", "whole");
  EXPECT_EQ(run("verify out").status, 0);

  answer = run(line() + "out --resume");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, HasSubstr(GetParam().name + ": done already; its files are in out"));
  answer = run(line() + "out --resume " + GetParam().other);
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("the result there is another"));
}

TEST_P(Stages, TermAndCtrlCHaveTheStatusOfTheContract) {
  Answer answer = killed_slowly(line() + "out", "TERM");
  EXPECT_EQ(answer.status, 75);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("stopped by SIGTERM"), HasSubstr("--resume continues")));
  ASSERT_THAT(names_in("out"), ElementsAre(".armistice-work")) << "no half file";

  // A bit of what was kept is flipped: nothing is made of it.
  for (const auto& entry : fs::directory_iterator(folder_ / "out/.armistice-work")) {
    const std::string name = entry.path().filename().string(), bytes = text_of(entry.path());
    if (bytes.empty() || name.ends_with(".json")) continue;
    std::string flipped = bytes;
    flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
    std::ofstream(entry.path(), std::ios::binary) << flipped;
    answer = run(line() + "out --resume");
    EXPECT_EQ(answer.status, 2) << name;
    EXPECT_THAT(answer.err, AllOf(HasSubstr(name), HasSubstr("is damaged"),
                                  HasSubstr("with --force begins it anew")));
    EXPECT_NE(run("verify out").status, 0) << name;
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  answer = run("merge out --out merged");
  EXPECT_EQ(answer.status, 2) << "it is no shard";

  answer = shell("\"$A\" " + line() + "other & P=$!; sleep 0.5; kill -INT $P; wait $P");
  EXPECT_EQ(answer.status, 130);
  EXPECT_THAT(answer.err, HasSubstr("stopped by Ctrl-C"));
  EXPECT_FALSE(fs::exists(folder_ / "other/manifest.json"));
}

TEST_P(Stages, ResumingNeedsAPlace) {
  const Answer answer = run(GetParam().line + " --resume");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr(GetParam().name + ": --resume needs --out DIR"));
  EXPECT_THAT(run(line() + "out --resume --force").err, HasSubstr("expected one of them"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

INSTANTIATE_TEST_SUITE_P(EachCommand, Stages, testing::ValuesIn(kLong),
                         [](const auto& command) { return command.param.name; });

}  // namespace
}  // namespace armistice
