#include "experiments/engine/control_groups.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace armistice {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

std::vector<std::string> lines_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool lists(const std::string& names, std::string_view wanted) {
  std::istringstream stream(names);
  for (std::string name; std::getline(stream, name, ',');) {
    if (name == wanted) return true;
  }
  return false;
}

/// The groups of a mounted hierarchy: `root` of it is what `mount` shows, `path` is the process's.
void add_groups(const fs::path& mount, const fs::path& root, const fs::path& path, int version,
                std::vector<ControlGroup>& groups) {
  // In a container the path may be one that the mount does not show: then its top counts.
  fs::path below = path.lexically_relative(root);
  if (below.empty() || *below.begin() == ".." || below == ".") below.clear();
  for (fs::path folder = below; !folder.empty(); folder = folder.parent_path()) {
    groups.push_back({mount / folder, version});
  }
  groups.push_back({mount, version});
}

}  // namespace

std::string small_file_text(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<ControlGroup> control_groups(std::string_view controller, std::string_view cgroup,
                                         std::string_view mountinfo) {
  std::string path_1, path_2;  // of the process, in the hierarchy of each version
  for (const std::string& line : lines_of(cgroup)) {  // "4:cpu,cpuacct:/path", "0::/path"
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    if (controllers.empty()) path_2 = line.substr(second + 1);
    if (lists(controllers, controller)) path_1 = line.substr(second + 1);
  }
  std::vector<ControlGroup> groups;
  for (const std::string& line : lines_of(mountinfo)) {
    // id parent device root mount options ... - type source options
    const std::vector<std::string> words = words_of(line);
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (words.size() < 5 || words.end() - dash < 4) continue;
    const std::string& type = dash[1];
    if (type == "cgroup2" && !path_2.empty()) add_groups(words[4], words[3], path_2, 2, groups);
    if (type == "cgroup" && !path_1.empty() && lists(dash[3], controller)) {
      add_groups(words[4], words[3], path_1, 1, groups);
    }
  }
  return groups;
}

std::vector<ControlGroup> control_groups_of_this_process(std::string_view controller,
                                                         const fs::path& root) {
  std::vector<ControlGroup> groups =
      control_groups(controller, small_file_text(root / "proc/self/cgroup"),
                     small_file_text(root / "proc/self/mountinfo"));
  for (ControlGroup& group : groups) group.folder = root / group.folder.relative_path();
  return groups;
}

}  // namespace armistice
