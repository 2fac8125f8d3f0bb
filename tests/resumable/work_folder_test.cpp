#include "experiments/resumable/work_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

#include "experiments/error.hpp"
#include "experiments/resumable/finished_result.hpp"
#include "experiments/resumable/work_folder.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Work : public ScratchFolder {
 protected:
  std::string text(const char* name) const { return text_of(work_path(folder()) / name); }
  static std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static Identity identity(int seed) {
    return {{"command", "run"},
            {"version", "1"},
            {"scenario", {{"name", "war"}, {"digest", "1"}}},
            {"seed", seed}};
  }
  fs::path folder() const { return folder_ / "deep" / "out"; }
  std::unique_ptr<WorkFolder> open(Existing existing, int seed = 1) const {
    Identity all = identity(seed);
    all["typed"] = seed + existing_;
    return std::make_unique<WorkFolder>(folder(), all, std::vector<std::string>{"a.csv", "b.csv"},
                                        existing);
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

TEST_F(Work, WhatLiesBeyondTheLastCheckpointIsCutOff) {
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\n");
    work->append(1, "1\n");
    work->checkpoint(1, "state one");
    work->append(0, "two\n");
    work->checkpoint(2, "state two");
    work->append(0, "torn");
    work->append(1, "torn too");
  }
  auto work = open(Existing::kResume);
  EXPECT_EQ(work->progress().done, 2);
  EXPECT_EQ(work->progress().state, "state two");
  EXPECT_FALSE(work->progress().complete);
  EXPECT_EQ(text("a.csv"), "one\ntwo\n");
  EXPECT_EQ(text("b.csv"), "1\n");
  work->append(0, "three\n");
  work->checkpoint(3, "", true);
  EXPECT_EQ(text("a.csv"), "one\ntwo\nthree\n");
  EXPECT_TRUE(work_progress(folder()).complete);
  EXPECT_EQ(work_progress(folder()).state, "");
}

TEST_F(Work, DamagedWorkIsReplacedByForceAndNothingElseIs) {
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\n");
    work->checkpoint(1, "state");
  }
  const fs::path place = work_path(folder());
  std::ofstream(place / "identity.json") << "{ torn";
  std::ofstream(place / "a_persons.txt") << "mine";
  for (const Existing existing : {Existing::kRefuse, Existing::kResume}) {
    EXPECT_THAT(refusal(existing),
                testing::AllOf(HasSubstr("identity.json: is damaged"), HasSubstr("with --force"),
                               HasSubstr("(or remove " + place.string() + ")")));
    EXPECT_EQ(text("a.csv"), "one\n") << "nothing is lost";
  }
  auto work = open(Existing::kReplace);
  work->append(0, "anew\n");
  work->checkpoint(1, "");
  EXPECT_EQ(text("a.csv"), "anew\n");
  EXPECT_EQ(text("a_persons.txt"), "mine");
  for (const auto& file : fs::directory_iterator(place)) {
    EXPECT_FALSE(file.path().filename().string().starts_with("state-")) << file.path();
  }
  EXPECT_EQ(work_identity(folder())["seed"], 1);
}

TEST_F(Work, WorkThatAKillLeftBesideItsResultGoesWhenTheResultIsAskedForAgain) {
  open(Existing::kRefuse)->checkpoint(1, "", true);
  std::ofstream(work_path(folder()) / "a_persons.txt") << "mine";
  std::ofstream(folder() / "manifest.json") << identity(1).dump();
  EXPECT_FALSE(remove_finished_work(folder(), identity(2))) << "another's";
  EXPECT_TRUE(fs::exists(work_path(folder()) / "identity.json"));
  EXPECT_TRUE(is_done_already(folder(), identity(1)));
  EXPECT_FALSE(fs::exists(work_path(folder()) / "identity.json"));
  EXPECT_EQ(text("a_persons.txt"), "mine");
  fs::remove_all(work_path(folder()));
  fs::remove(folder() / "manifest.json");

  open(Existing::kRefuse)->checkpoint(1, "");
  EXPECT_FALSE(remove_finished_work(folder(), identity(1))) << "it is not complete";
  auto at_work = open(Existing::kResume);
  at_work->checkpoint(2, "", true);
  EXPECT_FALSE(remove_finished_work(folder(), identity(1))) << "somebody is at work there";
  at_work.reset();
  EXPECT_TRUE(remove_finished_work(folder(), identity(1)));
  EXPECT_FALSE(fs::exists(work_path(folder())));
}

TEST_F(Work, OfWhichAKillLeftItsIdentityAloneIsRemovedToo) {
  open(Existing::kRefuse)->checkpoint(1, "", true);
  for (const auto& file : fs::directory_iterator(work_path(folder()))) {
    if (file.path().filename() != "identity.json") fs::remove(file.path());
  }
  EXPECT_TRUE(remove_finished_work(folder(), identity(1)));
  EXPECT_FALSE(fs::exists(work_path(folder())));
}

TEST_F(Work, AFolderInThePlaceOfItsIdentityIsInTheWay) {
  fs::create_directories(work_path(folder()) / "identity.json");
  EXPECT_THAT(refusal(Existing::kReplace), HasSubstr("identity.json: is in the way"));
  EXPECT_TRUE(fs::is_directory(work_path(folder()) / "identity.json"));
}

TEST_F(Work, WithoutACheckpointLeavesNoTrace) {
  open(Existing::kRefuse)->append(0, "something");
  EXPECT_FALSE(fs::exists(folder_ / "deep"));
  EXPECT_EQ(open(Existing::kResume)->progress().done, 0) << "resuming nothing is to begin";
}

TEST_F(Work, IsNotThrownAwayUnasked) {
  open(Existing::kRefuse)->checkpoint(1, "");
  EXPECT_THAT(refusal(Existing::kRefuse), HasSubstr("--resume goes on with it"));
  EXPECT_EQ(open(Existing::kReplace)->progress().done, 0);
}

TEST_F(Work, IsGoneOnWithByItsLikeAlone) {
  open(Existing::kRefuse)->checkpoint(1, "");
  EXPECT_THAT(refusal(Existing::kResume, 2), HasSubstr("seed: 1 there, 2 here"));
  existing_ = 7;  // what was typed is no part of what it is
  EXPECT_EQ(open(Existing::kResume)->progress().done, 1);
}

TEST_F(Work, IsWorkedOnByOneAtATime) {
  const auto work = open(Existing::kRefuse);
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("another armistice is at work"));
  EXPECT_THAT(refusal(Existing::kReplace), HasSubstr("another armistice is at work"));
}

TEST_F(Work, ThatLostAFileCannotBeResumed) {
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\n");
    work->checkpoint(1, "");
  }
  fs::resize_file(work_path(folder()) / "a.csv", 2);
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("is shorter than when it was written"));
  std::ofstream(work_path(folder()) / "progress.json") << "{ \"blo";
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("is damaged"));
}

TEST_F(Work, OfWhichAByteChangedIsRefusedAndNamed) {
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\ntwo\nthree\n");
    work->append(1, "1\n");
    work->checkpoint(3, "the state of it");
    work->append(0, "beyond the checkpoint");
  }
  EXPECT_EQ(changes_in_work(folder(), work_progress(folder())), std::vector<std::string>{});
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(work_path(folder()))) files.push_back(file);
  ASSERT_EQ(files.size(), 5u);
  for (const fs::path& file : files) {
    const std::string whole = text_of(file);
    for (const std::size_t at : {std::size_t{0}, whole.size() / 3, whole.size() / 2}) {
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ 1);
      if (file.filename() == "a.csv" && at >= std::string("one\ntwo\nthree\n").size()) continue;
      std::ofstream(file, std::ios::binary) << flipped;
      const std::string said = refusal(Existing::kResume);
      EXPECT_THAT(said, HasSubstr(file.filename().string())) << at;
      EXPECT_EQ(text_of(file), flipped) << "nothing was cut or written";
      std::ofstream(file, std::ios::binary) << whole;
    }
  }
  fs::resize_file(
      *std::find_if(files.begin(), files.end(),
                    [](const fs::path& f) { return f.filename().string().starts_with("state-"); }),
      0);
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("is damaged")) << "an emptied state";
}

TEST_F(Work, OfAnotherVersionIsRefusedByName) {
  open(Existing::kRefuse)->checkpoint(1, "");
  auto identity = nlohmann::ordered_json::parse(text("identity.json"));
  identity.erase("crc64");
  identity.erase("format");
  std::ofstream(work_path(folder()) / "identity.json") << identity.dump();
  EXPECT_THAT(refusal(Existing::kResume),
              testing::AllOf(HasSubstr("an earlier version"), HasSubstr("in format 1"),
                             HasSubstr("--force begins it anew")));
  identity["format"] = 99;
  std::ofstream(work_path(folder()) / "identity.json") << identity.dump();
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("a later version"));
  EXPECT_EQ(open(Existing::kReplace)->progress().done, 0);
}

TEST_F(Work, WhoseJsonIsOfAnotherTypeIsAnInputThatIsWrong) {
  open(Existing::kRefuse)->checkpoint(1, "");
  for (const std::string text :
       {"{\"done\": \"x\", \"format\": 2}", "[]", "{\"format\": \"two\"}", "null"}) {
    std::ofstream(work_path(folder()) / "progress.json") << text;
    EXPECT_THAT(refusal(Existing::kResume), HasSubstr("progress.json")) << text;
  }
}

TEST_F(Work, IsWholeBetweenTheTwoStepsOfACheckpointAtTheSameTrial) {
  auto work = open(Existing::kRefuse);
  work->checkpoint(1, "state one");
  const std::string progress = text("progress.json");
  const auto names_there = [this] {
    std::set<std::string> names;
    for (const auto& file : fs::directory_iterator(work_path(folder()))) {
      names.insert(file.path().filename().string());
    }
    return names;
  };
  const fs::path kept = folder_ / "kept";
  fs::copy(work_path(folder()), kept);
  work->checkpoint(1, "state two");
  work.reset();
  EXPECT_EQ(work_progress(folder()).state, "state two");
  // As a kill between the new state and the new progress.json leaves it.
  fs::copy(kept, work_path(folder()),
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  EXPECT_EQ(names_there().size(), 6u) << "both states";
  EXPECT_EQ(text("progress.json"), progress);
  EXPECT_EQ(open(Existing::kResume)->progress().state, "state one");
}

TEST_F(Work, BesideAFileOfAPersonIsNotPutInItsPlace) {
  open(Existing::kRefuse)->checkpoint(1, "");
  std::ofstream(folder() / "outcomes.csv") << "mine";
  for (const Existing existing : {Existing::kResume, Existing::kReplace}) {
    EXPECT_THAT(refusal(existing), HasSubstr("outcomes.csv: is in the way"));
  }
  EXPECT_EQ(text_of(folder() / "outcomes.csv"), "mine");
  fs::remove(folder() / "outcomes.csv");
  EXPECT_EQ(open(Existing::kResume)->progress().done, 1);
  std::ofstream(folder() / "manifest.json") << identity(1).dump();
  EXPECT_THAT(refusal(Existing::kResume), HasSubstr("already holds a result"));
}

TEST_F(Work, TakesNothingThatAPersonPutWhereItGoes) {
  const fs::path file = work_path(folder()) / "data.txt";
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "mine";
  for (const Existing existing : {Existing::kRefuse, Existing::kReplace, Existing::kResume}) {
    EXPECT_THAT(refusal(existing), HasSubstr("armistice did not write it"));
    EXPECT_EQ(text_of(file), "mine");
  }
  std::ofstream(work_path(folder()) / "identity.json") << "{\"name\": \"somebody\"}";
  EXPECT_THAT(refusal(Existing::kReplace), HasSubstr("armistice did not write it"));
  EXPECT_EQ(text_of(file), "mine");
}

TEST_F(Work, LeavesWhatAPersonPutAmongItsFiles) {
  const fs::path note = work_path(folder()) / "note.txt";
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\n");
    work->checkpoint(1, "state");
  }
  std::ofstream(note) << "mine";
  std::ofstream(work_path(folder()) / "state-of-mind") << "mine";
  auto work = open(Existing::kReplace);
  EXPECT_EQ(text("a.csv"), "") << "begun anew";
  work->checkpoint(2, "state");
  work->remove();
  EXPECT_EQ(text_of(note), "mine");
  EXPECT_TRUE(fs::exists(work_path(folder()) / "state-of-mind"));
  EXPECT_FALSE(fs::exists(work_path(folder()) / "a.csv"));
  EXPECT_FALSE(fs::exists(work_path(folder()) / "identity.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(work_path(folder())), {}), 2) << "the person's";
}

TEST_F(Work, ChangesNoFileUnderAnotherName) {
  {
    auto work = open(Existing::kRefuse);
    work->append(0, "one\n");
    work->checkpoint(1, "");
  }
  fs::create_hard_link(work_path(folder()) / "a.csv", folder_ / "kept.csv");
  auto work = open(Existing::kResume);
  work->append(0, "two\n");
  work->checkpoint(2, "");
  EXPECT_EQ(text("a.csv"), "one\ntwo\n");
  EXPECT_EQ(text_of(folder_ / "kept.csv"), "one\n");
}

TEST_F(Work, IsNotReplacedByWorkOfAnotherKind) {
  open(Existing::kRefuse)->checkpoint(1, "");
  Identity other = identity(1);
  other["command"] = "sweep";
  EXPECT_THROW(WorkFolder(folder(), other, {"a.csv"}, Existing::kReplace), Error);
  EXPECT_EQ(open(Existing::kResume)->progress().done, 1);
}

TEST(Differences, AreNamedWithWhatIsThereAndHere) {
  const Identity a{{"seed", 1}, {"scenario", {{"name", "x"}, {"digest", "1"}}}};
  Identity b = a;
  EXPECT_TRUE(differences(a, b).empty());
  b["scenario"]["digest"] = "2";
  b["seed"] = 3;
  EXPECT_EQ(to_text(differences(a, b)),
            "\n  seed: 1 there, 3 here\n  scenario.digest: 1 there, 2 here");
  b = a;
  b["more"] = true;
  EXPECT_EQ(to_text(differences(a, b)), "\n  more: none there, true here");
  EXPECT_EQ(to_text(differences(b, a)), "\n  more: true there, none here");
  b = a;
  b["typed"] = b["files"] = b["settings"] = "beside it";
  EXPECT_TRUE(differences(a, b).empty());
}

TEST(Differences, OfAScenarioAreItsSettings) {
  Identity a{{"scenario", {{"digest", "1"}}},
             {"settings", {{"levers.us_backup", "0.5"}, {"rule", "quantal"}}}};
  Identity b = a;
  b["scenario"]["digest"] = "2";
  b["settings"]["levers.us_backup"] = "1";
  EXPECT_EQ(to_text(differences(a, b)), "\n  levers.us_backup: 0.5 there, 1 here");
  b["settings"] = a["settings"];
  EXPECT_THAT(to_text(differences(a, b)), HasSubstr("the actors' table"));
}

TEST(Differences, OfListsAreNamedByTheirItems) {
  const auto factor = [](const char* name, int high) {
    return Identity{{"name", name}, {"high", high}};
  };
  const Identity a{{"factors", {factor("x", 1), factor("y", 1)}}};
  const Identity b{{"factors", {factor("y", 2), factor("z", 1)}}};
  const std::string text = to_text(differences(a, b));
  EXPECT_THAT(text, HasSubstr("factors.y.high: 1 there, 2 here"));
  EXPECT_THAT(text, HasSubstr("factors.x: {"));
  EXPECT_THAT(text, HasSubstr("factors.z: none there"));
  const Identity c{{"factors", {factor("y", 1), factor("x", 1)}}};
  EXPECT_FALSE(differences(a, c).empty()) << "another order";
}

}  // namespace
}  // namespace armistice
