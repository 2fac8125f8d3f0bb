#include "experiments/engine/available_threads.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

TEST(CpuQuota, IsReadFromTheTextOfTheKernel) {
  EXPECT_EQ(quota_of_cpu_max("50000 100000\n"), .5);
  EXPECT_EQ(quota_of_cpu_max("250000 100000\n"), 2.5);
  for (const char* const none : {"max 100000\n", "", "max", "100000", "a b", "1 0", "-1 100000"}) {
    EXPECT_TRUE(std::isinf(quota_of_cpu_max(none))) << none;
  }
  EXPECT_EQ(quota_of_cfs("150000\n", "100000\n"), 1.5);
  EXPECT_TRUE(std::isinf(quota_of_cfs("-1\n", "100000\n")));
  EXPECT_TRUE(std::isinf(quota_of_cfs("", "")));
}

TEST(CpuQuota, IsLookedForInTheProcessesOwnGroupAndThoseAroundIt) {
  const auto groups = cpu_control_groups(
      "0::/user.slice/job\n",
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n");
  const std::vector<ControlGroup> wanted{{"/sys/fs/cgroup/user.slice/job", 2},
                                         {"/sys/fs/cgroup/user.slice", 2},
                                         {"/sys/fs/cgroup", 2}};
  EXPECT_EQ(groups, wanted);
}

TEST(CpuQuota, OfAContainerWhoseMountShowsOnlyItsOwnGroup) {
  const char* const mounts =
      "30 23 0:26 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n"
      "31 23 0:27 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n";
  const std::vector<ControlGroup> top{{"/sys/fs/cgroup/cpu", 1}};
  EXPECT_EQ(cpu_control_groups("5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n", mounts), top);
  EXPECT_EQ(cpu_control_groups("4:cpu,cpuacct:/elsewhere\n", mounts), top);
  EXPECT_TRUE(cpu_control_groups("5:cpuset:/docker/abc\n", mounts).empty());
  EXPECT_TRUE(cpu_control_groups("", "").empty());
}

class CpuQuotaOnDisk : public ScratchFolder {};

TEST_F(CpuQuotaOnDisk, IsTheLeastOfAllGroups) {
  write("proc/self/cgroup", "0::/a/b\n");
  write("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
  EXPECT_TRUE(std::isinf(cpu_quota(folder_)));
  write("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
  write("sys/fs/cgroup/a/cpu.max", "150000 100000\n");
  EXPECT_EQ(cpu_quota(folder_), 1.5);
  write("sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
  EXPECT_EQ(cpu_quota(folder_), .5);
}

TEST_F(CpuQuotaOnDisk, OfVersionOneToo) {
  write("proc/self/cgroup", "4:cpu,cpuacct:/job\n");
  write("proc/self/mountinfo",
        "30 23 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "300000\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(cpu_quota(folder_), 3);
}

TEST(Threads, AreWorthAsManyAsTheQuotaPaysFor) {
  EXPECT_EQ(threads_worth(8, .5), 1);
  EXPECT_EQ(threads_worth(8, 1), 1);
  EXPECT_EQ(threads_worth(8, 2.5), 3);
  EXPECT_EQ(threads_worth(2, 2.5), 2);
  EXPECT_EQ(threads_worth(8, HUGE_VAL), 8);
  EXPECT_GE(available_threads(), 1);
}

TEST(AvailableThreads, MoreThanAreOfUseAreNotStarted) {
  for (const int few : {1, 3, 64}) EXPECT_EQ(useful_threads(few), few);
  EXPECT_LT(useful_threads(1'000'000), 1'000'000);
  EXPECT_EQ(useful_threads(1'000'000), useful_threads(useful_threads(1'000'000)));
}

}  // namespace
}  // namespace armistice
