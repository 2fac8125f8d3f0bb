// The model compiled for a GPU by NVRTC, which takes none. An optional test: tools/test --all
// brings NVRTC.
#include "experiments/device/device_compiler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "experiments/error.hpp"
#include "tests/device/environment.hpp"

namespace armistice {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class CompilerOfDevices : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("ARMISTICE_NVRTC"), nullptr) << "set it to what tools/nvrtc prints";
    folder_ = std::filesystem::path(testing::TempDir()) / "armistice_gpu_cache";
    std::filesystem::remove_all(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(CompilerOfDevices, CompilesTheModelAndKeepsItsCode) {
  const Environment cache("XDG_CACHE_HOME", folder_.string());
  int notes = 0;
  const auto note = [&notes](const std::string&) { ++notes; };
  const std::string code = device_code(90, device_shape(), note);
  EXPECT_THAT(code, StartsWith("\177ELF"));
  EXPECT_EQ(notes, 1);
  EXPECT_EQ(device_code(90, device_shape(), note), code);
  EXPECT_EQ(notes, 1) << "compiled though it was kept";
  // A file that somebody cut is compiled again.
  for (const auto& kept : std::filesystem::recursive_directory_iterator(folder_)) {
    if (kept.is_regular_file()) std::filesystem::resize_file(kept, 1000);
  }
  EXPECT_EQ(device_code(90, device_shape(), note), code);
  EXPECT_EQ(notes, 2);
}

TEST_F(CompilerOfDevices, MakesIntermediateCodeForADeviceThatIsNewer) {
  const std::string code = compile_for_device(999, device_shape());
  EXPECT_THAT(code, HasSubstr(".target sm_"));
}

TEST_F(CompilerOfDevices, RefusesADeviceThatIsTooOld) {
  EXPECT_THROW(compile_for_device(10, device_shape()), Error);
}

}  // namespace
}  // namespace armistice
