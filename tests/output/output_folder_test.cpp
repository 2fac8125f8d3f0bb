#include "experiments/output/output_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "experiments/error.hpp"
#include "experiments/output/changed_files.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/output/sealed_json.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OutputFolders : public ScratchFolder {
 protected:
  fs::path out() const { return folder_ / "out"; }

  static std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  static std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // The least that a manifest says.
  static std::string manifest(const std::string& command = "run", const char* scenario = "war") {
    return nlohmann::ordered_json{{"command", command},
                                  {"version", "1"},
                                  {"scenario", {{"name", scenario}}},
                                  {"environment", {{"threads", 1}}}}
        .dump();
  }
  static OutputFolder open(const fs::path& folder, bool force) {
    return OutputFolder(folder, kRun, force);
  }
  void leave_a_result(const std::string& text, bool force = false) const {
    OutputFolder folder = open(out(), force);
    folder.write("trials.csv", text);
    folder.write("manifest.json", manifest());
    folder.commit();
  }
  // What a run says that would replace it; nothing of it may have changed.
  std::string refusal(bool force, const ResultOf& result = kRun) const {
    const std::string before = shape_of(out());
    std::string message = message_with(Fault::kInput, [&] { OutputFolder(out(), result, force); });
    EXPECT_EQ(shape_of(out()), before);
    return message;
  }
  static std::string shape_of(const fs::path& folder) {
    std::string all;
    for (const std::string& name : names_in(folder)) {
      all += name + ":";
      if (fs::is_regular_file(folder / name)) all += text_of(folder / name);
      all += "\n";
    }
    return all;
  }
  static inline const ResultOf kRun{"run", {"war"}};
  template <class Call>
  static std::string message_with(Fault fault, const Call& call) {
    try {
      call();
    } catch (const Error& e) {
      return e.fault() == fault ? e.what() : "another fault";
    }
    return "";
  }
};

TEST_F(OutputFolders, FilesAppearTogether) {
  OutputFolder folder = open(out(), false);
  folder.write("manifest.json", manifest());
  folder.write("outcomes.csv", "a,b\n");
  EXPECT_FALSE(fs::exists(out() / "outcomes.csv"));
  folder.commit();
  EXPECT_THAT(names_in(out()), ElementsAre("columns.csv", "manifest.json", "outcomes.csv"));
  EXPECT_EQ(text_of(out() / "outcomes.csv"), "a,b\n");
}

TEST_F(OutputFolders, TheManifestListsWhatWasWrittenWithIt) {
  leave_a_result("0123456789\n");
  const auto written = nlohmann::ordered_json::parse(text_of(out() / "manifest.json"));
  EXPECT_EQ(written["files"]["trials.csv"]["bytes"], 11);
  EXPECT_EQ(written["files"]["trials.csv"]["crc64"], file_digest(out() / "trials.csv"));
  EXPECT_EQ(written["files"].size(), 2) << "columns.csv too";
  EXPECT_EQ((--written.end()).key(), "environment") << "stays last";
}

TEST_F(OutputFolders, AManifestHasAChecksumOfItselfWithoutItsEnvironment) {
  leave_a_result("0123456789\n");
  auto written = nlohmann::ordered_json::parse(text_of(out() / "manifest.json"));
  EXPECT_EQ(seal_of(written), Seal::kWhole);
  EXPECT_EQ(format_of(written), kResultFormat);
  written["environment"] = {{"command_line", "elsewhere"}};
  EXPECT_EQ(seal_of(written), Seal::kWhole);
  written["version"] = "0.0";
  EXPECT_EQ(seal_of(written), Seal::kBroken);
}

TEST_F(OutputFolders, WhatWasChangedOfAResultIsNamed) {
  leave_a_result("0123456789\n");
  EXPECT_TRUE(changed_files(out()).empty());
  std::ofstream(out() / "trials.csv") << "0123456780\n";
  fs::remove(out() / "columns.csv");
  const std::vector<ChangedFile> changed = changed_files(out());
  ASSERT_EQ(changed.size(), 2u);
  for (const ChangedFile& c : changed) {
    EXPECT_THAT(c.how, HasSubstr(c.name == "trials.csv" ? "has other bytes" : "is missing"));
  }
  std::ofstream(out() / "trials.csv") << "more than there was\n";
  EXPECT_THAT(changed_files(out()).back().how + changed_files(out()).front().how,
              HasSubstr("has 20 bytes, where 11 were written"));
}

TEST_F(OutputFolders, AFileThatCantBeMovedIntoItsPlaceTakesTheOthersBack) {
  {
    OutputFolder folder = open(out(), false);
    folder.write("manifest.json", manifest());
    folder.write("outcomes.csv", "a,b\n");
    folder.write("trials.csv", "a,b\n");
    // As a disk that fails at the second file: it has gone when it is to be moved.
    folder.heed([&folder, calls = 0]() mutable {
      if (++calls == 3) fs::rename(folder.file("trials.csv"), folder.file("elsewhere"));
    });
    EXPECT_THROW(folder.commit(), std::exception);
  }
  EXPECT_FALSE(fs::exists(out() / "outcomes.csv"));
  EXPECT_FALSE(fs::exists(out() / "manifest.json"));
}

TEST_F(OutputFolders, WhatAKillLeftBeforeAnythingWasInPlaceGoesWithTheNextResult) {
  const fs::path left = out() / ".armistice-new-abcdef", persons = out() / ".armistice-new-person";
  fs::create_directories(left);
  fs::create_directories(persons);
  std::ofstream(left / "staging.json") << staging_mark();
  std::ofstream(left / "trials.csv") << "half a r";
  std::ofstream(persons / "trials.csv") << "mine";  // without the mark nobody can tell
  fs::create_directories(out() / ".armistice-new-begun");
  std::ofstream(out() / ".armistice-new-begun" / "staging.json") << staging_mark().substr(0, 9);
  leave_a_result("0123456789\n");
  EXPECT_FALSE(fs::exists(left));
  EXPECT_FALSE(fs::exists(out() / ".armistice-new-begun"));
  EXPECT_EQ(text_of(persons / "trials.csv"), "mine");
}

TEST_F(OutputFolders, AnAdoptedFileThatChangedSinceIsNotPutInItsPlace) {
  const fs::path file = folder_ / "work.csv";
  std::ofstream(file) << "a,b\n";
  const FileMark mark = mark_of(file);
  std::ofstream(file) << "a,c\n";
  OutputFolder folder = open(out(), false);
  folder.write("manifest.json", manifest());
  folder.adopt("trials.csv", file, mark);
  EXPECT_THAT(message_with(Fault::kInput, [&] { folder.commit(); }), HasSubstr("has other bytes"));
  EXPECT_FALSE(fs::exists(out() / "trials.csv"));
}

TEST_F(OutputFolders, ArePathsAsTheSystemReadsThem) {
  fs::create_directories(folder_ / "far" / "deep");
  fs::create_directory_symlink(folder_ / "far" / "deep", folder_ / "link");
  {
    OutputFolder folder = open(folder_ / "link" / ".." / "res", false);
    folder.write("manifest.json", manifest());
    folder.commit();
  }
  EXPECT_TRUE(fs::exists(folder_ / "far" / "res" / "manifest.json"));
  EXPECT_FALSE(fs::exists(folder_ / "res"));
  EXPECT_THAT(message_with(Fault::kOutput, [&] { open(folder_ / "missing" / ".." / "x", false); }),
              HasSubstr("there is no folder"));
  EXPECT_FALSE(fs::exists(folder_ / "missing"));
  EXPECT_FALSE(fs::exists(folder_ / "x"));
}

TEST_F(OutputFolders, WithoutCommitNoTraceIsLeft) {
  {
    OutputFolder folder = open(out() / "deep" / "down/", false);
    folder.write("outcomes.csv", "a,b\n");
  }
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(OutputFolders, WithoutCommitWhatWasThereStays) {
  leave_a_result("old");
  {
    OutputFolder folder = open(out(), true);
    folder.write("trials.csv", "new");
  }
  EXPECT_EQ(text_of(out() / "trials.csv"), "old");
  EXPECT_THAT(names_in(out()), ElementsAre("columns.csv", "manifest.json", "trials.csv"));
}

TEST_F(OutputFolders, AResultIsNotOverwrittenUnasked) {
  leave_a_result("old");
  EXPECT_THAT(refusal(false), HasSubstr("already holds a result (run of war); give another --out, "
                                        "or --force"));
}

TEST_F(OutputFolders, AResultOfAnotherCommandOrScenarioIsNeverReplaced) {
  leave_a_result("old");
  for (const ResultOf& other : {ResultOf{"sweep", {"war"}}, ResultOf{"run", {"peace"}},
                                ResultOf{"run", {"war", "peace"}}, ResultOf{"validate", {}}}) {
    for (const bool force : {false, true}) {
      const std::string message = refusal(force, other);
      EXPECT_THAT(message, HasSubstr("already holds another result, run of war"));
      EXPECT_THAT(message, testing::Not(HasSubstr("--force"))) << "advice that would not help";
    }
  }
}

TEST_F(OutputFolders, AResultThatCameMeanwhileIsNotOverwritten) {
  OutputFolder folder = open(out(), false);
  folder.write("trials.csv", "mine");
  folder.write("manifest.json", manifest());
  std::ofstream(out() / "trials.csv") << "theirs";
  EXPECT_THROW(folder.commit(), Error);
  EXPECT_EQ(text_of(out() / "trials.csv"), "theirs");
}

TEST_F(OutputFolders, IsHeldByOneAtATime) {
  const OutputFolder folder = open(out(), false);
  EXPECT_THAT(message_with(Fault::kInput, [&] { open(out(), false); }),
              HasSubstr("another armistice is at work there"));
}

TEST_F(OutputFolders, ForceLeavesNoFileOfTheOldResult) {
  leave_a_result("old");
  std::ofstream(out() / "notes.txt") << "mine";
  OutputFolder folder = open(out(), true);
  folder.write("outcomes.csv", "new");
  folder.write("manifest.json", manifest());
  folder.commit();
  EXPECT_THAT(names_in(out()),
              ElementsAre("columns.csv", "manifest.json", "notes.txt", "outcomes.csv"));
  EXPECT_EQ(text_of(out() / "notes.txt"), "mine");
}

TEST_F(OutputFolders, AFileThatWasEditedSinceIsTheUsers) {
  leave_a_result("b\na\n");
  std::ofstream(out() / "trials.csv") << "a\nb\n";  // sorted: as many bytes
  EXPECT_THAT(refusal(true), HasSubstr("trials.csv: has changed since armistice wrote it"));
  std::ofstream(out() / "trials.csv") << "a\nb\nc\n";
  EXPECT_THAT(refusal(true), HasSubstr("move it, or give another --out"));
  fs::remove(out() / "trials.csv");
  EXPECT_EQ(refusal(true), "") << "what is gone is in nobody's way";
}

TEST_F(OutputFolders, AFileOrManifestThatIsNotOursIsNeverReplaced) {
  fs::create_directories(out());
  std::ofstream(out() / "trials.csv") << "of a person";
  for (const bool force : {false, true}) {
    EXPECT_THAT(refusal(force), HasSubstr("no manifest says that armistice wrote this one"));
  }
  fs::remove(out() / "trials.csv");
  for (const char* const text :
       {"{}", "[1]", "not JSON", R"({"version": "3", "name": "an app"})"}) {
    std::ofstream(out() / "manifest.json") << text;
    for (const bool force : {false, true}) {
      EXPECT_THAT(refusal(force), HasSubstr("manifest.json: armistice did not write it")) << text;
    }
  }
}

TEST_F(OutputFolders, AFileBesideAResultThatItsManifestDoesNotListIsNeverReplaced) {
  leave_a_result("old");
  std::ofstream(out() / "points.csv") << "of a person";
  EXPECT_THAT(refusal(true), HasSubstr("points.csv"));
  fs::remove(out() / "points.csv");
  // The name is not known to be a result's.
  std::ofstream(out() / "new_kind.csv") << "of a person";
  OutputFolder folder = open(out(), true);
  folder.write("new_kind.csv", "ours");
  folder.write("manifest.json", manifest());
  EXPECT_THROW(folder.commit(), Error);
  EXPECT_EQ(text_of(out() / "new_kind.csv"), "of a person");
  EXPECT_EQ(text_of(out() / "trials.csv"), "old");
}

TEST_F(OutputFolders, LinksInTheWayAreNotReplaced) {
  leave_a_result("old");
  fs::rename(out() / "trials.csv", folder_ / "elsewhere.csv");
  fs::create_symlink(folder_ / "elsewhere.csv", out() / "trials.csv");
  EXPECT_THAT(refusal(true), HasSubstr("trials.csv: is in the way"));
}

TEST_F(OutputFolders, AManifestCannotNameFilesElsewhere) {
  leave_a_result("old");
  std::ofstream(folder_ / "precious.csv") << "of a person";
  auto said = nlohmann::ordered_json::parse(text_of(out() / "manifest.json"));
  said["files"]["../precious.csv"] = {{"bytes", 11},
                                      {"crc64", file_digest(folder_ / "precious.csv")}};
  std::ofstream(out() / "manifest.json") << said.dump();
  EXPECT_THAT(refusal(true), HasSubstr("manifest.json: has changed since armistice wrote it"));
  seal(said);  // as somebody who knows how
  std::ofstream(out() / "manifest.json") << said.dump();
  leave_a_result("new", true);
  EXPECT_EQ(text_of(folder_ / "precious.csv"), "of a person");
}

TEST_F(OutputFolders, AResultOfAnEarlierVersionIsNotReplaced) {
  fs::create_directories(out());
  std::ofstream(out() / "manifest.json") << manifest();
  EXPECT_THAT(refusal(true), HasSubstr("does not list the files"));
}

TEST_F(OutputFolders, WhatAKillLeftHalfInPlaceIsProvenByWhatItLeftBeside) {
  leave_a_result("old");
  // As commit() leaves things when it is ended after its first file.
  const fs::path staging = out() / ".armistice-new-abcdef";
  fs::create_directories(staging);
  auto said = nlohmann::ordered_json::parse(text_of(out() / "manifest.json"));
  fs::rename(out() / "manifest.json", staging / "replaced.json");
  std::ofstream(staging / "outcomes.csv") << "new";
  said["files"]["outcomes.csv"] = {{"bytes", 3}, {"crc64", file_digest(staging / "outcomes.csv")}};
  std::ofstream(staging / "manifest.json") << said.dump();
  EXPECT_THAT(refusal(false), HasSubstr("which was interrupted"));
  std::ofstream(staging / "notes.txt") << "mine";
  leave_a_result("newer", true);
  EXPECT_EQ(text_of(out() / "trials.csv"), "newer");
  EXPECT_THAT(names_in(staging), ElementsAre("notes.txt")) << "what is not ours stays";
}

TEST_F(OutputFolders, AFolderOfOtherFilesIsWelcome) {
  fs::create_directories(out() / "part");
  std::ofstream(out() / "notes.txt") << "mine";
  std::ofstream(out() / "part/data.txt") << "mine too";
  leave_a_result("new");
  EXPECT_EQ(text_of(out() / "notes.txt"), "mine");
  EXPECT_EQ(text_of(out() / "part/data.txt"), "mine too");
}

TEST_F(OutputFolders, WhatIsReadIsNotWrittenOver) {
  leave_a_result("read");
  fs::create_directory_symlink(out(), folder_ / "link");
  for (const fs::path& same : {out(), out() / ".", folder_ / "link"}) {
    EXPECT_THAT(message_with(Fault::kInput, [&] { refuse_to_write_over({out()}, same); }),
                HasSubstr("give another --out, such as"));
  }
  EXPECT_NO_THROW(refuse_to_write_over({out()}, out() / "analysis"));
  EXPECT_NO_THROW(refuse_to_write_over({out()}, folder_));
  const auto reads = [&](const fs::path& file) {
    return message_with(Fault::kInput, [&] { refuse_to_write_over({file}, out()); });
  };
  EXPECT_THAT(reads(out() / "trials.csv"), HasSubstr("trials.csv: is read here"));
  fs::create_hard_link(out() / "trials.csv", folder_ / "design.csv");
  EXPECT_THAT(reads(folder_ / "design.csv"), HasSubstr("trials.csv: is read here"));
  std::ofstream(out() / "mine.csv") << "mine";
  EXPECT_EQ(reads(out() / "mine.csv"), "");
}

TEST_F(OutputFolders, AFileInTheWayIsAFaultOfOutput) {
  const fs::path file = write("file", "x");
  EXPECT_THAT(message_with(Fault::kOutput, [&] { OutputFolder(file, kRun, true); }),
              HasSubstr("expects a folder"));
  EXPECT_THAT(message_with(Fault::kOutput, [&] { OutputFolder(file / "below", kRun, true); }),
              HasSubstr("can't be written"));
}

TEST_F(OutputFolders, AFullDiskIsAFaultOfOutput) {
  ASSERT_TRUE(fs::exists("/dev/full")) << "the test needs a device that is always full";
  EXPECT_THAT(message_with(Fault::kOutput,
                           [] {
                             OutputFile file("/dev/full");
                             file.write("text");
                             file.close();
                           }),
              HasSubstr("No space left"));
}

}  // namespace
}  // namespace armistice
