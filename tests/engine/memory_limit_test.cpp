#include "experiments/engine/memory_limit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "experiments/engine/available_threads.hpp"
#include "experiments/information/information.hpp"
#include "experiments/validation/laboratory.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

TEST(MemoryLimit, IsReadFromTheTextOfTheKernel) {
  EXPECT_EQ(memory_limit_in("2147483648\n"), 2147483648.0);
  // Version 1 has no word for no limit.
  for (const char* const none :
       {"max\n", "", "9223372036854771712\n", "18446744073709551615", "-1\n", "0", "much"}) {
    EXPECT_TRUE(std::isinf(memory_limit_in(none))) << none;
  }
}

class MemoryLimitOnDisk : public ScratchFolder {};

TEST_F(MemoryLimitOnDisk, IsTheLeastOfAllGroups) {
  EXPECT_TRUE(std::isinf(memory_limit(folder_)));
  write("proc/self/cgroup", "0::/a/b\n");
  write("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
  EXPECT_TRUE(std::isinf(memory_limit(folder_)));
  write("sys/fs/cgroup/a/b/memory.max", "max\n");
  write("sys/fs/cgroup/a/memory.max", "3000000000\n");
  EXPECT_EQ(memory_limit(folder_), 3e9);
  write("sys/fs/cgroup/a/b/memory.max", "1000000000\n");
  EXPECT_EQ(memory_limit(folder_), 1e9);
}

TEST_F(MemoryLimitOnDisk, OfVersionOneToo) {
  write("proc/self/cgroup", "5:memory:/job\n4:cpu,cpuacct:/elsewhere\n");
  write("proc/self/mountinfo",
        "30 23 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
        "31 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  EXPECT_TRUE(std::isinf(memory_limit(folder_)));
  write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "500000000\n");
  EXPECT_EQ(memory_limit(folder_), 5e8);
}

TEST(MemoryLimit, NoMoreThreadsAreStartedThanFit) {
  EXPECT_EQ(threads_within(HUGE_VAL, 64), 64);
  EXPECT_EQ(threads_within(1e9, 64), 64);
  EXPECT_EQ(threads_within(kBytesOfProgram + 4.5 * kBytesOfThread, 64), 4);
  EXPECT_EQ(threads_within(1e6, 64), 1) << "one, or nothing could be done";
}

TEST(MemoryLimit, WorkThatNeedsMoreIsRefusedWithWhatToLower) {
  EXPECT_NO_THROW(require_memory(9e8, "information", "fewer --trials need less", 1e9));
  EXPECT_NO_THROW(require_memory(9e8, "information", "fewer --trials need less", HUGE_VAL));
  try {
    require_memory(8.24e9, "information", "fewer --trials need less", 9.5e8);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kInput);
    EXPECT_THAT(error.what(),
                HasSubstr("information needs at least 8.2 GB of memory, and the control group of "
                          "this process allows 950 MB; fewer --trials need less"));
  }
}

TEST(MemoryLimit, WhatIsKeptOfEachTrialIsKnownBefore) {
  const std::vector<Scenario> two(2, read_scenario(shipped("status_quo.toml"), {}));
  const double of_thousand = information_bytes(two, 1000);
  EXPECT_DOUBLE_EQ(information_bytes(two, 10'000'000), 1e4 * of_thousand);
  // Two numbers of 8 bytes, and 199 of 4, besides the inputs.
  EXPECT_GT(of_thousand, 1000 * (2 * 8 + 199 * 4));
  EXPECT_LT(of_thousand, 1000 * (2 * 8 + 199 * 4 + 4 * 400));
  EXPECT_GT(kept_sample_bytes(1'000'000), 1e9);
}

}  // namespace
}  // namespace armistice
