#include "experiments/engine/available_threads.hpp"

#include <tbb/info.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>

#include "experiments/engine/control_groups.hpp"
#include "experiments/engine/memory_limit.hpp"

namespace armistice {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

/// The number that the text is, whatever follows it; 0 if it is none.
double number(const std::string& text) {
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}

double quota_of(const ControlGroup& group) {
  if (group.version == 2) return quota_of_cpu_max(small_file_text(group.folder / "cpu.max"));
  return quota_of_cfs(small_file_text(group.folder / "cpu.cfs_quota_us"),
                      small_file_text(group.folder / "cpu.cfs_period_us"));
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
  return control_groups("cpu", cgroup, mountinfo);
}

double cpu_quota(const std::filesystem::path& root) {
  double least = kNoLimit;
  for (const ControlGroup& group : control_groups_of_this_process("cpu", root)) {
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
  const int most = std::max(kAlways, kPerProcessor * tbb::info::default_concurrency());
  return threads_within(memory_limit(), std::min(asked, most));
}

int available_threads() {
  const int threads = threads_worth(tbb::info::default_concurrency(), cpu_quota());
  return threads_within(memory_limit(), threads);
}

}  // namespace armistice
