// --device, as a user's script sees it. The GPU is an emulated one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
using ::testing::HasSubstr;
using DeviceCommand = support::Program;

constexpr const char* kEmulated = "ARMISTICE_GPU_EMULATION=2 ";

/// A folder's files, without the manifest's account of the machine.
std::string same_files(const std::string& a, const std::string& b) {
  return "diff -r --exclude manifest.json " + a + " " + b;
}

TEST_F(DeviceCommand, AGpuGivesTheSameFiles) {
  const std::string line =
      "\"$A\" run status_quo --trials 5000 --horizon 60 --record all --seed 3 ";
  ASSERT_EQ(shell(line + "--out cpu").status, 0);
  const Answer gpu = shell(kEmulated + line + "--device gpu --out gpu");
  ASSERT_EQ(gpu.status, 0) << gpu.err;
  const Answer difference = shell(same_files("cpu", "gpu"));
  EXPECT_EQ(difference.status, 0) << difference.out;
  EXPECT_THAT(result("gpu/manifest.json"), HasSubstr("\"device\": \"2 x emulated device\""));
  EXPECT_THAT(result("cpu/manifest.json"), Not(HasSubstr("\"device\"")));
}

TEST_F(DeviceCommand, ShardsOfAGpuAndOfTheCpuAreOneResult) {
  const std::string line = "\"$A\" run status_quo --trials 9000 --horizon 24 ";
  ASSERT_EQ(shell(line + "--out whole").status, 0);
  ASSERT_EQ(shell(line + "--shard 1/2 --out one").status, 0);
  ASSERT_EQ(shell(kEmulated + line + "--shard 2/2 --device gpu --out two").status, 0);
  const Answer merged = run("merge one two --out merged");
  ASSERT_EQ(merged.status, 0) << merged.err;
  const Answer difference = shell(same_files("whole", "merged"));
  EXPECT_EQ(difference.status, 0) << difference.out;
}

TEST_F(DeviceCommand, TheCpuContinuesWhatAGpuBegan) {
  const std::string line = "\"$A\" run status_quo --horizon 24 ";
  ASSERT_EQ(shell(line + "--trials 9000 --out whole").status, 0);
  ASSERT_EQ(shell(kEmulated + line + "--trials 9000 --shard 1/2 --device gpu --out gpu").status, 0);
  ASSERT_EQ(shell(line + "--trials 9000 --shard 1/2 --out gpu --resume").status, 0);
  ASSERT_EQ(shell(line + "--trials 9000 --shard 2/2 --out two").status, 0);
  ASSERT_EQ(run("merge gpu two --out merged").status, 0);
  EXPECT_EQ(shell(same_files("whole", "merged")).status, 0);
}

TEST_F(DeviceCommand, AGpuComparesAttributesAndLooksForPivotsToTheSameFiles) {
  for (const std::string line :
       {"compare status_quo peace_through_strength --trials 600 --by 2026-12",
        "attribute peace_through_strength --alone --trials 64",
        "pivotal status_quo --trials 200"}) {
    const std::string command = "\"$A\" " + line + " --horizon 24 --force ";
    ASSERT_EQ(shell("rm -rf cpu gpu; " + command + "--out cpu").status, 0) << line;
    const Answer gpu = shell(kEmulated + command + "--device gpu --out gpu");
    ASSERT_EQ(gpu.status, 0) << line << gpu.err;
    EXPECT_EQ(shell(same_files("cpu", "gpu")).status, 0) << line;
    EXPECT_THAT(result("gpu/manifest.json"), HasSubstr("\"device\": \"2 x emulated device\""));
  }
}

TEST_F(DeviceCommand, WithoutAGpuSaysWhatIsMissingAndRunsNothing) {
  // An environment in which no driver is found.
  const Answer gpu = shell("ARMISTICE_GPU_DEVICES=7 \"$A\" run status_quo --device gpu --out gpu");
  EXPECT_EQ(gpu.status, 2);
  EXPECT_THAT(gpu.err, HasSubstr("--device gpu: "));
  EXPECT_THAT(gpu.err, HasSubstr("--device cpu runs without"));
  EXPECT_EQ(shell("test -e gpu/trials.csv").status, 1);
}

TEST_F(DeviceCommand, AutoRunsOnTheCpuWhereThereIsNoneAndSaysSo) {
  const std::string line = " run status_quo --trials 500 --horizon 24 ";
  const Answer answer = shell("ARMISTICE_GPU_DEVICES=7 \"$A\"" + line + "--device auto");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.err, HasSubstr("trials run on the CPU: "));
  EXPECT_EQ(answer.out, run(line).out);
  EXPECT_THAT(shell(kEmulated + std::string("\"$A\"") + line + "--device auto").err,
              HasSubstr("trials run on 2 x emulated device"));
}

TEST_F(DeviceCommand, AWordThatIsNoDeviceIsRefused) {
  const Answer answer = run("run status_quo --device tpu");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("--device"));
  EXPECT_THAT(answer.err, HasSubstr("cpu, gpu"));
}

TEST_F(DeviceCommand, AnEmulationThatIsNoneIsRefused) {
  const Answer answer = shell("ARMISTICE_GPU_EMULATION=many \"$A\" run status_quo --device gpu");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("ARMISTICE_GPU_EMULATION: \"many\""));
}

}  // namespace
}  // namespace armistice
