#include "experiments/campaign/part_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "experiments/error.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Part : public ScratchFolder {
 protected:
  std::string text(const char* name) const {
    std::ifstream in(folder() / "part" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path folder() const { return folder_ / "deep" / "out"; }
  std::unique_ptr<PartFolder> open(Existing existing, int seed = 1) const {
    return std::make_unique<PartFolder>(folder(),
                                        Identity{{"seed", seed}, {"typed", seed + existing_}},
                                        std::vector<std::string>{"a.csv", "b.csv"}, existing);
  }
  std::string refusal(Existing existing, int seed = 1) const {
    try {
      open(existing, seed);
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::kInput);
      return error.what();
    }
    return "nothing was refused";
  }

  int existing_ = 0;
};

TEST_F(Part, WhatLiesBeyondTheLastCheckpointIsCutOff) {
  {
    auto part = open(Existing::kRefuse);
    part->append(0, "one\n");
    part->append(1, "1\n");
    part->checkpoint(1, "state one");
    part->append(0, "two\n");
    part->checkpoint(2, "state two");
    part->append(0, "torn");
    part->append(1, "torn too");
  }
  auto part = open(Existing::kResume);
  EXPECT_EQ(part->progress().blocks, 2);
  EXPECT_EQ(part->progress().state, "state two");
  EXPECT_FALSE(part->progress().complete);
  EXPECT_EQ(text("a.csv"), "one\ntwo\n");
  EXPECT_EQ(text("b.csv"), "1\n");
  part->append(0, "three\n");
  part->checkpoint(3, "", true);
  EXPECT_EQ(text("a.csv"), "one\ntwo\nthree\n");
  EXPECT_TRUE(part_progress(folder()).complete);
  EXPECT_EQ(part_progress(folder()).state, "");
}

TEST_F(Part, WithoutACheckpointLeavesNoTrace) {
  open(Existing::kRefuse)->append(0, "something");
  EXPECT_FALSE(fs::exists(folder_ / "deep"));
  EXPECT_EQ(open(Existing::kResume)->progress().blocks, 0) << "resuming nothing is to begin";
}

TEST_F(Part, IsNotThrownAwayUnasked) {
  open(Existing::kRefuse)->checkpoint(1, "");
  EXPECT_THAT(refusal(Existing::kRefuse), HasSubstr("--resume goes on with it"));
  EXPECT_EQ(open(Existing::kReplace)->progress().blocks, 0);
}

TEST_F(Part, IsGoneOnWithByItsLikeAlone) {
  open(Existing::kRefuse)->checkpoint(1, "");
  EXPECT_THAT(refusal(Existing::kResume, 2), HasSubstr("seed: 1, not 2"));
  existing_ = 7;  // what was typed is no part of what it is
  EXPECT_EQ(open(Existing::kResume)->progress().blocks, 1);
}

TEST_F(Part, IsWorkedOnByOneAtATime) {
  const auto part = open(Existing::kRefuse);
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("another armistice is at work"));
  EXPECT_THAT(refusal(Existing::kReplace), HasSubstr("another armistice is at work"));
}

TEST_F(Part, ThatLostAFileCannotBeResumed) {
  {
    auto part = open(Existing::kRefuse);
    part->append(0, "one\n");
    part->checkpoint(1, "");
  }
  fs::resize_file(folder() / "part/a.csv", 2);
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("is shorter than when it was written"));
  std::ofstream(folder() / "part/progress.json") << "{ \"blo";
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("is damaged"));
}

TEST_F(Part, BesideAResultIsWhatAKillLeftWhileFilesWereMoved) {
  open(Existing::kRefuse)->checkpoint(1, "");
  std::ofstream(folder() / "outcomes.csv") << "half moved";
  EXPECT_EQ(open(Existing::kResume)->progress().blocks, 1);
  std::ofstream(folder() / "manifest.json") << "{}";
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("already holds a result"));
}

TEST(Identity, NamesTheFirstDifference) {
  const Identity a{{"seed", 1}, {"scenario", {{"name", "x"}, {"digest", "1"}}}};
  Identity b = a;
  EXPECT_EQ(first_difference(a, b), "");
  b["scenario"]["digest"] = "2";
  EXPECT_EQ(first_difference(a, b), "scenario.digest: \"1\", not \"2\"");
  b = a;
  b["more"] = true;
  EXPECT_EQ(first_difference(a, b), "more: null, not true");
  EXPECT_EQ(first_difference(b, a), "more: true, not null");
  EXPECT_EQ(first_difference(a, b, "more"), "");
}

}  // namespace
}  // namespace armistice
