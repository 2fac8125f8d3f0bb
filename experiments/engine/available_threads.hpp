// The useful number of threads: the processors that this process may use, but no more than the CPU
// quota of its control group allows (containers, batch systems).
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace armistice {

/// Processors' worth of time, by the text of cpu.max ("50000 100000", "max 100000"); infinite if
/// there is no limit or the text is another.
double quota_of_cpu_max(std::string_view text);

/// Likewise by cpu.cfs_quota_us and cpu.cfs_period_us of version 1; a negative quota is none.
double quota_of_cfs(std::string_view quota, std::string_view period);

/// A folder of the control groups' file system, and which version's files are in it.
struct ControlGroup {
  std::filesystem::path folder;
  int version;
  bool operator==(const ControlGroup&) const = default;
};

/// Finds the control groups that limit the time of a process, its own before those around it, from
/// /proc/self/cgroup and /proc/self/mountinfo.
std::vector<ControlGroup> cpu_control_groups(std::string_view cgroup, std::string_view mountinfo);

/// The least quota of all of them; infinite without. `root` is where the file system begins.
double cpu_quota(const std::filesystem::path& root = "/");

/// What is at least one of: the processors of this process, and its quota, rounded up.
int threads_worth(int processors, double quota);

/// As many as are of use: each holds some blocks of trials in memory, and threads without a
/// processor of their own only take turns.
int useful_threads(int asked);

/// As above, for this process, on this machine.
int available_threads();

}  // namespace armistice
