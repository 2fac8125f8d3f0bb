// The order of includes: experiments -> agents -> core, never the other way, and no circle.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

const std::vector<std::string> kSourceEndings{".hpp", ".cpp", ".def"};

std::string folder_of(const std::string& file) { return file.substr(0, file.find('/')); }

/// "input" of experiments/input/cast.hpp; empty for whatever lies in no room.
std::string room_of(const std::string& file) {
  const std::string house = "experiments/";
  if (!file.starts_with(house)) return "";
  const std::size_t end = file.find('/', house.size());
  return end == std::string::npos ? "" : file.substr(house.size(), end - house.size());
}

TEST(Floors, EachFolderIncludesOnlyWhatLiesBelow) {
  const std::map<std::string, std::set<std::string>> below{
      {"core", {"core"}},
      {"agents", {"core", "agents"}},
      {"experiments", {"core", "agents", "experiments"}}};
  // The rooms of experiments/, and what each may look into besides itself.
  const std::map<std::string, std::set<std::string>> rooms{
      {"input", {}},
      {"trials", {"input"}},
      {"engine", {"input", "trials"}},
      {"designs", {"input", "trials", "engine"}},
      {"sensitivity", {"input", "trials", "engine"}},
      {"discovery", {"input", "trials", "engine"}},
      {"comparison", {"input", "trials", "engine"}},
      {"validation", {"input", "trials", "engine"}},
      {"attribution", {"input", "trials", "engine", "comparison"}},
      {"search", {"input", "trials", "engine", "comparison"}},
      {"information", {"input", "trials", "engine", "comparison"}},
      {"pivotal", {"input", "trials", "engine", "comparison"}},
      {"sweep", {"input", "trials", "engine", "comparison", "designs"}},
      {"analysis", {"input", "trials", "engine", "designs", "sensitivity", "discovery"}},
      {"output",
       {"analysis", "input", "trials", "engine", "comparison", "validation", "attribution",
        "search", "information", "pivotal", "designs", "sweep", "sensitivity", "discovery"}},
      {"campaign", {"input", "trials", "engine", "comparison", "designs", "sweep", "output"}}};
  for (const auto& [room, allowed] : rooms) {
    for (const std::string& file : tracked_files({"experiments/" + room}, kSourceEndings)) {
      for (const Include& include : includes_of(file)) {
        const std::string other = room_of(include.file);
        EXPECT_TRUE(other.empty() || other == room || allowed.contains(other))
            << file << ":" << include.line << ": experiments/" << room << "/ must not include "
            << include.file;
      }
    }
  }
  for (const auto& [folder, allowed] : below) {
    for (const std::string& file : tracked_files({folder}, kSourceEndings)) {
      for (const Include& include : includes_of(file)) {
        if (!include.ours) continue;
        EXPECT_TRUE(allowed.contains(folder_of(include.file)))
            << file << ":" << include.line << ": " << folder << "/ must not include "
            << include.file;
      }
    }
  }
}

TEST(Floors, OurFilesAreNamedFromTheRoot) {
  for (const std::string& file :
       tracked_files({"core", "agents", "experiments", "tests", "bench"}, kSourceEndings)) {
    for (const Include& include : includes_of(file)) {
      if (!include.ours) continue;
      EXPECT_TRUE(std::filesystem::exists(root() / include.file))
          << file << ":" << include.line << ": \"" << include.file
          << "\" is no file of ours; name it from the root, or in angle brackets";
    }
  }
}

/// Depth-first walk over includes; the way back to a file that is still open is a circle.
class Walk {
 public:
  void enter(const std::string& file) {
    if (done_.contains(file)) return;
    const auto open = std::find(path_.begin(), path_.end(), file);
    if (open != path_.end()) {
      std::string circle;
      for (auto step = open; step != path_.end(); ++step) circle += *step + " -> ";
      circles_.push_back(circle + file);
      return;
    }
    path_.push_back(file);
    for (const Include& include : includes_of(file)) {
      if (include.ours && std::filesystem::exists(root() / include.file)) enter(include.file);
    }
    path_.pop_back();
    done_.insert(file);
  }
  const std::vector<std::string>& circles() const { return circles_; }
  const std::set<std::string>& visited() const { return done_; }

 private:
  std::vector<std::string> path_, circles_;
  std::set<std::string> done_;
};

TEST(Floors, NoCircleOfIncludes) {
  Walk walk;
  for (const std::string& file :
       tracked_files({"core", "agents", "experiments", "tests", "bench"}, kSourceEndings)) {
    walk.enter(file);
  }
  for (const std::string& circle : walk.circles()) ADD_FAILURE() << "circle: " << circle;
}

TEST(Floors, KernelTakesFromTheLibraryOnlyWhatHasNoCode) {
  // A function of std that is compiled under -march=x86-64-v4 may end up in an older machine's
  // path.
  const std::set<std::string> harmless{"cstddef", "cstdint", "cstring", "type_traits",
                                       "immintrin.h"};
  Walk walk;
  walk.enter("agents/kernel.cpp");
  for (const std::string& file : walk.visited()) {
    for (const Include& include : includes_of(file)) {
      if (include.ours) continue;
      EXPECT_TRUE(harmless.contains(include.file))
          << file << ":" << include.line << ": the kernel must not include <" << include.file
          << ">";
    }
  }
}

TEST(Floors, CoreNamesNoCountryAndNoPerson) {
  const std::array names{"russia",  "ukrain", "kyiv",    "kiev",  "moscow",
                         "kremlin", "putin",  "zelensk", "china", "iran",
                         "belarus", "korea",  "trump",   "biden", "washington"};
  for (const std::string& file : tracked_files({"core"}, kSourceEndings)) {
    int number = 0;
    for (std::string line : lines_of(without_comments_and_strings(read(file)))) {
      ++number;
      std::transform(line.begin(), line.end(), line.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      for (const std::string name : names) {
        EXPECT_EQ(line.find(name), std::string::npos)
            << file << ":" << number << ": core/ knows no country and no person, but says \""
            << name << "\"";
      }
    }
  }
}

}  // namespace
}  // namespace armistice::house
