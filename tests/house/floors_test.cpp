// Which folder may include which: experiments -> agents -> core, never the other way, within a
// floor as the table of docs/architecture.md says, and no circle.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

const std::vector<std::string> kSourceEndings{".hpp", ".cpp", ".def"};

/// From the ground up: a floor may include all of what lies below it.
const std::vector<std::string> kFloors{"core", "agents", "experiments"};

std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/')); }
std::string floor_of(const std::string& file) { return file.substr(0, file.find('/')); }
std::ptrdiff_t height_of(const std::string& floor) {
  return std::find(kFloors.begin(), kFloors.end(), floor) - kFloors.begin();
}

const char* const kTable = "docs/architecture.md, \"Allowed includes\"";

/// A folder, the line of its row, and the folders of its own floor that it may include.
struct Row {
  int line;
  std::set<std::string> allowed;
};

/// The rows of that table. A word in backticks is a folder of the row's floor, or, with a slash at
/// its end, the floor's own files.
std::map<std::string, Row> allowed_includes() {
  const std::regex row(R"(\| `([a-z_/]+)/` \| (.*) \|)"), word("`([a-z_/]+)`");
  std::map<std::string, Row> table;
  bool here = false;
  int number = 0;
  for (const std::string& line : lines_of(read("docs/architecture.md"))) {
    ++number;
    if (line.starts_with("## ")) here = line == "## Allowed includes";
    std::smatch cells;
    if (!here || !std::regex_match(line, cells, row)) continue;
    const std::string folder = cells[1], names = cells[2];
    std::set<std::string> allowed;
    for (std::sregex_iterator found(names.begin(), names.end(), word), end; found != end; ++found) {
      std::string name = (*found)[1];
      if (name.ends_with('/')) {
        name.pop_back();
        allowed.insert(name);
      } else {
        allowed.insert(floor_of(folder) + "/" + name);
      }
    }
    EXPECT_FALSE(table.contains(folder)) << kTable << ", line " << number << ": twice " << folder;
    table[folder] = {number, allowed};
  }
  return table;
}

struct Arrow {
  std::string from, to;  // folders
  std::string place;     // file:line of an include
};

/// Includes that leave their folder.
std::vector<Arrow> arrows() {
  std::vector<Arrow> all;
  for (const std::string& file : tracked_files(kFloors, kSourceEndings)) {
    for (const Include& include : includes_of(file)) {
      if (!include.ours || folder_of(include.file) == folder_of(file)) continue;
      all.push_back({folder_of(file), folder_of(include.file),
                     file + ":" + std::to_string(include.line) + ": " + include.file});
    }
  }
  return all;
}

std::set<std::string> source_folders() {
  std::set<std::string> folders;
  for (const std::string& file : tracked_files(kFloors, kSourceEndings)) {
    folders.insert(folder_of(file));
  }
  return folders;
}

TEST(Floors, EachFolderHasItsRowInTheTableAndEachRowItsFolder) {
  const std::set<std::string> folders = source_folders();
  const std::map<std::string, Row> table = allowed_includes();
  for (const std::string& folder : folders) {
    EXPECT_TRUE(table.contains(folder))
        << folder << "/ has no row in " << kTable << ": say there what it may include";
  }
  for (const auto& [folder, row] : table) {
    EXPECT_TRUE(folders.contains(folder))
        << kTable << ", line " << row.line << ": there is no source in " << folder << "/";
  }
}

TEST(Floors, EachFolderIncludesOnlyWhatLiesBelow) {
  const std::map<std::string, Row> table = allowed_includes();
  for (const Arrow& arrow : arrows()) {
    const std::string from = floor_of(arrow.from), to = floor_of(arrow.to);
    if (from != to) {
      EXPECT_LT(height_of(to), height_of(from))
          << arrow.place << ": " << from << "/ must not include " << to << "/";
      continue;
    }
    const auto row = table.find(arrow.from);
    EXPECT_TRUE(row != table.end() && row->second.allowed.contains(arrow.to))
        << arrow.place << ": " << arrow.from << "/ must not include " << arrow.to
        << "/: " << kTable;
  }
}

TEST(Floors, EachFolderThatTheTableAllowsIsIncluded) {
  std::set<std::pair<std::string, std::string>> used;
  for (const Arrow& arrow : arrows()) used.insert({arrow.from, arrow.to});
  for (const auto& [folder, row] : allowed_includes()) {
    for (const std::string& other : row.allowed) {
      EXPECT_TRUE(used.contains({folder, other}))
          << kTable << ", line " << row.line << ": nothing in " << folder << "/ includes " << other
          << "/";
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

TEST(Floors, NoCircleOfFolders) {
  // The folders are those of the table. The files that lie in a floor itself, such as
  // experiments/error.hpp and main.cpp, are held by the circles of includes.
  std::map<std::string, std::set<std::string>> open;
  for (const auto& [folder, row] : allowed_includes()) {
    if (floor_of(folder) == folder) continue;
    for (const std::string& other : row.allowed) {
      if (floor_of(other) != other) open[folder].insert(other);
    }
    open[folder];
  }
  // Takes away what includes nothing more, again and again.
  for (bool changed = true; changed;) {
    changed = false;
    for (auto folder = open.begin(); folder != open.end() && !changed; ++folder) {
      if (!folder->second.empty()) continue;
      const std::string name = folder->first;
      open.erase(folder);
      for (auto& [other, allowed] : open) allowed.erase(name);
      changed = true;
    }
  }
  for (const auto& [folder, others] : open) ADD_FAILURE() << "in a circle: " << folder << "/";
}

TEST(Floors, KernelTakesFromTheLibraryOnlyWhatHasNoCode) {
  // A function of std that is compiled under -march=x86-64-v4 may end up in an older machine's
  // path.
  const std::set<std::string> harmless{"cstddef", "cstdint", "cstring", "type_traits",
                                       "immintrin.h"};
  Walk walk;
  walk.enter("agents/kernel/kernel.cpp");
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
