#include "experiments/output/output_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "experiments/error.hpp"
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
  void leave_a_result(const std::string& text) const {
    OutputFolder folder(out(), true);
    folder.write("trials.csv", text);
    folder.write("manifest.json", text);
    folder.commit();
  }
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
  OutputFolder folder(out(), false);
  folder.write("manifest.json", "{}");
  folder.write("outcomes.csv", "a,b\n");
  EXPECT_FALSE(fs::exists(out() / "outcomes.csv"));
  folder.commit();
  EXPECT_THAT(names_in(out()), ElementsAre("columns.csv", "manifest.json", "outcomes.csv"));
  EXPECT_EQ(text_of(out() / "outcomes.csv"), "a,b\n");
}

TEST_F(OutputFolders, WithoutCommitNoTraceIsLeft) {
  {
    OutputFolder folder(out() / "deep" / "down/", false);
    folder.write("outcomes.csv", "a,b\n");
  }
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(OutputFolders, WithoutCommitWhatWasThereStays) {
  leave_a_result("old");
  {
    OutputFolder folder(out(), true);
    folder.write("trials.csv", "new");
  }
  EXPECT_EQ(text_of(out() / "trials.csv"), "old");
  EXPECT_THAT(names_in(out()), ElementsAre("columns.csv", "manifest.json", "trials.csv"));
}

TEST_F(OutputFolders, AResultIsNotOverwrittenUnasked) {
  leave_a_result("old");
  EXPECT_THAT(message_with(Fault::kInput, [&] { OutputFolder(out(), false); }),
              HasSubstr("--force"));
}

TEST_F(OutputFolders, AResultThatCameMeanwhileIsNotOverwritten) {
  OutputFolder folder(out(), false);
  folder.write("trials.csv", "mine");
  leave_a_result("theirs");
  EXPECT_THROW(folder.commit(), Error);
  EXPECT_EQ(text_of(out() / "trials.csv"), "theirs");
}

TEST_F(OutputFolders, ForceLeavesNoFileOfTheOldResult) {
  leave_a_result("old");
  std::ofstream(out() / "notes.txt") << "mine";
  OutputFolder folder(out(), true);
  folder.write("outcomes.csv", "new");
  folder.write("manifest.json", "new");
  folder.commit();
  EXPECT_THAT(names_in(out()),
              ElementsAre("columns.csv", "manifest.json", "notes.txt", "outcomes.csv"));
}

TEST_F(OutputFolders, AFolderOfOtherFilesIsWelcome) {
  fs::create_directories(out());
  std::ofstream(out() / "notes.txt") << "mine";
  OutputFolder folder(out(), false);
  folder.write("manifest.json", "{}");
  folder.commit();
  EXPECT_EQ(text_of(out() / "notes.txt"), "mine");
}

TEST_F(OutputFolders, AFileInTheWayIsAFaultOfOutput) {
  const fs::path file = write("file", "x");
  EXPECT_THAT(message_with(Fault::kOutput, [&] { OutputFolder(file, true); }),
              HasSubstr("expects a folder"));
  EXPECT_THAT(message_with(Fault::kOutput, [&] { OutputFolder(file / "below", true); }),
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
