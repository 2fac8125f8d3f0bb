#include "experiments/engine/available_threads.hpp"

#include <tbb/info.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

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

/// The number that the text is, whatever follows it; 0 if it is none.
double number(const std::string& text) {
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}

double quota_of(const ControlGroup& group) {
  if (group.version == 2) return quota_of_cpu_max(text_of(group.folder / "cpu.max"));
  return quota_of_cfs(text_of(group.folder / "cpu.cfs_quota_us"),
                      text_of(group.folder / "cpu.cfs_period_us"));
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

double quota_of_cpu_max(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  return words.size() == 2 ? quota_of_cfs(words[0], words[1]) : kNoLimit;
}

double quota_of_cfs(std::string_view quota, std::string_view period) {
  const double q = number(std::string(quota)), p = number(std::string(period));
  return q > 0 && p > 0 ? q / p : kNoLimit;
}

std::vector<ControlGroup> cpu_control_groups(std::string_view cgroup, std::string_view mountinfo) {
  std::string path_1, path_2;  // of the process, in the hierarchy of each version
  for (const std::string& line : lines_of(cgroup)) {  // "4:cpu,cpuacct:/path", "0::/path"
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    if (controllers.empty()) path_2 = line.substr(second + 1);
    if (lists(controllers, "cpu")) path_1 = line.substr(second + 1);
  }
  std::vector<ControlGroup> groups;
  for (const std::string& line : lines_of(mountinfo)) {
    // id parent device root mount options ... - type source options
    const std::vector<std::string> words = words_of(line);
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (words.size() < 5 || words.end() - dash < 4) continue;
    const std::string& type = dash[1];
    if (type == "cgroup2" && !path_2.empty()) add_groups(words[4], words[3], path_2, 2, groups);
    if (type == "cgroup" && !path_1.empty() && lists(dash[3], "cpu")) {
      add_groups(words[4], words[3], path_1, 1, groups);
    }
  }
  return groups;
}

double cpu_quota(const fs::path& root) {
  double least = kNoLimit;
  for (ControlGroup group : cpu_control_groups(text_of(root / "proc/self/cgroup"),
                                               text_of(root / "proc/self/mountinfo"))) {
    group.folder = root / group.folder.relative_path();
    least = std::min(least, quota_of(group));
  }
  return least;
}

int threads_worth(int processors, double quota) {
  if (quota >= processors) return std::max(1, processors);
  return std::max(1, static_cast<int>(std::ceil(quota)));
}

int useful_threads(int asked) {
  constexpr int kAlways = 64, kPerProcessor = 4;
  return std::min(asked, std::max(kAlways, kPerProcessor * tbb::info::default_concurrency()));
}

int available_threads() { return threads_worth(tbb::info::default_concurrency(), cpu_quota()); }

}  // namespace armistice
